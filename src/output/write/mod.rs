//! The only door through which the program writes: files are new as a whole or as they were, and several belong together.
//!
//! A change is staged in a temporary directory beside the output and takes its place by renaming. While it does, nobody else of this
//! program writes in that directory ([`lock`]), and a signal waits ([`interrupt`]). What a killed run left behind is removed by the next
//! one that writes there.

mod change;
mod disk;
mod found;
mod inputs;
mod interrupt;
mod lock;
mod name;
mod refusal;
mod stage;
mod transaction;

use std::io;
use std::path::{Path, PathBuf};

pub use change::Change;
pub use found::is_stream;
pub use inputs::Inputs;
pub use interrupt::hold;
pub use name::unusable;
pub use refusal::{Reason, Refusal};
pub use stage::TemporaryDirectory;

use disk::Real;

/// Carries out changes: all of them, or none. Returns the temporary directories of killed runs that were removed on the way.
pub fn write(changes: &[Change<'_>], inputs: &Inputs) -> Result<Vec<PathBuf>, Refusal> {
    transaction::run(&Real, changes, inputs)
}

/// Adds to the end of a file, which others write to as well.
pub fn append(path: &Path, data: &[u8], inputs: &Inputs) -> Result<(), Refusal> {
    refuse_name(path)?;
    if inputs.hold(path) {
        return Err(Refusal::new(path, Reason::Input));
    }
    let _held = interrupt::writing();
    disk::append(path, data).map_err(|error| Refusal::new(path, Reason::System(error)))
}

/// Makes a directory and those above it. Returns those that were not there, the outermost first.
pub fn make_directory(path: &Path) -> Result<Vec<PathBuf>, Refusal> {
    refuse_name(path)?;
    let refused = |error| Refusal::new(path, Reason::System(error));
    let missing = |above: &&Path| !above.as_os_str().is_empty() && !above.exists();
    let mut made: Vec<PathBuf> = path.ancestors().take_while(missing).map(Path::to_owned).collect();
    made.reverse();
    disk::make_directory(path).map_err(refused)?;
    Ok(made)
}

/// Refuses a path by which this system has no file.
pub fn refuse_name(path: &Path) -> Result<(), Refusal> {
    unusable(path).map_or(Ok(()), |name| Err(Refusal::new(path, Reason::Name(name))))
}

/// Removes directories that [`make_directory`] made, as far as they are empty.
pub fn remove_directories(made: &[PathBuf]) {
    made.iter().rev().for_each(|directory| disk::remove_empty_directory(directory));
}

/// Returns why nothing can be written into a directory; none when it can.
#[must_use]
pub fn probe(directory: &Path) -> Option<io::Error> {
    stage::Stage::new(directory).err()
}
