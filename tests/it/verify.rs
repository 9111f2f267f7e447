//! A signed file against the built one: what signing programs do is accepted, anything else is reported for what it is.
//!
//! The signatures here are made with a key of `tests/support/signing`; those of real programs are made by `.ci/sign.py` and
//! `.ci/attacks`.

use std::sync::LazyLock;

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use cms::spki::AlgorithmIdentifierOwned;
use cms::x509_cert::Certificate;
use cms::x509_cert::attr::Attribute;
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec};
use der::oid::AssociatedOid as _;
use der::oid::db::rfc5911::{ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::oid::db::rfc5912::ECDSA_WITH_SHA_256;
use der::{Decode as _, Encode as _, Tag};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use sha2::{Digest as _, Sha256};

use crate::support::{Sheet, composed, finish_for_signing, settings, smallest};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::engine::Embedded;
use kehoach::internals::pipeline::project;
use kehoach::internals::sign::verify::{Origin, Report, verify};
use kehoach::internals::sign::{AGENCY_FIELD, SIGNER_FIELD, Settings};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, dictionary};

fn built(plan: &str) -> Sheet {
    let mut composed = composed("plan.toml", plan.as_bytes());
    let project = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
    finish_for_signing(&project, &Embedded, Settings::default(), &mut composed)
}

/// The smallest plan with a month, so that the clerk fills in number and day only.
fn with_month() -> String {
    smallest().replace("date = \"2026\"", "date = \"2026-01\"")
}

/// The document that is signed and tampered with.
static SHEET: LazyLock<Sheet> = LazyLock::new(|| built(&with_month()));

/// Appends a revision.
fn revised(pdf: &[u8], change: impl FnOnce(&mut IncrementalDocument)) -> Vec<u8> {
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), Document::load_mem(pdf).unwrap());
    change(&mut update);
    let mut out = Vec::new();
    update.save_to(&mut out).unwrap();
    out.push(b'\n');
    out
}

/// A dictionary of the file, to be changed in the new revision.
fn open(update: &mut IncrementalDocument, id: ObjectId) -> &mut Dictionary {
    update.opt_clone_object_to_new_document(id).unwrap();
    update.new_document.get_dictionary_mut(id).unwrap()
}

fn root(update: &IncrementalDocument) -> ObjectId {
    update.get_prev_documents().trailer.get(b"Root").unwrap().as_reference().unwrap()
}

fn form(update: &IncrementalDocument) -> ObjectId {
    update.get_prev_documents().catalog().unwrap().get(b"AcroForm").unwrap().as_reference().unwrap()
}

fn page(update: &IncrementalDocument, number: u32) -> ObjectId {
    update.get_prev_documents().get_pages()[&number]
}

fn field(update: &IncrementalDocument, name: &str) -> ObjectId {
    let file = update.get_prev_documents();
    let named = |(_, object): &(&ObjectId, &Object)| {
        let title = object.as_dict().and_then(|field| field.get(b"T")).and_then(Object::as_str);
        title.is_ok_and(|title| title == name.as_bytes())
    };
    *file.objects.iter().find(named).unwrap().0
}

fn picture(update: &mut IncrementalDocument, content: &str) -> ObjectId {
    let form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 50.into(), 15.into()],
        "Resources" => Dictionary::new(),
    };
    update.new_document.add_object(Stream::new(form, content.as_bytes().to_vec()))
}

const GAP: usize = 4000;
const BLANK: &str = "9999999999";

/// Signs a field, after another change of the same revision.
fn signed_after(pdf: &[u8], name: &str, change: impl FnOnce(&mut IncrementalDocument)) -> Vec<u8> {
    let revised = revised(pdf, |update| {
        change(update);
        let number = || Object::Integer(BLANK.parse().unwrap());
        let value = update.new_document.add_object(dictionary! {
            "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "ETSI.CAdES.detached",
            "ByteRange" => vec![0.into(), number(), number(), number()],
            "Contents" => Object::String(vec![0; GAP / 2], lopdf::StringFormat::Hexadecimal),
            "M" => Object::string_literal("D:20260115083000+07'00'"),
        });
        let picture = picture(update, "0 0 1 RG 0 0 m 50 15 l S");
        let id = field(update, name);
        let field = open(update, id);
        field.set("V", value);
        field.set("AP", dictionary! { "N" => picture });
    });
    seal(revised)
}

fn signed(pdf: &[u8], name: &str) -> Vec<u8> {
    signed_after(pdf, name, |_| ())
}

/// Signs as the chairman; then fills in number, day and month and signs as the clerk.
pub(crate) fn signed_by_both(pdf: &[u8]) -> Vec<u8> {
    signed_after(&signed(pdf, SIGNER_FIELD), AGENCY_FIELD, |update| {
        for (field, value) in [("SoVanBan", "12"), ("NgayBanHanh", "20"), ("ThangBanHanh", "01")] {
            type_in(update, field, value);
        }
    })
}

/// Writes into the last signature what it covers, and the digest of that.
fn seal(mut pdf: Vec<u8>) -> Vec<u8> {
    let find = |bytes: &[u8], wanted: &str| bytes.windows(wanted.len()).rposition(|part| part == wanted.as_bytes());
    let from = find(&pdf, "/Contents<").unwrap() + "/Contents".len();
    let to = from + GAP + 2;
    for number in [from, to, pdf.len() - to] {
        let at = pdf.windows(BLANK.len()).position(|part| part == BLANK.as_bytes()).unwrap();
        pdf[at..at + BLANK.len()].copy_from_slice(format!("{number:<10}").as_bytes());
    }
    let digest = Sha256::new().chain_update(&pdf[..from]).chain_update(&pdf[to..]).finalize();
    let hex = message(&digest).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    pdf[from + 1..from + 1 + hex.len()].copy_from_slice(hex.as_bytes());
    pdf
}

/// A CMS message with a digest, signed with the key of the tests.
fn message(digest: &[u8]) -> Vec<u8> {
    let key: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(&include_str!("../support/signing/key")[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    let key = SigningKey::from_slice(&key).unwrap();
    let certificate = Certificate::from_der(include_bytes!("../support/signing/certificate.der")).unwrap();
    let algorithm = |oid: ObjectIdentifier| AlgorithmIdentifierOwned { oid, parameters: None };
    let attribute =
        |oid: ObjectIdentifier, value: Any| Attribute { oid, values: SetOfVec::try_from(vec![value]).unwrap() };
    let attributes = SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA).unwrap()),
        attribute(ID_MESSAGE_DIGEST, Any::new(Tag::OctetString, digest).unwrap()),
    ])
    .unwrap();
    let value: Signature = key.sign(&attributes.to_der().unwrap());
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: certificate.tbs_certificate().issuer().clone(),
            serial_number: certificate.tbs_certificate().serial_number().clone(),
        }),
        digest_alg: algorithm(Sha256::OID),
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm(ECDSA_WITH_SHA_256),
        signature: OctetString::new(value.to_der().as_bytes()).unwrap(),
        unsigned_attrs: None,
    };
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::new(),
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet(
            SetOfVec::try_from(vec![CertificateChoices::Certificate(certificate)]).unwrap(),
        )),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer]).unwrap()),
    };
    ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data).unwrap() }.to_der().unwrap()
}

/// Writes the XMP packet anew, with one piece replaced.
fn metadata(update: &mut IncrementalDocument, old: &str, new: &str) {
    let id = update.get_prev_documents().catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    update.opt_clone_object_to_new_document(id).unwrap();
    let stream = update.new_document.get_object_mut(id).and_then(Object::as_stream_mut).unwrap();
    let packet = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    assert!(packet.contains(old), "{packet}");
    stream.set_plain_content(packet.replace(old, new).into_bytes());
}

/// Writes a number into its blank, or a note somewhere else.
fn note(update: &mut IncrementalDocument, number: u32, rectangle: [f32; 4]) {
    let picture = picture(update, "BT ET");
    let note = update.new_document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "FreeText", "F" => 4, "AP" => dictionary! { "N" => picture },
        "Rect" => rectangle.map(Object::Real).to_vec(),
    });
    let id = page(update, number);
    let sheet = open(update, id);
    let mut all = sheet.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
    all.push(note.into());
    sheet.set("Annots", all);
}

/// Types into a field.
fn type_in(update: &mut IncrementalDocument, name: &str, value: &str) {
    let picture = picture(update, "BT ET");
    let id = field(update, name);
    let field = open(update, id);
    field.set("V", Object::string_literal(value));
    field.set("AP", dictionary! { "N" => picture });
}

/// The blank of the number, in points.
fn number_blank() -> [f32; 4] {
    let area = SHEET.locations.blanks.iter().find(|blank| blank.name == "so").unwrap().area;
    #[allow(clippy::cast_possible_truncation, reason = "a page is small")]
    let [left, top, width, height] = [area.left, area.top, area.width, area.height].map(|mm| (mm * 72.0 / 25.4) as f32);
    [left, 841.89 - top - height, left + width, 841.89 - top]
}

fn leader() -> Vec<u8> {
    signed(&SHEET.pdf, SIGNER_FIELD)
}

fn both() -> Vec<u8> {
    signed_after(&leader(), AGENCY_FIELD, |update| note(update, 1, number_blank()))
}

fn found(pdf: &[u8]) -> Report {
    verify(pdf, Origin { built: Some(&SHEET.pdf), sidecar: None }).unwrap()
}

fn faults(report: &Report) -> Vec<String> {
    let all = report.faults.iter().chain(report.steps.iter().flat_map(|step| &step.faults));
    all.map(|fault| fault.get(Language::Vietnamese).to_owned()).collect()
}

fn deeds(report: &Report) -> Vec<String> {
    let all = report.steps.iter().flat_map(|step| &step.deeds);
    all.map(|deed| deed.get(Language::Vietnamese).to_owned()).collect()
}

#[test]
fn what_leader_and_clerk_do_is_accepted() {
    let report = found(&SHEET.pdf);
    assert!(report.is_clean() && report.signed.is_empty() && report.steps.is_empty());
    let report = found(&leader());
    assert_eq!((faults(&report), &report.signed), (vec![], &vec![SIGNER_FIELD.to_owned()]));
    let report = found(&both());
    assert_eq!(faults(&report), Vec::<String>::new());
    assert_eq!(report.signed, [SIGNER_FIELD, AGENCY_FIELD]);
    assert_eq!(
        deeds(&report),
        [
            "ký ô ChuKyNguoiKy, chứng thư số ghi tên Người ký thử, lúc 15/01/2026 08:30 +07:00 theo máy người ký",
            "điền số",
            "ký ô ChuKyCoQuan, chứng thư số ghi tên Người ký thử, lúc 15/01/2026 08:30 +07:00 theo máy người ký"
        ]
    );
}

#[test]
fn what_is_needed_to_check_signatures_later_may_be_added() {
    let pdf = revised(&both(), |update| {
        let id = root(update);
        open(update, id).set("DSS", dictionary! { "Type" => "DSS" });
    });
    let report = found(&pdf);
    assert_eq!(faults(&report), Vec::<String>::new());
    assert_eq!(deeds(&report).last().unwrap(), "thêm dữ liệu để kiểm tra chữ ký về sau");
}

#[test]
fn a_signing_program_may_say_in_the_metadata_when_and_with_what_it_saved_the_file() {
    let pdf = signed_after(&SHEET.pdf, SIGNER_FIELD, |update| {
        metadata(update, "<xmp:ModifyDate>2026-01-01", "<xmp:ModifyDate>2026-01-15");
        let saved = "<pdf:Producer>Ký</pdf:Producer><xmp:MetadataDate>2026-01-15</xmp:MetadataDate></rdf:Description></rdf:RDF>";
        metadata(update, "</rdf:Description></rdf:RDF>", saved);
    });
    assert_eq!(faults(&found(&pdf)), Vec::<String>::new());
}

/// Writes into the content of the first page, behind what is there.
fn stamped(content: &str) -> Vec<u8> {
    signed_after(&leader(), AGENCY_FIELD, |update| {
        let first = page(update, 1);
        let there = update.get_prev_documents().get_dictionary(first).unwrap();
        let old = there.get(b"Contents").unwrap().clone();
        let resources = there.get(b"Resources").unwrap();
        let mut resources = update.get_prev_documents().dereference(resources).unwrap().1.as_dict().unwrap().clone();
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Roman" };
        let fonts = resources.get(b"Font").and_then(|fonts| update.get_prev_documents().dereference(fonts));
        let mut fonts = fonts.unwrap().1.as_dict().unwrap().clone();
        fonts.set("Xi0", font);
        resources.set("Font", fonts);
        let mut stream =
            |content: &str| update.new_document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let (before, after) = (stream("q"), stream(&format!("Q {content}")));
        let sheet = open(update, first);
        sheet.set("Contents", vec![before.into(), old, after.into()]);
        sheet.set("Resources", resources);
    })
}

#[test]
fn a_number_may_be_written_into_the_content_of_a_page_but_only_into_its_blank() {
    let [left, bottom, ..] = number_blank();
    let baseline = bottom + 3.0;
    let report = found(&stamped(&format!("q BT /Xi0 13 Tf {} {baseline} Td (135) Tj ET Q", left + 2.0)));
    assert_eq!(faults(&report), Vec::<String>::new());
    assert_eq!(deeds(&report)[1], "điền số");
    for (why, content) in [
        ("elsewhere", "BT /Xi0 13 Tf 100 400 Td (135) Tj ET".to_owned()),
        ("too long", format!("BT /Xi0 13 Tf {left} {baseline} Td (135/KH-UBND-KHAC) Tj ET")),
        ("stretched", format!("BT /Xi0 13 Tf 9 0 0 1 {left} {baseline} Tm (135) Tj ET")),
        ("too large", format!("BT /Xi0 40 Tf {left} {baseline} Td (135) Tj ET")),
        ("set apart", format!("BT /Xi0 13 Tf {left} {baseline} Td [(1) 9000 (35)] TJ ET")),
        ("a line below", format!("BT /Xi0 13 Tf 200 TL {left} {baseline} Td (1) Tj T* (35) Tj ET")),
        ("a box", format!("BT /Xi0 13 Tf {left} {baseline} Td (135) Tj ET 1 g 85 300 400 200 re f")),
        ("a picture", format!("BT /Xi0 13 Tf {left} {baseline} Td (135) Tj ET /Im0 Do")),
        ("nothing", String::new()),
    ] {
        assert_eq!(faults(&found(&stamped(&content)))[0], "nội dung trang 1 bị sửa", "{why}");
    }
}

#[test]
fn a_signing_program_may_bring_its_own_field_where_signatures_belong() {
    assert_eq!(faults(&found(&own_field([300.0, 100.0, 400.0, 200.0], true))), Vec::<String>::new());
    assert_eq!(
        faults(&found(&own_field([85.0, 600.0, 500.0, 700.0], false))),
        ["ô chữ ký Khac được đặt thêm ở trang 1, ngoài chỗ ký: có thể che chữ"]
    );
}

/// A field that the signing program makes: in the leader's place, or anywhere on the first page.
fn own_field(rectangle: [f32; 4], beside: bool) -> Vec<u8> {
    let number = u32::try_from(if beside { SHEET.locations.signer.page } else { 1 }).unwrap();
    let added = revised(&SHEET.pdf, |update| {
        let picture = picture(update, "BT ET");
        let number_of = || Object::Integer(BLANK.parse().unwrap());
        let value = update.new_document.add_object(dictionary! {
            "Type" => "Sig", "SubFilter" => "adbe.pkcs7.detached", "ByteRange" => vec![0.into(), number_of(), number_of(), number_of()],
            "Contents" => Object::String(vec![0; GAP / 2], lopdf::StringFormat::Hexadecimal),
        });
        let place = if beside {
            let id = field(update, SIGNER_FIELD);
            update.get_prev_documents().get_dictionary(id).unwrap().get(b"Rect").unwrap().clone()
        } else {
            rectangle.map(Object::Real).to_vec().into()
        };
        let field = update.new_document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal("Khac"), "F" => 4,
            "Rect" => place, "AP" => dictionary! { "N" => picture }, "V" => value,
        });
        let id = page(update, number);
        let sheet = open(update, id);
        let mut all = sheet.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
        all.push(field.into());
        sheet.set("Annots", all);
        let form = update.get_prev_documents().catalog().unwrap().get(b"AcroForm").unwrap().as_reference().unwrap();
        open(update, form).get_mut(b"Fields").and_then(Object::as_array_mut).unwrap().push(field.into());
    });
    seal(added)
}

/// A tampered file, why it is one, and what must be said of it.
type Tampered = (&'static str, Vec<u8>, &'static [&'static str]);

/// Both signatures, and then another value in a dictionary of the file.
fn changed(id: fn(&IncrementalDocument) -> ObjectId, key: &'static str, value: Object) -> Vec<u8> {
    revised(&both(), |update| {
        let id = id(update);
        open(update, id).set(key, value);
    })
}

fn told_for_what_it_is(cases: Vec<Tampered>) {
    for (why, pdf, expected) in cases {
        let report = found(&pdf);
        let rendered = faults(&report);
        assert!(!report.is_clean(), "{why}");
        for words in expected {
            assert!(rendered.iter().any(|fault| fault.contains(words)), "{why}: {words}: {rendered:?}");
        }
        assert!(rendered.len() <= expected.len() + 1, "{why}: {rendered:?}");
    }
}

#[test]
fn tampered_pages_are_told_for_what_they_are() {
    let other = built(&with_month().replace("trực tuyến", "trực tiếp"));
    let mut flipped = both();
    let title = flipped.windows(7).position(|part| part == b"/Title<").unwrap() + 14;
    flipped[title] = if flipped[title] == b'4' { b'5' } else { b'4' };
    let mut late = both();
    let at = late.windows(13).rposition(|part| part == b"0 0 m 50 15 l").unwrap();
    late[at] = b'9';
    told_for_what_it_is(vec![
        (
            "a word of the plan is another",
            signed(&other.pdf, SIGNER_FIELD),
            &["phần đầu của tệp không phải tệp đã dựng", "nội dung trang 1 bị sửa"],
        ),
        (
            "a byte of the built part is another",
            flipped,
            &[
                "phần đầu của tệp không phải tệp đã dựng",
                "mục lục điện tử (bookmark) bị sửa",
                "chữ ký ở ô ChuKyNguoiKy không khớp: phần tệp đã ký bị sửa sau khi ký",
            ],
        ),
        (
            "a byte of a signature's picture is another",
            late,
            &["chữ ký ở ô ChuKyCoQuan không khớp: phần tệp đã ký bị sửa sau khi ký"],
        ),
        (
            "a page shows something else",
            revised(&both(), |update| {
                let content = update.new_document.add_object(Stream::new(Dictionary::new(), b"BT ET".to_vec()));
                let id = page(update, 1);
                open(update, id).set("Contents", content);
            }),
            &["nội dung trang 1 bị sửa"],
        ),
        (
            "the content of a page is redefined under its old number",
            revised(&both(), |update| {
                let id = page(update, 1);
                let content = update.get_prev_documents().get_dictionary(id).unwrap().get(b"Contents").unwrap();
                let content = content.as_reference().unwrap();
                update.new_document.set_object(content, Stream::new(Dictionary::new(), b"BT ET".to_vec()));
            }),
            &["nội dung trang 1 bị sửa"],
        ),
        (
            "a page is put in twice",
            revised(&both(), |update| {
                let first = page(update, 1);
                let pages = update.get_prev_documents().catalog().unwrap().get(b"Pages").unwrap();
                let pages = pages.as_reference().unwrap();
                let pages = open(update, pages);
                pages.get_mut(b"Kids").and_then(Object::as_array_mut).unwrap().push(first.into());
                let count = pages.get(b"Count").and_then(Object::as_i64).unwrap();
                pages.set("Count", count + 1);
            }),
            &["cây trang không xác định được"],
        ),
        (
            "the fonts of a page are others",
            changed(|update| page(update, 1), "Resources", Dictionary::new().into()),
            &["phông chữ hoặc hình ảnh của trang 1 bị sửa"],
        ),
        ("a page is turned", changed(|update| page(update, 1), "Rotate", 180.into()), &["chiều của trang 1 bị sửa"]),
    ]);
}

#[test]
fn tampered_fields_and_files_are_told_for_what_they_are() {
    let info = |update: &IncrementalDocument| {
        update.get_prev_documents().trailer.get(b"Info").unwrap().as_reference().unwrap()
    };
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    told_for_what_it_is(vec![
        (
            "a signature is taken away",
            revised(&both(), |update| {
                let id = field(update, SIGNER_FIELD);
                open(update, id).remove(b"V");
            }),
            &["chữ ký ở ô ChuKyNguoiKy bị gỡ"],
        ),
        (
            "a signature shows another picture",
            revised(&both(), |update| {
                let picture = picture(update, "1 0 0 RG");
                let id = field(update, SIGNER_FIELD);
                open(update, id).set("AP", dictionary! { "N" => picture });
            }),
            &["hình hiển thị ở ô ChuKyNguoiKy bị thay"],
        ),
        (
            "a signature is moved",
            changed(
                |update| field(update, AGENCY_FIELD),
                "Rect",
                vec![0.into(), 0.into(), 50.into(), 50.into()].into(),
            ),
            &["ô ChuKyCoQuan bị dời chỗ hoặc đổi cỡ"],
        ),
        (
            "a signed field is taken out of its page",
            changed(
                |update| page(update, u32::try_from(SHEET.locations.signer.page).unwrap()),
                "Annots",
                vec![].into(),
            ),
            &["ChuKyNguoiKy ở trang", "ChuKyCoQuan ở trang", "nhập SoVanBan ở trang", "nhập NgayBanHanh ở trang"],
        ),
        (
            "a note is put over the text",
            revised(&both(), |update| note(update, 1, [85.0, 400.0, 300.0, 420.0])),
            &["chú thích kiểu FreeText được thêm vào trang 1, ngoài chỗ trống cho số và ngày"],
        ),
        (
            "the number is filled in behind the last signature",
            revised(&leader(), |update| note(update, 1, number_blank())),
            &["số, ngày được điền sau chữ ký cuối cùng nên không chữ ký nào bảo vệ"],
        ),
        (
            "the title is another",
            changed(info, "Title", Object::string_literal("Khac")),
            &["thông tin của tệp bị sửa: tên văn bản"],
        ),
        (
            "the metadata has other entries",
            revised(&both(), |update| {
                metadata(update, "<dc:format>application/pdf", "<dc:format>text/plain");
                metadata(update, "<pdf:PDFVersion>", "<pdf:Keywords>mật</pdf:Keywords><pdf:PDFVersion>");
            }),
            &["thông tin XMP của tệp bị sửa: dc:format, pdf:Keywords"],
        ),
        (
            "the metadata defines words of its own",
            revised(&both(), |update| metadata(update, "<x:xmpmeta ", "<!DOCTYPE x [<!ENTITY y 'z'>]><x:xmpmeta ")),
            &["thông tin XMP của tệp bị gỡ, hoặc không đọc được"],
        ),
        ("a script runs at once", changed(root, "OpenAction", script.into()), &["có lệnh tự chạy khi mở tệp"]),
        (
            "a file is attached",
            changed(root, "Names", dictionary! { "EmbeddedFiles" => Dictionary::new() }.into()),
            &["có tệp đính kèm hoặc mã lệnh được thêm vào"],
        ),
        (
            "the order of reading is another",
            changed(root, "StructTreeRoot", dictionary! { "Type" => "StructTreeRoot" }.into()),
            &["cây cấu trúc (thứ tự đọc) của văn bản bị sửa"],
        ),
        (
            "a field on no page",
            revised(&leader(), |update| {
                let field =
                    update.new_document.add_object(dictionary! { "FT" => "Tx", "T" => Object::string_literal("La") });
                let id = form(update);
                let mut all = update.get_prev_documents().get_dictionary(id).unwrap().get(b"Fields").unwrap().clone();
                all.as_array_mut().unwrap().push(field.into());
                open(update, id).set("Fields", all);
            }),
            &["biểu mẫu có thêm trường La không nằm ở trang nào"],
        ),
        ("the agency signs first", signed(&SHEET.pdf, AGENCY_FIELD), &["cơ quan ký khi người có thẩm quyền chưa ký"]),
        (
            "something stands behind the end",
            [&both()[..], "rác".as_bytes()].concat(),
            &["có dữ liệu lạ sau dấu kết thúc của tệp"],
        ),
    ]);
}

#[test]
fn a_signature_must_cover_all_that_was_there() {
    let mut pdf = leader();
    // One byte less at the end.
    let range = pdf.windows(12).rposition(|part| part == b"/ByteRange[0").unwrap();
    let close = range + pdf[range..].iter().position(|byte| *byte == b']').unwrap();
    let numbers = String::from_utf8(pdf[range + 11..close].to_vec()).unwrap();
    let mut numbers: Vec<usize> = numbers.split_whitespace().map(|number| number.parse().unwrap()).collect();
    numbers[3] -= 20;
    let changed = format!(
        "{:<width$}",
        format!("{} {} {} {}", numbers[0], numbers[1], numbers[2], numbers[3]),
        width = close - range - 11
    );
    pdf[range + 11..close].copy_from_slice(changed.as_bytes());
    assert_eq!(faults(&found(&pdf)), ["chữ ký ở ô ChuKyNguoiKy không phủ hết tệp lúc ký"]);
}

#[test]
fn number_and_day_may_be_typed_into_their_fields_before_the_seal() {
    let typed = |update: &mut IncrementalDocument| {
        type_in(update, "SoVanBan", "135");
        type_in(update, "NgayBanHanh", "05");
    };
    let report = found(&signed_after(&leader(), AGENCY_FIELD, typed));
    assert_eq!(faults(&report), [""; 0]);
    assert!(deeds(&report).contains(&"điền số, ngày".to_owned()));
    let sealed = signed(&leader(), AGENCY_FIELD);
    let late = ["số, ngày được điền sau chữ ký cuối cùng nên không chữ ký nào bảo vệ"];
    assert_eq!(faults(&found(&revised(&sealed, typed))), late);
    let again = |update: &mut IncrementalDocument| type_in(update, "SoVanBan", "999");
    let twice = revised(&signed_after(&leader(), AGENCY_FIELD, typed), again);
    assert_eq!(faults(&found(&twice))[0], "chữ đã điền ở ô SoVanBan bị sửa");
    for wrong in ["135/KH-UBND", "1234567", "", "12 "] {
        let words = signed_after(&leader(), AGENCY_FIELD, |update| type_in(update, "SoVanBan", wrong));
        assert_eq!(faults(&found(&words)), ["ô SoVanBan được điền không phải một số"], "{wrong:?}");
    }
    let moved = signed_after(&leader(), AGENCY_FIELD, |update| {
        typed(update);
        let id = field(update, "SoVanBan");
        open(update, id).set("Rect", vec![80.into(), 300.into(), 500.into(), 600.into()]);
    });
    assert_eq!(faults(&found(&moved)), ["ô SoVanBan bị dời chỗ hoặc đổi cỡ"]);
}

#[test]
fn a_file_with_revisions_without_end_is_refused() {
    let mut many = SHEET.pdf.clone();
    for _ in 0..=kehoach::internals::limits::REVISIONS {
        many = revised(&many, |_| ());
    }
    let refused = verify(&many, Origin { built: Some(&SHEET.pdf), sidecar: None }).unwrap_err();
    assert_eq!(refused.reason().get(Language::Vietnamese), "tệp PDF được ghi thêm quá 100 lần");
}

/// Wherever a byte changes or the file ends, nothing breaks, and it is noticed: by the built file or by a signature.
#[test]
fn any_changed_byte_is_noticed() {
    let pdf = both();
    let hole = |at: usize| {
        let open = pdf[..at].windows(10).rposition(|part| part == b"/Contents<");
        open.is_some_and(|open| at <= open + 10 + GAP)
    };
    let step = pdf.len() / 150;
    let later = (SHEET.pdf.len()..pdf.len()).step_by(37);
    for at in (0..SHEET.pdf.len()).step_by(step).chain(later).filter(|at| !hole(*at)) {
        let mut changed = pdf.clone();
        changed[at] ^= 1;
        let origin = Origin { built: Some(&SHEET.pdf), sidecar: None };
        let clean = verify(&changed, origin).is_ok_and(|report| report.is_clean());
        assert!(!clean, "byte {at} of {}", pdf.len());
        let cut = verify(&pdf[..at], origin).is_ok_and(|report| report.is_clean() && report.signed.len() == 2);
        assert!(!cut, "cut at {at} of {}", pdf.len());
    }
}

#[test]
fn a_file_that_was_written_anew_is_told() {
    let mut anew = Vec::new();
    Document::load_mem(&both()).unwrap().save_to(&mut anew).unwrap();
    let rendered = faults(&found(&anew));
    assert!(rendered[0].starts_with("tệp bị ghi lại toàn bộ"), "{rendered:?}");
    // Built by another version of the program, the same content may be in other bytes.
    let mut other = Vec::new();
    Document::load_mem(&SHEET.pdf).unwrap().save_to(&mut other).unwrap();
    let report = found(&signed(&other, SIGNER_FIELD));
    assert_eq!(faults(&report), Vec::<String>::new());
    assert!(report.beginning[0].get(Language::Vietnamese).contains("nội dung như nhau"));
}

#[test]
fn what_is_no_pdf_is_refused() {
    let origin = || Origin { built: None, sidecar: None };
    assert!(verify(b"", origin()).is_err());
    assert!(verify(b"xin chao", origin()).is_err());
    assert!(verify(b"%PDF-1.7\nstartxref\n9\n%%EOF\n", origin()).is_err());
    assert!(verify(&SHEET.pdf[..SHEET.pdf.len() / 2], origin()).is_err());
}

#[test]
fn without_a_built_file_only_what_was_appended_is_looked_at() {
    let report = verify(&leader(), Origin { built: None, sidecar: None }).unwrap();
    assert!(report.is_clean() && !report.compared);
    assert_eq!(report.signed, [SIGNER_FIELD]);
}

mod program {
    use std::fs;

    use super::{AGENCY_FIELD, Document, SIGNER_FIELD, both, leader, note, page, revised, root, signed, with_month};
    use crate::support::kehoach;

    struct Ended {
        code: Option<i32>,
        out: String,
        said: String,
    }

    /// A directory with the plan, its PDF and its sidecar.
    fn directory() -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("plan.toml"), with_month()).unwrap();
        run(&directory, &["build", "plan.toml"]);
        directory
    }

    fn run(directory: &tempfile::TempDir, arguments: &[&str]) -> Ended {
        let output = kehoach().current_dir(directory.path()).args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ended { code: output.status.code(), out: text(output.stdout), said: text(output.stderr) }
    }

    #[test]
    fn a_signed_file_is_held_against_the_plan_the_built_file_or_the_sidecar() {
        let directory = directory();
        fs::write(directory.path().join("da-ky.pdf"), both()).unwrap();
        for against in [&["--plan", "plan.toml"][..], &["--built", "plan.pdf"]] {
            let ended = run(&directory, &[&["verify", "da-ky.pdf"], against].concat());
            assert_eq!((ended.code, ended.said.as_str()), (Some(0), ""), "{}", ended.out);
            assert!(ended.out.contains("byte đầu là nguyên văn tệp đã dựng"), "{}", ended.out);
        }
        let alone = run(&directory, &["verify", "da-ky.pdf"]);
        assert!(alone.code == Some(0) && alone.out.contains("ĐẠT MỘT PHẦN"), "{}", alone.out);
        // Signed in place: the sidecar is next to it.
        fs::write(directory.path().join("plan.pdf"), both()).unwrap();
        let beside = run(&directory, &["verify", "plan.pdf"]);
        assert_eq!(beside.code, Some(0), "{}", beside.out);
        assert!(beside.out.contains("đúng với mã SHA-256 trong tệp .ky.json"), "{}", beside.out);
        let none = run(&directory, &["verify", "da-ky.pdf", "--built", "khong-co.pdf"]);
        assert!(none.code == Some(2) && none.said.contains("không đọc được tệp `khong-co.pdf`"), "{}", none.said);
        let toml = run(&directory, &["verify", "plan.toml"]);
        assert!(toml.code == Some(2) && toml.said.contains("đó không phải tệp PDF"), "{}", toml.said);
    }

    #[test]
    fn the_report_is_told_in_plain_words() {
        let directory = directory();
        let tampered = revised(&both(), |update| {
            note(update, 1, [85.0, 400.0, 300.0, 420.0]);
            let first = page(update, 1);
            let id = root(update);
            super::open(update, id).set("OpenAction", vec![first.into(), lopdf::Object::from("Fit")]);
        });
        let files = [
            ("chua-ky.pdf", fs::read(directory.path().join("plan.pdf")).unwrap()),
            ("lanh-dao.pdf", leader()),
            ("da-ky.pdf", both()),
            ("da-sua.pdf", tampered),
            ("nguoc.pdf", signed(&signed(&super::SHEET.pdf, AGENCY_FIELD), SIGNER_FIELD)),
        ];
        let mut rendered = String::new();
        for (name, bytes) in files {
            fs::write(directory.path().join(name), bytes).unwrap();
            for language in ["vi", "en"] {
                let ended = run(&directory, &["verify", name, "--built", "plan.pdf", "--lang", language]);
                let code = ended.code.unwrap();
                rendered.push_str(&format!(
                    "$ kehoach verify {name} --built plan.pdf --lang {language}\n{}[{code}]\n\n",
                    ended.out
                ));
            }
        }
        // The length of the file is the fonts' and the engine's matter.
        let length = super::SHEET.pdf.len().to_string();
        insta::assert_snapshot!("verify_report", rendered.replace(&length, "NNN"));
    }

    #[test]
    fn the_sidecar_tells_of_the_pdf_beside_it() {
        let directory = directory();
        let pdf = fs::read(directory.path().join("plan.pdf")).unwrap();
        let sidecar: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(directory.path().join("plan.ky.json")).unwrap()).unwrap();
        let schema = serde_json::from_str(kehoach::internals::sign::JSON_SCHEMA).unwrap();
        assert!(jsonschema::draft202012::new(&schema).unwrap().is_valid(&sidecar));
        assert_eq!(sidecar["pdf"]["sha256"], kehoach::internals::sign::sha256(&pdf));
        assert_eq!(sidecar["pdf"]["bytes"], pdf.len());
        assert_eq!(
            (&sidecar["document"]["number"], &sidecar["document"]["month"]),
            (&serde_json::Value::Null, &"01".into())
        );
        assert_eq!(sidecar["fields"][0]["name"], SIGNER_FIELD);
        let refused = run(&directory, &["build", "plan.toml", "--seal-diameter", "to"]);
        assert_eq!(refused.code, Some(2));
        assert_eq!(
            refused.said,
            "lỗi: `to` không phải đường kính con dấu\n  cách sửa: ghi số mm từ 20 đến 60, ví dụ --seal-diameter 36\n"
        );
        run(&directory, &["build", "plan.toml", "--seal-diameter", "40", "--no-fields"]);
        let sidecar = fs::read_to_string(directory.path().join("plan.ky.json")).unwrap();
        assert!(sidecar.contains("\"seal_diameter\": 40.0") && sidecar.contains("\"in_pdf\": false"), "{sidecar}");
        let plain = Document::load(directory.path().join("plan.pdf")).unwrap();
        assert!(!plain.catalog().unwrap().has(b"AcroForm"));
    }

    #[test]
    fn a_draft_has_no_fields_and_no_sidecar() {
        let directory = directory();
        assert!(directory.path().join("plan.ky.json").is_file());
        let ended = run(&directory, &["build", "plan.toml", "--draft"]);
        assert_eq!((ended.code, ended.said.as_str()), (Some(0), "đã ghi plan.du-thao.pdf\n"));
        assert!(!directory.path().join("plan.du-thao.ky.json").exists());
        let draft = Document::load(directory.path().join("plan.du-thao.pdf")).unwrap();
        assert!(!draft.catalog().unwrap().has(b"AcroForm"));
        let piped = kehoach().current_dir(directory.path()).args(["build", "plan.toml", "-o", "-"]).output().unwrap();
        assert!(piped.stdout == super::SHEET.pdf);
    }
}
