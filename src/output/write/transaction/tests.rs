//! Faults at every act of writing a pair, and at every place where it is to go.

use std::cell::Cell;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use super::super::disk::Real;
use super::super::write;
use super::*;

/// A disk on which some acts fail: those after the first `good` ones, as many as `bad`.
struct Failing {
    good: Cell<u32>,
    bad: Cell<u32>,
    kind: io::ErrorKind,
}

impl Failing {
    fn new(good: u32, bad: u32, kind: io::ErrorKind) -> Self {
        Self { good: Cell::new(good), bad: Cell::new(bad), kind }
    }

    fn act(&self) -> io::Result<()> {
        let count = |cell: &Cell<u32>| cell.get() > 0 && cell.replace(cell.get() - 1) > 0;
        if count(&self.good) || !count(&self.bad) { Ok(()) } else { Err(self.kind.into()) }
    }
}

impl Disk for Failing {
    fn create(&self, path: &Path, data: &[u8], replaces: bool) -> io::Result<()> {
        self.act().or_else(|error| {
            // The disk is full in the middle of the file.
            Real.create(path, &data[..data.len() / 2], replaces)?;
            Err(error)
        })?;
        Real.create(path, data, replaces)
    }

    fn keep_rights(&self, path: &Path, old: &Metadata) -> io::Result<()> {
        self.act().and_then(|()| Real.keep_rights(path, old))
    }

    fn make_executable(&self, path: &Path) -> io::Result<()> {
        self.act().and_then(|()| Real.make_executable(path))
    }

    fn back_up(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act().and_then(|()| Real.back_up(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act().and_then(|()| Real.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.act().and_then(|()| Real.remove(path))
    }
}

/// The names in a directory, and what is in the files.
fn listing(directory: &Path) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap_or_else(|_| "(thư mục)".to_owned()))
        })
        .collect();
    found.sort();
    found
}

/// Files by their names, and what is in them.
type Files = &'static [(&'static str, &'static str)];

/// What is there before and after: the pair is new, replaced, or replaced by a PDF without a sidecar.
fn cases() -> [(Files, Option<&'static [u8]>); 4] {
    const OLD: Files = &[("bản cũ.ky.json", "cũ"), ("bản cũ.pdf", "PDF cũ")];
    [(&[], Some(b"ky")), (OLD, Some(b"ky")), (OLD, None), (&OLD[1..], Some(b"ky"))]
}

fn pair<'a>(pdf: &'a Path, sidecar: &'a Path, text: Option<&'a [u8]>) -> [Change<'a>; 2] {
    [Change::put(pdf, b"PDF"), text.map_or(Change::remove(sidecar), |text| Change::put(sidecar, text))]
}

/// Lets a number of acts fail from each act on, and returns how many ended in a torn pair.
fn tried(bad: u32) -> usize {
    let mut torn = 0;
    for (before, text) in cases() {
        for good in 0.. {
            assert!(good < 30, "the pair is never written");
            let directory = tempfile::tempdir().unwrap();
            for (name, content) in before {
                fs::write(directory.path().join(name), content).unwrap();
            }
            let old = listing(directory.path());
            let (pdf, sidecar) = (directory.path().join("bản cũ.pdf"), directory.path().join("bản cũ.ky.json"));
            let disk = Failing::new(good, bad, io::ErrorKind::StorageFull);
            let ended = run(&disk, &pair(&pdf, &sidecar, text), &Inputs::new());
            let found = listing(directory.path());
            match ended {
                Err(Refusal { reason: Reason::Torn(kept), .. }) => {
                    torn += 1;
                    let name = kept.file_name().unwrap().to_str().unwrap();
                    assert!(name.starts_with("kehoach-ban-cu-") && kept.is_dir(), "{kept:?}");
                    let whole = old.is_empty() || fs::read_to_string(kept.join("cu-0")).unwrap() == "PDF cũ";
                    assert!(whole, "{found:?}");
                }
                Err(refused) => assert_eq!(found, old, "{before:?} {good}: {refused:?}"),
                Ok(left) => {
                    let new: Vec<(String, String)> = text
                        .map(|_| ("bản cũ.ky.json".to_owned(), "ky".to_owned()))
                        .into_iter()
                        .chain([("bản cũ.pdf".to_owned(), "PDF".to_owned())])
                        .collect();
                    assert_eq!((found, left), (new, Vec::new()), "{before:?} {good}");
                    assert!(good > 2, "{before:?}: too few acts to have failed at each");
                    break;
                }
            }
        }
    }
    torn
}

#[test]
fn a_pair_is_both_new_or_both_old_whatever_fails() {
    assert_eq!(tried(1), 0);
}

#[test]
fn a_pair_that_cannot_be_taken_back_is_told_and_the_old_files_are_kept() {
    assert!(tried(u32::MAX) > 0);
}

#[test]
fn a_file_that_is_held_for_a_moment_is_waited_for_and_then_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("plan.pdf");
    fs::write(&path, "cũ").unwrap();
    // The file and its rights are made; then the place is held.
    let put =
        |bad| run(&Failing::new(2, bad, io::ErrorKind::ResourceBusy), &[Change::put(&path, b"PDF")], &Inputs::new());
    assert!(matches!(put(u32::MAX), Err(Refusal { reason: Reason::Held, .. })));
    assert_eq!(listing(directory.path()), [("plan.pdf".to_owned(), "cũ".to_owned())]);
    assert!(put(3).is_ok());
    assert_eq!(listing(directory.path()), [("plan.pdf".to_owned(), "PDF".to_owned())]);
}

#[test]
fn what_a_killed_run_left_is_removed_and_told() {
    let directory = tempfile::tempdir().unwrap();
    let left = directory.path().canonicalize().unwrap().join(".kehoach-tam-abcdef");
    fs::create_dir(&left).unwrap();
    let path = directory.path().join("plan.pdf");
    fs::write(&path, "cũ").unwrap();
    // A backup of the killed run gives the file a second name.
    fs::hard_link(&path, left.join("cu-0")).unwrap();
    assert_eq!(write(&[Change::put(&path, b"PDF")], &Inputs::new()).unwrap(), [left]);
    assert_eq!(listing(directory.path()), [("plan.pdf".to_owned(), "PDF".to_owned())]);
}

#[test]
fn many_writers_leave_a_pair_that_belongs_together() {
    let directory = tempfile::tempdir().unwrap();
    let (pdf, sidecar) = (directory.path().join("a.pdf"), directory.path().join("a.ky.json"));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (pdf, sidecar) = (&pdf, &sidecar);
            scope.spawn(move || {
                for turn in 0..25 {
                    let text = format!("{writer} {turn}");
                    let changes = [Change::put(pdf, text.as_bytes()), Change::put(sidecar, text.as_bytes())];
                    run(&Real, &changes, &Inputs::new()).unwrap();
                }
            });
        }
    });
    let found = listing(directory.path());
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].1, found[1].1);
}

#[test]
fn what_a_change_is_for_decides_what_may_be_there() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    fs::write(at("co.txt"), "cũ").unwrap();
    fs::create_dir(at("thu-muc")).unwrap();
    let refused = |change: Change<'_>, inputs: &Inputs| format!("{:?}", write(&[change], inputs).unwrap_err().reason);
    let none = Inputs::new();
    assert_eq!(refused(Change::create(&at("co.txt"), b"x"), &none), "Exists");
    assert!(refused(Change::edit(&at("khong.txt"), b"x"), &none).contains("NotFound"));
    assert_eq!(refused(Change::put(&at("thu-muc"), b"x"), &none), "Directory");
    assert_eq!(refused(Change::put(&at("khong/co.txt"), b"x"), &none), "NoDirectory");
    assert!(refused(Change::put(&at("co.txt/x.txt"), b"x"), &none).starts_with("System("));
    let inputs = Inputs::new().with(at("thu-muc/../co.txt"));
    assert_eq!(refused(Change::put(&at("co.txt"), b"x"), &inputs), "Input");
    assert!(write(&[Change::edit(&at("co.txt"), b"moi")], &inputs).is_ok());
    assert!(write(&[Change::remove(&at("khong.txt"))], &none).is_ok());
    assert!(write(&[], &none).is_ok());
    assert_eq!(fs::read_to_string(at("co.txt")).unwrap(), "moi");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn links_are_followed_or_refused_and_never_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        let reason = |changes: &[Change<'_>]| format!("{:?}", write(changes, &Inputs::new()).unwrap_err().reason);
        fs::write(at("that.pdf"), "cũ").unwrap();
        symlink("that.pdf", at("link.pdf")).unwrap();
        symlink("khong-co.pdf", at("hong.pdf")).unwrap();
        write(&[Change::put(&at("link.pdf"), b"PDF")], &Inputs::new()).unwrap();
        assert_eq!(fs::read_to_string(at("that.pdf")).unwrap(), "PDF");
        assert!(at("link.pdf").is_symlink());
        assert!(reason(&[Change::put(&at("link.pdf"), b"x"), Change::put(&at("y"), b"y")]).starts_with("Link("));
        assert!(reason(&[Change::remove(&at("link.pdf"))]).starts_with("Link("));
        assert_eq!(reason(&[Change::put(&at("hong.pdf"), b"x")]), "BrokenLink");
        fs::hard_link(at("that.pdf"), at("hai.pdf")).unwrap();
        assert_eq!(reason(&[Change::put(&at("hai.pdf"), b"x")]), "HardLink");
        let inputs = Inputs::new().with(at("that.pdf"));
        for name in ["hai.pdf", "link.pdf", "that.pdf"] {
            assert!(inputs.hold(&at(name)), "{name}");
        }
        assert!(!inputs.hold(&at("hong.pdf")) && !at("y").exists());
        assert_eq!(fs::read_to_string(at("hai.pdf")).unwrap(), "PDF");
    }

    #[test]
    fn devices_take_the_bytes_or_refuse_them_and_stay() {
        let one = |path: &str| write(&[Change::put(Path::new(path), b"PDF")], &Inputs::new());
        assert!(one("/dev/null").is_ok());
        assert!(
            matches!(one("/dev/full"), Err(Refusal { reason: Reason::System(error), .. }) if error.kind() == io::ErrorKind::StorageFull)
        );
        assert!(is_stream(Path::new("/dev/null")) && is_stream(Path::new("/dev/full")));
        let edit = write(&[Change::edit(Path::new("/dev/null"), b"x")], &Inputs::new());
        assert!(matches!(edit, Err(Refusal { reason: Reason::Special, .. })));
    }

    #[test]
    fn rights_are_kept_and_new_files_have_the_usual_ones() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        let mode = |name: &str| fs::metadata(at(name)).unwrap().mode() & 0o7777;
        fs::write(at("usual"), "").unwrap();
        fs::write(at("old"), "").unwrap();
        fs::set_permissions(at("old"), fs::Permissions::from_mode(0o640)).unwrap();
        let owner = (fs::metadata(at("old")).unwrap().uid(), fs::metadata(at("old")).unwrap().gid());
        write(&[Change::put(&at("old"), b"x"), Change::put(&at("new"), b"x")], &Inputs::new()).unwrap();
        write(&[Change::create(&at("program"), b"x").executable()], &Inputs::new()).unwrap();
        assert_eq!((mode("old"), mode("new")), (0o640, mode("usual")));
        assert_eq!(mode("program"), mode("usual") | (mode("usual") & 0o444) >> 2);
        let new = fs::metadata(at("old")).unwrap();
        assert_eq!((new.uid(), new.gid()), owner);
        fs::set_permissions(at("old"), fs::Permissions::from_mode(0o444)).unwrap();
        let refused = write(&[Change::put(&at("old"), b"y")], &Inputs::new());
        assert!(matches!(refused, Err(Refusal { reason: Reason::ReadOnly, .. })));
    }
}
