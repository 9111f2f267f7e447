//! Any text as the prose of a section, of a target and of a cell: its parsers and the rules of wording do not panic.
#![no_main]

use kehoach::prose;
use libfuzzer_sys::fuzz_target;

const PLAN: &str = include_str!("../../tests/support/plan-without-mistakes.toml");

fuzz_target!(|text: &str| {
    let _ = (prose::blocks(text), prose::tags(text), prose::calls(text), prose::percentages(text));
    let mut written = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => written.extend(['\\', letter]),
            letter if letter.is_control() => written.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => written.push(letter),
        }
    }
    written.push('"');
    let plan = format!(
        "{PLAN}\n[[sections]]\nid = \"fuzz\"\ntitle = {written}\ntext = {written}\nafter = {written}\n\
         [[appendices]]\nid = \"fuzz\"\ntitle = {written}\ntext = {written}\n\
         [[appendices.tables]]\nid = \"fuzz\"\ncaption = {written}\n\
         columns = [{{ id = \"fuzz\", title = {written} }}]\nrows = [{{ fuzz = {written} }}]\n"
    );
    kehoach_fuzz::run(plan.as_bytes());
});
