//! The window that the program writes to.

#[cfg(windows)]
use std::io::IsTerminal as _;
use std::io::{Write as _, stderr, stdin};
use std::sync::OnceLock;

use crate::base::diagnostic::Language;

/// Returns whether the window shows colours: an old one on Windows prints their codes as signs.
pub(in crate::cli) fn shows_colors() -> bool {
    static SHOWS: OnceLock<bool> = OnceLock::new();
    *SHOWS.get_or_init(|| anstyle_query::windows::enable_ansi_colors().unwrap_or(true))
}

/// Returns whether the window is there for the program alone, and goes with it: somebody opened it in Explorer.
#[cfg(windows)]
#[allow(unsafe_code, reason = "a call of the system that no library wraps; it fills the two places that it is given")]
pub(in crate::cli) fn is_own() -> bool {
    let mut processes = [0; 2];
    // SAFETY: the pointer and the count are those of the array.
    let count = unsafe { windows_sys::Win32::System::Console::GetConsoleProcessList(processes.as_mut_ptr(), 2) };
    count == 1 && stdin().is_terminal()
}

/// Returns whether the window is there for the program alone: only Windows opens one for it.
#[cfg(not(windows))]
pub(in crate::cli) fn is_own() -> bool {
    false
}

/// Waits for Enter, so that the words in a window of the program's own can be read.
pub(in crate::cli) fn wait(language: Language) {
    if !is_own() {
        return;
    }
    let words = match language {
        Language::Vietnamese => "\nNhấn Enter để đóng cửa sổ này.",
        Language::English => "\nPress Enter to close this window.",
    };
    let _ = write!(stderr(), "{words}");
    let _ = stdin().read_line(&mut String::new());
}
