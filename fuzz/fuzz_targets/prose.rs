//! Any text as the prose of a section, of a target and of a cell: its parsers and the rules of wording do not panic.
#![no_main]

use kehoach::internals::expressions;
use libfuzzer_sys::fuzz_target;

const PLAN: &str = include_str!("../../tests/support/plan-without-mistakes.toml");

fuzz_target!(|text: &str| {
    let _ = (expressions::tags(text), expressions::calls(text));
    let mut composed = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => composed.extend(['\\', letter]),
            letter if letter.is_control() => composed.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => composed.push(letter),
        }
    }
    composed.push('"');
    let plan = format!(
        "{PLAN}\n[[sections]]\nid = \"fuzz\"\ntitle = {composed}\ntext = {composed}\nafter = {composed}\n\
         [[appendices]]\nid = \"fuzz\"\ntitle = {composed}\ntext = {composed}\n\
         [[appendices.tables]]\nid = \"fuzz\"\ncaption = {composed}\n\
         columns = [{{ id = \"fuzz\", title = {composed} }}]\nrows = [{{ fuzz = {composed} }}]\n"
    );
    kehoach_fuzz::run(plan.as_bytes());
});
