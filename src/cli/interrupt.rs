//! What happens when the program is told to end: Ctrl-C, a closed window, SIGTERM, SIGHUP.

use super::report;
use crate::base::diagnostic::Language;
use crate::output::write;

/// How a program ends that was interrupted at the keyboard, as shells count (128 and the number of SIGINT).
const INTERRUPTED: i32 = 130;

/// From now on, a signal lets files that are being written become whole, removes temporary ones, and ends the program.
pub(super) fn listen(language: Language) {
    let stop = move || {
        let _held = write::hold();
        report::status(
            "đã dừng theo yêu cầu; không để lại tệp tạm",
            "stopped as you asked; no temporary files are left",
            language,
        );
        end();
    };
    // Where the system has no signals, it ends the program by itself.
    let _ = ctrlc::set_handler(stop);
}

#[allow(clippy::exit, reason = "nobody else could end the work in its middle")]
fn end() -> ! {
    std::process::exit(INTERRUPTED)
}
