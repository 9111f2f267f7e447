//! The renderer in a process of its own: what a file does to it, in memory, depth or time, ends that process and nothing else.
//!
//! The process gets the length of a file and the file. It answers page by page, and works as long as somebody waits for it: until its input is closed.

use std::io::{self, Read, Write, stdin, stdout};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio, exit};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::differing::Drawn;
use super::paired::{Left, Said};
use super::renderer::{self, LARGEST_SIDE};
use crate::base::limits::{DRAWING_MEMORY, PDF_FILE, PICTURES};
use crate::base::memory;

/// The first argument of a process that draws. It is none of the commands.
pub const DRAW: &str = "--draw-pages";
/// The second one, where the pages are asked for as PNG too.
const WITH_PICTURES: &str = "--as-png";

/// How many pages may be drawn before they are looked at.
const AHEAD: usize = 1;

const PAGE: u8 = b'P';
const END: u8 = b'E';

/// A process that draws the pages of a file. It ends with this value.
pub(super) struct Renderer {
    child: Child,
    /// Closed when this process ends, however it ends.
    _input: Option<ChildStdin>,
    pub said: Receiver<Said>,
}

impl Renderer {
    /// Begins to draw the pages of a file.
    pub(super) fn start(program: &Path, file: &[u8], with_pictures: bool) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.arg(DRAW).args(with_pictures.then_some(WITH_PICTURES));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut input = child.stdin.take();
        let output = child.stdout.take();
        let (to, said) = sync_channel(AHEAD);
        if let Some(input) = &mut input {
            // It reads all before it draws; if it has ended instead, its answer says so.
            let _ = input.write_all(&(file.len() as u64).to_le_bytes()).and_then(|()| input.write_all(file));
        }
        thread::spawn(move || {
            let Some(mut output) = output.map(io::BufReader::new) else { return };
            loop {
                let next = read(&mut output).unwrap_or(Said::Unreadable);
                let is_last = !matches!(next, Said::Page(..));
                // Who asked may have had enough.
                if to.send(next).is_err() || is_last {
                    return;
                }
            }
        });
        Ok(Self { child, _input: input, said })
    }
}

impl Drop for Renderer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Draws the pages of the file on the standard input: what a process does whose first argument is [`DRAW`].
#[must_use]
pub fn serve(arguments: &[std::ffi::OsString]) -> ExitCode {
    memory::limit(DRAWING_MEMORY);
    let with_pictures = arguments.iter().any(|argument| argument == WITH_PICTURES);
    match drawn(with_pictures) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn drawn(with_pictures: bool) -> io::Result<()> {
    let mut input = stdin().lock();
    let length = usize::try_from(number(&mut input)?).ok().filter(|length| *length <= PDF_FILE).ok_or(WRONG)?;
    let mut file = vec![0; length];
    input.read_exact(&mut file)?;
    drop(input);
    thread::spawn(end_with_the_input);
    let mut output = stdout().lock();
    let left = renderer::draw(file, with_pictures, |page, png| page_out(&mut output, &page, &png))?;
    output.write_all(&[END])?;
    for count in [left.failed, left.missing] {
        output.write_all(&(count as u64).to_le_bytes())?;
    }
    output.flush()
}

/// Ends the process when nobody waits for it any more.
#[allow(clippy::exit, reason = "the renderer cannot be stopped otherwise")]
fn end_with_the_input() {
    let _ = io::copy(&mut stdin().lock(), &mut io::sink());
    exit(1);
}

fn page_out(output: &mut impl Write, page: &Drawn, png: &[u8]) -> io::Result<()> {
    output.write_all(&[PAGE])?;
    for size in [page.width, page.height, png.len()] {
        output.write_all(&(size as u64).to_le_bytes())?;
    }
    output.write_all(&page.pixels)?;
    output.write_all(png)?;
    output.flush()
}

/// What the process said is not what it says.
const WRONG: io::ErrorKind = io::ErrorKind::InvalidData;

/// Reads what the process says next.
fn read(output: &mut impl Read) -> io::Result<Said> {
    let mut kind = [0];
    output.read_exact(&mut kind)?;
    let mut size = |most: usize| {
        let size = usize::try_from(number(output)?).ok().filter(|size| *size <= most);
        size.ok_or_else(|| io::Error::from(WRONG))
    };
    match kind {
        [PAGE] => {
            let (width, height, length) = (size(LARGEST_SIDE)?, size(LARGEST_SIDE)?, size(PICTURES)?);
            let (mut pixels, mut png) = (vec![0; width * height * 4], vec![0; length]);
            output.read_exact(&mut pixels)?;
            output.read_exact(&mut png)?;
            Ok(Said::Page(Drawn { width, height, pixels }, png))
        }
        [END] => Ok(Said::End(Left { failed: size(usize::MAX)?, missing: size(usize::MAX)? })),
        _ => Err(WRONG.into()),
    }
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut written = Vec::new();
        let page = Drawn { width: 2, height: 3, pixels: (0..24).collect() };
        page_out(&mut written, &page, b"png").unwrap();
        let Ok(Said::Page(again, png)) = read(&mut written.as_slice()) else { panic!("no page") };
        assert_eq!((again.width, again.height, again.pixels, png), (2, 3, page.pixels, b"png".to_vec()));
    }

    #[test]
    fn what_is_not_whole_or_too_large_is_not_read() {
        let mut written = Vec::new();
        page_out(&mut written, &Drawn { width: 1, height: 1, pixels: vec![0; 4] }, b"").unwrap();
        for wrong in [&written[..written.len() - 1], b"", b"X", &[&b"P"[..], &[255; 24]].concat()] {
            assert!(read(&mut &*wrong).is_err(), "{wrong:?}");
        }
    }
}
