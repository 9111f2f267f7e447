//! How much is taken from outside: every limit of the program, so that no input takes all time or memory.
//!
//! Each is far above what real plans need; reaching one is a finding or a refusal that says so.

/// The largest file of text that is read (a plan, a CSV, a pack's file, `kehoach.toml`, a sidecar), in bytes. The longest of the
/// five real plans has 37 KB.
pub const TEXT_FILE: usize = 4 * 1024 * 1024;

/// The largest PDF that is read, in bytes: a plan has about 200 KB, and scanned signatures add a few MB.
pub const PDF_FILE: usize = 100 * 1024 * 1024;

/// The most bytes of a directory of packs: 114 communes' city has under 1 MB.
pub const PACKS: usize = 64 * 1024 * 1024;

/// The most bytes of a directory of templates: a library of layout and its pictures are smaller.
pub const TEMPLATES: usize = 32 * 1024 * 1024;

/// The most that one packed part of a PDF may unpack to, in bytes.
pub const UNPACKED: usize = 64 * 1024 * 1024;

/// The most revisions of a signed PDF: two signatures, number and day, and time stamps for decades.
pub const REVISIONS: usize = 100;

/// How deep lists, quotations and emphases may nest: Decree 30 has four levels, and each takes room on the
/// stack.
pub const LAYERS: usize = 32;

/// The longest run without a space, in characters: the engine takes the square of it, and no address of a page is as long.
pub const WORD: usize = 2000;

/// The longest text with conditions or other expressions that Tera evaluates, in bytes.
pub const EXPRESSIONS: usize = 64 * 1024;

/// The most that the expressions of one text may grow to, in bytes.
pub const EXPANDED: usize = 1024 * 1024;
