//! A PDF that is ready to be signed: its fields are where the decree wants them, and every claim of the file stays true.

use crate::support::{Sheet, composed, example, examples, finish_for_signing, settings, smallest};
use kehoach::internals::engine::{Embedded, Engine, Run, SetPage};
use kehoach::internals::pipeline::project;
use kehoach::internals::sign::{AGENCY_FIELD, Area, SIGNER_FIELD, Settings};
use kehoach::internals::typst_project::Project;
use lopdf::{Dictionary, Document, Object, ObjectId};

const MM: f64 = 72.0 / 25.4;

fn built(plan: &str) -> (Project, Sheet) {
    let mut composed = composed("plan.toml", plan.as_bytes());
    let project = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
    let sheet = finish_for_signing(&project, &Embedded, Settings::default(), &mut composed);
    (project, sheet)
}

/// The runs of text that an area touches, in millimetres.
fn touched(page: &SetPage, area: Area, inside: impl Fn(f64, f64) -> bool) -> Vec<&Run> {
    let letter_touches = |run: &&Run| {
        // The small letters of a line reach about half its size above the baseline.
        let (top, bottom) = ((run.baseline - run.size * 0.5) / MM, run.baseline / MM);
        let steps = ((run.right - run.left) / MM).ceil().max(1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a line is short")]
        (0..=steps as usize).any(|step| {
            #[allow(clippy::cast_precision_loss, reason = "a line is short")]
            let x = run.left / MM + step as f64;
            x <= run.right / MM && [top, bottom].iter().any(|y| inside(x - area.left, y - area.top))
        })
    };
    page.runs.iter().filter(|run| !run.text.trim().is_empty()).filter(letter_touches).collect()
}

#[test]
fn signature_and_seal_touch_no_words() {
    for name in examples() {
        let (project, sheet) = built(&example(&name));
        let page = &Embedded.pages(&project)[sheet.locations.signer.page - 1];
        let (signer, agency) = (sheet.locations.signer, sheet.locations.agency);
        let words =
            touched(page, signer, |x, y| (0.0..=signer.width).contains(&x) && (0.0..=signer.height).contains(&y));
        assert!(words.is_empty(), "II.7.d: {name}: {words:?}");
        let radius = agency.width / 2.0;
        let words = touched(page, agency, |x, y| (x - radius).hypot(y - radius) < radius);
        assert!(words.is_empty(), "II.8.a: {name}: {words:?}");
        // Between the signer's position and name.
        let middle = signer.left + signer.width / 2.0;
        let bold = page.runs.iter().filter(|run| run.bold && run.left / MM < middle && run.right / MM > middle);
        let (above, below): (Vec<_>, Vec<_>) = bold.partition(|run| run.baseline / MM < signer.top);
        assert!(!above.is_empty() && !below.is_empty(), "{name}");
    }
}

#[test]
fn blanks_stand_where_number_day_and_month_are_missing() {
    let names =
        |plan: &str| -> Vec<String> { built(plan).1.locations.blanks.into_iter().map(|blank| blank.name).collect() };
    let (project, sheet) = built(&smallest());
    let page = &Embedded.pages(&project)[0];
    for blank in &sheet.locations.blanks {
        let area = blank.area;
        let words =
            touched(page, area, |x, y| (0.1..=area.width - 0.1).contains(&x) && (0.0..=area.height).contains(&y));
        assert!(words.is_empty(), "{blank:?}: {words:?}");
        let beside = page.runs.iter().find(|run| (run.left / MM - area.left - area.width).abs() < 2.0);
        assert!(beside.is_some_and(|run| (run.baseline / MM - blank.baseline).abs() < 0.01), "{blank:?}");
        assert!((beside.unwrap().size - blank.size).abs() < 0.01, "{blank:?}");
    }
    assert_eq!(names(&smallest()), ["so", "ngay", "thang"]);
    let plan = smallest();
    assert_eq!(names(&plan.replace("date = \"2026\"", "date = \"2026-02-05\"\nnumber = 5")), [""; 0]);
    assert_eq!(names(&plan.replace("date = \"2026\"", "date = \"2026-01\"")), ["so", "ngay"]);
}

fn field<'d>(file: &'d Document, name: &str) -> (ObjectId, &'d Dictionary) {
    let fields = form(file).get(b"Fields").and_then(Object::as_array).unwrap();
    let found = fields
        .iter()
        .map(|field| field.as_reference().unwrap())
        .find(|id| file.get_dictionary(*id).unwrap().get(b"T").and_then(Object::as_str).unwrap() == name.as_bytes());
    (found.unwrap(), file.get_dictionary(found.unwrap()).unwrap())
}

/// ISO 19005-2, 6.3 and 6.4; ISO 14289-1, 7.18.
#[test]
fn empty_fields_are_what_pdf_a_and_pdf_ua_want() {
    for plan in examples().iter().map(|name| example(name)).chain([smallest()]) {
        let (_, sheet) = built(&plan);
        let file = Document::load_mem(&sheet.pdf).unwrap();
        let form = form(&file);
        assert!(!form.has(b"NeedAppearances") && !form.has(b"XFA"));
        assert_eq!(form.get(b"SigFlags").and_then(Object::as_i64).unwrap(), 1, "nothing is signed yet");
        let page = file.get_pages()[&u32::try_from(sheet.locations.signer.page).unwrap()];
        let page_dictionary = file.get_dictionary(page).unwrap();
        assert_eq!(page_dictionary.get(b"Tabs").and_then(Object::as_name).unwrap(), b"S");
        let shown = page_dictionary.get(b"Annots").and_then(Object::as_array).unwrap();
        for name in [SIGNER_FIELD, AGENCY_FIELD] {
            let (id, field) = field(&file, name);
            assert!(shown.contains(&id.into()));
            assert_eq!(field.get(b"FT").and_then(Object::as_name).unwrap(), b"Sig");
            assert_eq!(field.get(b"Subtype").and_then(Object::as_name).unwrap(), b"Widget");
            assert_eq!(field.get(b"F").and_then(Object::as_i64).unwrap(), 4, "printed, and nothing else");
            assert_eq!(field.get(b"P").and_then(Object::as_reference).unwrap(), page);
            assert!(["V", "Lock", "SV", "A", "AA"].iter().all(|key| !field.has(key.as_bytes())));
            let aloud = lopdf::decode_text_string(field.get(b"TU").unwrap()).unwrap();
            assert!(aloud.starts_with("Ô chữ ký số"), "{aloud}");
            let appearance = field.get(b"AP").and_then(Object::as_dict).unwrap();
            let picture = file.dereference(appearance.get(b"N").unwrap()).unwrap().1.as_stream().unwrap();
            assert!(picture.content.is_empty());
            tagged(&file, id, field);
        }
    }
}

/// The clerk types number and day into fields of their own; what is typed has an embedded font, as PDF/A wants it.
#[test]
fn each_blank_has_a_field_for_digits() {
    let (_, sheet) = built(&smallest().replace("date = \"2026-01\"", "date = \"2026\""));
    let file = Document::load_mem(&sheet.pdf).unwrap();
    let page = file.get_pages()[&1];
    let shown = file.get_dictionary(page).unwrap().get(b"Annots").and_then(Object::as_array).unwrap();
    let height = 841.89;
    for (blank, (name, aloud)) in sheet.locations.blanks.iter().zip([
        ("SoVanBan", "Ô ghi số văn bản"),
        ("NgayBanHanh", "Ô ghi ngày ban hành"),
        ("ThangBanHanh", "Ô ghi tháng ban hành"),
    ]) {
        let (id, field) = field(&file, name);
        assert!(shown.contains(&id.into()), "{name}");
        assert_eq!(field.get(b"FT").and_then(Object::as_name).unwrap(), b"Tx");
        assert_eq!(field.get(b"F").and_then(Object::as_i64).unwrap(), 4, "printed, and nothing else");
        assert_eq!(lopdf::decode_text_string(field.get(b"TU").unwrap()).unwrap(), aloud);
        assert!(["V", "Lock", "A", "AA"].iter().all(|key| !field.has(key.as_bytes())));
        let sides = field.get(b"Rect").and_then(Object::as_array).unwrap();
        let sides: Vec<f64> = sides.iter().map(|side| f64::from(side.as_float().unwrap()) / MM).collect();
        assert!((sides[0] - blank.area.left).abs() < 0.01 && (height / MM - sides[3] - blank.area.top).abs() < 0.02);
        let look = field.get(b"DA").and_then(Object::as_str).unwrap();
        let look = std::str::from_utf8(look).unwrap();
        let font = look[1..].split(' ').next().unwrap();
        assert_eq!(look, format!("/{font} {} Tf 0 g", blank.size));
        let resources = form(&file).get(b"DR").and_then(Object::as_dict).unwrap();
        let fonts = resources.get(b"Font").and_then(Object::as_dict).unwrap();
        let font = file.dereference(fonts.get(font.as_bytes()).unwrap()).unwrap().1.as_dict().unwrap();
        let described = file.dereference(font.get(b"FontDescriptor").unwrap()).unwrap().1.as_dict().unwrap();
        let program = file.dereference(described.get(b"FontFile2").unwrap()).unwrap().1.as_stream().unwrap();
        let face = ttf_parser::Face::parse(&program.content, 0).unwrap();
        assert!(('0'..='9').all(|digit| face.glyph_index(digit).is_some()));
        assert_eq!(face.is_italic(), name != "SoVanBan", "II.4.c: the date is in italics");
        // Read aloud right after the words before it.
        let key = field.get(b"StructParent").and_then(Object::as_i64).unwrap();
        let element = file.get_dictionary(element(&file, key)).unwrap();
        let parent = file.get_dictionary(element.get(b"P").and_then(Object::as_reference).unwrap()).unwrap();
        let kinds: Vec<&[u8]> = parent
            .get(b"K")
            .and_then(Object::as_array)
            .unwrap()
            .iter()
            .filter_map(|child| file.get_dictionary(child.as_reference().ok()?).ok()?.get(b"S").ok()?.as_name().ok())
            .collect();
        let at = kinds.iter().position(|kind| *kind == b"Form").unwrap();
        assert_eq!(kinds[at - 1], b"P", "{name}");
    }
}

fn form(file: &Document) -> &Dictionary {
    let form = file.catalog().unwrap().get(b"AcroForm").and_then(|form| file.dereference(form)).unwrap().1;
    form.as_dict().unwrap()
}

/// The element of a widget, by the widget's number.
fn element(file: &Document, key: i64) -> ObjectId {
    let tree = file.catalog().unwrap().get(b"StructTreeRoot").and_then(|root| file.dereference(root)).unwrap().1;
    let tree = tree.as_dict().unwrap();
    assert!(tree.get(b"ParentTreeNextKey").and_then(Object::as_i64).unwrap() > key);
    let numbers = tree.get(b"ParentTree").and_then(Object::as_dict).unwrap().get(b"Nums").and_then(Object::as_array);
    let numbers = numbers.unwrap();
    assert!(numbers.chunks(2).is_sorted_by_key(|pair| pair[0].as_i64().unwrap()));
    let pair = numbers.chunks(2).find(|pair| pair[0].as_i64().unwrap() == key).unwrap();
    pair[1].as_reference().unwrap()
}

/// The widget's number leads to an element `Form` that leads back, between two paragraphs.
fn tagged(file: &Document, widget: ObjectId, field: &Dictionary) {
    let key = field.get(b"StructParent").and_then(Object::as_i64).unwrap();
    let id = element(file, key);
    let element = file.get_dictionary(id).unwrap();
    assert_eq!(element.get(b"S").and_then(Object::as_name).unwrap(), b"Form");
    let child = element.get(b"K").and_then(Object::as_dict).unwrap();
    assert_eq!(child.get(b"Obj").and_then(Object::as_reference).unwrap(), widget);
    let parent = file.get_dictionary(element.get(b"P").and_then(Object::as_reference).unwrap()).unwrap();
    let children = parent.get(b"K").and_then(Object::as_array).unwrap();
    let at = children.iter().position(|child| *child == Object::from(id)).unwrap();
    assert!(at > 0 && at + 1 < children.len(), "between the signer's position and name");
}

#[test]
fn the_engines_bytes_stay_and_the_file_knows_itself() {
    let (project, sheet) = built(&smallest());
    let engines = Embedded.compile(&project).unwrap().pdf.unwrap();
    assert!(sheet.pdf.starts_with(&engines));
    assert_eq!(built(&smallest()).1.pdf, sheet.pdf);
    let (before, after) = (Document::load_mem(&engines).unwrap(), Document::load_mem(&sheet.pdf).unwrap());
    let identifiers = |file: &Document| -> Vec<Vec<u8>> {
        let both = file.trailer.get(b"ID").and_then(Object::as_array).unwrap();
        both.iter().map(|id| id.as_str().unwrap().to_vec()).collect()
    };
    let (old, new) = (identifiers(&before), identifiers(&after));
    assert!(old[0] == new[0] && old[1] != new[1]);
    let packet = |file: &Document| {
        let id = file.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
        String::from_utf8(file.get_object(id).and_then(Object::as_stream).unwrap().content.clone()).unwrap()
    };
    let renewed = String::from_utf8(new[1].clone()).unwrap();
    assert!(packet(&after).contains(&format!("<xmpMM:InstanceID>{renewed}</xmpMM:InstanceID>")));
    // Information and packet name one and the same day, the plan's.
    let information = after.trailer.get(b"Info").and_then(|info| after.dereference(info)).unwrap().1.as_dict().unwrap();
    for (key, tag) in [(&b"CreationDate"[..], "CreateDate"), (b"ModDate", "ModifyDate")] {
        assert_eq!(information.get(key).and_then(Object::as_str).unwrap(), b"D:20260101000000Z");
        assert!(packet(&after).contains(&format!("<xmp:{tag}>2026-01-01T00:00:00Z</xmp:{tag}>")));
    }
}

#[test]
fn another_seal_gives_another_field_and_none_leaves_the_file_alone() {
    let mut composed = composed("plan.toml", smallest().as_bytes());
    let project = project(composed.output.as_ref().unwrap(), settings(false)).unwrap();
    let mut sheet = |settings| finish_for_signing(&project, &Embedded, settings, &mut composed);
    let small = sheet(Settings { seal_diameter: 30.0, ..Settings::default() });
    assert!((small.locations.agency.width - 30.0).abs() < 0.001);
    let none = sheet(Settings { fields: false, ..Settings::default() });
    let plain = Document::load_mem(&none.pdf).unwrap();
    assert!(none.pdf.starts_with(&Embedded.compile(&project).unwrap().pdf.unwrap()));
    let root = plain.catalog().unwrap();
    assert!(root.has(b"PieceInfo") && !root.has(b"AcroForm"), "the places are known, but there are no fields");
    assert_eq!(none.locations.signer, small.locations.signer);
}
