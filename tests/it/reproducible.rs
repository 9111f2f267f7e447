//! The same input gives the same bytes, wherever and whenever it is built.

use std::fs;
use std::path::Path;

use crate::support::{example, examples, kehoach, smallest};
use lopdf::{Document, Object};

/// Builds a plan in a directory with another surrounding; gives the PDF and its sidecar.
fn built(plan: &str, directory: &Path, given: &[(&str, &str)]) -> (Vec<u8>, Vec<u8>) {
    fs::create_dir_all(directory).unwrap();
    fs::write(directory.join("plan.toml"), plan).unwrap();
    let mut command = kehoach();
    command.current_dir(directory).args(["build", "plan.toml"]).envs(given.iter().copied()).assert().success();
    let read = |name: &str| fs::read(directory.join(name)).unwrap();
    (read("plan.pdf"), read("plan.ky.json"))
}

#[test]
fn directory_locale_time_zone_home_and_threads_do_not_matter() {
    let top = tempfile::tempdir().unwrap();
    for name in examples() {
        let plan = example(&name);
        let one = top.path().join(&name).join("a");
        let other = top.path().join(&name).join("thư mục khác/sâu hơn nữa");
        fs::create_dir_all(&other).unwrap();
        fs::write(other.join("0-khac.txt"), "có trước").unwrap();
        let first = built(&plan, &one, &[("TZ", "UTC"), ("LC_ALL", "C"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")]);
        let home = top.path().to_str().unwrap();
        let second = built(
            &plan,
            &other,
            &[
                ("TZ", "Pacific/Kiritimati"),
                ("LC_ALL", "vi_VN.UTF-8"),
                ("LANG", "vi_VN.UTF-8"),
                ("HOME", home),
                ("RAYON_NUM_THREADS", "4"),
            ],
        );
        assert!(first == second, "{name}");
    }
}

/// The dates of a PDF: in its information, and in its XMP packet.
fn dates(pdf: &[u8]) -> (String, String) {
    let file = Document::load_mem(pdf).unwrap();
    let information = file.trailer.get(b"Info").and_then(|at| file.dereference(at)).unwrap().1.as_dict().unwrap();
    let created = information.get(b"CreationDate").and_then(Object::as_str).unwrap();
    let metadata = file.catalog().unwrap().get(b"Metadata").and_then(|at| file.dereference(at)).unwrap().1;
    let packet = String::from_utf8(metadata.as_stream().unwrap().get_plain_content().unwrap()).unwrap();
    let (_, rest) = packet.split_once("<xmp:CreateDate>").unwrap();
    (String::from_utf8_lossy(created).into_owned(), rest.split('<').next().unwrap().to_owned())
}

#[test]
fn a_plan_without_a_date_takes_it_from_the_epoch_and_one_with_a_date_keeps_it() {
    let top = tempfile::tempdir().unwrap();
    let epoch = [("SOURCE_DATE_EPOCH", "1792368000")]; // 2026-10-19
    let dated = smallest();
    let undated = dated.replace("date = \"2026\"\n", "");
    assert_ne!(undated, dated);
    let day = |plan: &str, given: &[(&str, &str)]| {
        let (information, packet) = dates(&built(plan, top.path(), given).0);
        assert_eq!(information[2..10], packet[..10].replace('-', ""), "both say the same");
        packet[..10].to_owned()
    };
    assert_eq!(day(&undated, &epoch), "2026-10-19");
    assert_eq!(day(&undated, &[]), "2026-01-01");
    assert_eq!(day(&dated, &epoch), "2026-01-01");
}

#[test]
fn an_epoch_that_is_no_number_is_refused() {
    let top = tempfile::tempdir().unwrap();
    fs::write(top.path().join("plan.toml"), smallest()).unwrap();
    let output = kehoach()
        .current_dir(top.path())
        .args(["build", "plan.toml"])
        .env("SOURCE_DATE_EPOCH", "hôm qua")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "lỗi: biến môi trường SOURCE_DATE_EPOCH là `hôm qua`, không phải số giây kể từ ngày 01/01/1970\n  \
         cách sửa: bỏ biến SOURCE_DATE_EPOCH, hoặc đặt như SOURCE_DATE_EPOCH=1767225600 (ngày 01/01/2026)\n"
    );
    assert!(!top.path().join("plan.pdf").exists());
}

#[test]
fn a_file_built_with_options_is_verified_with_the_same() {
    let top = tempfile::tempdir().unwrap();
    let plan = smallest() + "[[appendices]]\nid = \"a\"\ntitle = \"A\"\ntext = \"Nội dung.\"\n";
    fs::write(top.path().join("plan.toml"), plan).unwrap();
    let options = ["--paper", "--no-fields", "--seal-diameter", "34"];
    kehoach().current_dir(top.path()).args(["build", "plan.toml", "-o", "a.pdf"]).args(options).assert().success();
    fs::remove_file(top.path().join("a.ky.json")).unwrap();
    let verify = |options: &[&str]| {
        let mut command = kehoach();
        let output =
            command.current_dir(top.path()).args(["verify", "a.pdf", "--plan", "plan.toml"]).args(options).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(verify(&options).contains("byte đầu là nguyên văn tệp đã dựng"), "{}", verify(&options));
    assert!(verify(&[]).contains("phần đầu của tệp không phải tệp đã dựng"), "{}", verify(&[]));
}
