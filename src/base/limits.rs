//! How much is taken from outside: every limit of the program, so that no input takes all time or memory.
//!
//! Each is far above what real plans need; reaching one is a finding or a refusal that says so.

/// The largest file of text that is read (a plan, a CSV, a pack's file, `kehoach.toml`, a sidecar), in bytes. The longest of the
/// five real plans has 37 KB.
pub const TEXT_FILE: usize = 4 * 1024 * 1024;

/// The most rows of all tables of a plan together, its own and those of CSV files. A file that two tables name counts twice, here and
/// below. The longest annexes of a commune have some hundred rows.
pub const ROWS: usize = 50_000;

/// The most cells of all tables of a plan together.
pub const CELLS: usize = 500_000;

/// The most bytes of CSV that are read into the tables of a plan, together.
pub const CSV: usize = 16 * 1024 * 1024;

/// The most measures that the targets of a plan promise: each is held against each other. Plans have some ten.
pub const MEASURES: usize = 3000;

/// The most waivers of a plan: each is looked for among all findings.
pub const WAIVERS: usize = 200;

/// The most findings of a plan, or of the packs: nobody reads more, and each has words in two languages.
pub const FINDINGS: usize = 20_000;

/// The most misspelt words of a plan that are compared with every syllable to propose what was meant; the others are told without.
pub const MISSPELT: usize = 500;

/// The largest font that is read, in bytes: those of the largest scripts of the world have 40 MB.
pub const FONT: usize = 128 * 1024 * 1024;

/// How long a program that lays out pages may run, in seconds: 10,000 rows take a minute on a slow machine.
pub const TYPST_SECONDS: u64 = 600;

/// How long any other program may run, in seconds: git answers at once, but for a disk on a network.
pub const PROGRAM_SECONDS: u64 = 60;

/// The most that a program may print, in bytes.
pub const PROGRAM_OUTPUT: usize = 64 * 1024 * 1024;

/// How long a template of the main file may run, in seconds: it is one page of Tera.
pub const TEMPLATE_SECONDS: u64 = 10;

/// The most that the template of the main file may give, in bytes.
pub const MAIN_FILE: usize = 4 * 1024 * 1024;

/// The largest PDF that is read, in bytes: a plan has about 200 KB, and scanned signatures add a few MB.
pub const PDF_FILE: usize = 100 * 1024 * 1024;

/// The most bytes of a directory of packs: 114 communes' city has under 1 MB.
pub const PACKS: usize = 64 * 1024 * 1024;

/// The most bytes of a directory of templates: a library of layout and its pictures are smaller.
pub const TEMPLATES: usize = 32 * 1024 * 1024;

/// The most that one packed part of a PDF may unpack to, in bytes.
pub const UNPACKED: usize = 64 * 1024 * 1024;

/// The most that all packed parts of a revision may unpack to, together, in bytes.
pub const UNPACKED_IN_ALL: usize = 4 * UNPACKED;

/// The most values (numbers, names, texts, lists) of a revision of a PDF: a plan with 10,000 rows has about a million.
pub const VALUES: usize = 4_000_000;

/// The most fields and notes of a PDF: a signed plan has ten at most.
pub const NOTES: usize = 1000;

/// The most comparisons of values between two revisions.
pub const COMPARISONS: usize = 50_000_000;

/// How long the pages of a signed file and of the built one may take to be drawn, in seconds.
#[cfg(feature = "embedded")]
pub const DRAWING_SECONDS: u64 = 300;

/// How long a page may take to be drawn, in seconds: it takes about a tenth of one.
#[cfg(feature = "embedded")]
pub const PAGE_SECONDS: u64 = 40;

/// The most memory of the process that draws the pages of a file, in bytes: a page that is a scan of 600 dots an inch takes some 400 MB.
#[cfg(feature = "embedded")]
pub const DRAWING_MEMORY: u64 = 1536 * 1024 * 1024;

/// The most pages that are drawn: 10,000 rows take some 500.
#[cfg(feature = "embedded")]
pub const PAGES: usize = 2000;

/// The most drawing of a page, in pixels along the lines: a page full of a table has some 500,000. Each takes the renderer about 25 bytes.
#[cfg(feature = "embedded")]
pub const EFFORT: f64 = 10_000_000.0;

/// The most bytes of the pictures in a report.
#[cfg(feature = "embedded")]
pub const PICTURES: usize = 256 * 1024 * 1024;

/// The largest picture inside of a PDF that is drawn, in pixels: a page that is scanned with 600 dots an inch has 35 million.
#[cfg(feature = "embedded")]
pub const PICTURE: usize = 40_000_000;

/// The most revisions of a signed PDF: two signatures, number and day, and time stamps for decades.
pub const REVISIONS: usize = 100;

/// How deep lists, quotations and emphases may nest: Decree 30 has four levels, and each takes room on the
/// stack.
pub const LAYERS: usize = 32;

/// The longest run without a space, in characters: the engine takes the square of it, and no address of a page is as long.
pub const WORD: usize = 2000;

/// The most marks on one letter, and signs that print nothing behind it: Vietnamese letters have two. The engine takes gigabytes for some
/// hundred.
pub const MARKS: usize = 16;

/// The longest text with conditions or other expressions that Tera evaluates, in bytes.
pub const EXPRESSIONS: usize = 64 * 1024;

/// The most that the expressions of one text may grow to, in bytes.
pub const EXPANDED: usize = 1024 * 1024;
