//! What rules say of themselves: one of them, all of them, as text and as the page `docs/rules.md`.

use crate::base::diagnostic::{FixSafety, Language, RuleMeta};
use crate::checks::rules;
use crate::model::decree;

/// The fixed words around a rule's own.
struct Words {
    law: &'static str,
    says: &'static str,
    since: &'static str,
    fix: &'static str,
    bad: &'static str,
    good: &'static str,
}

fn words(meta: &RuleMeta, language: Language) -> Words {
    match language {
        Language::Vietnamese => Words {
            law: "Căn cứ",
            says: "Quy định",
            since: "Có từ phiên bản",
            fix: match meta.fix {
                FixSafety::None => "không tự sửa được",
                FixSafety::Safe => "`check --fix` tự sửa được",
                FixSafety::Unsafe => "có gợi ý sửa, nhưng người soạn phải tự sửa",
            },
            bad: "Sai",
            good: "Đúng",
        },
        Language::English => Words {
            law: "Law",
            says: "It says",
            since: "Since",
            fix: match meta.fix {
                FixSafety::None => "no automatic fix",
                FixSafety::Safe => "fixed by `check --fix`",
                FixSafety::Unsafe => "unsafe fix: apply it by hand",
            },
            bad: "Wrong",
            good: "Right",
        },
    }
}

/// Returns what the clauses of the decree say that a rule rests on; none where it rests on others.
fn clauses(meta: &RuleMeta, language: Language) -> Option<String> {
    let said = decree::said(meta.law);
    let said = said.iter().map(|(name, words)| format!("{name}: {}", words.get(language)));
    Some(said.collect::<Vec<_>>().join("; ")).filter(|said| !said.is_empty())
}

/// A rule for people at a terminal.
#[must_use]
pub fn human(meta: &RuleMeta, language: Language) -> String {
    let Words { law, says, since, fix, bad, good } = words(meta, language);
    let clauses = clauses(meta, language).map(|said| format!("{says}: {said}\n")).unwrap_or_default();
    format!(
        "{} {} ({})\n{}\n\n{}\n\n{law}: {}\n{clauses}{since} {}; {fix}\n\n{bad}:\n{}\n{good}:\n{}",
        meta.code,
        meta.name,
        meta.level.label(language),
        capital(meta.title().get(language)),
        meta.explanation().get(language),
        meta.law,
        meta.since,
        indented(meta.bad),
        indented(meta.good),
    )
}

/// A rule as a section of a page.
#[must_use]
pub fn markdown(meta: &RuleMeta, language: Language) -> String {
    let Words { law, says, since, fix, bad, good } = words(meta, language);
    let clauses = clauses(meta, language).map(|said| format!("\n\n{says}: {}", escaped(&said))).unwrap_or_default();
    format!(
        "### {} `{}`\n\n**{}** ({}). {}\n\n{law}: {}{clauses}\n\n{since} {}; {fix}.\n\n{bad}:\n\n{}\n{good}:\n\n{}",
        meta.code,
        meta.name,
        escaped(&capital(meta.title().get(language))),
        meta.level.label(language),
        escaped(meta.explanation().get(language)),
        escaped(meta.law),
        meta.since,
        fenced(meta, meta.bad),
        fenced(meta, meta.good),
    )
}

/// All rules, one per line.
#[must_use]
pub fn list(language: Language) -> String {
    let mut out = String::new();
    for (family, about) in rules::families() {
        let metas: Vec<&RuleMeta> = rules::metas().filter(|meta| meta.family() == family).collect();
        if metas.is_empty() {
            continue;
        }
        out.push_str(&format!("{family}  {}\n", about.get(language)));
        for meta in metas {
            let (level, title) = (meta.level.label(language), meta.title());
            out.push_str(&format!("  {} {:<28} {:<9} {}\n", meta.code, meta.name, level, title.get(language)));
        }
        out.push('\n');
    }
    out.push_str(match language {
        Language::Vietnamese => "Xem một quy tắc: kehoach explain CT001\n",
        Language::English => "One of them: kehoach explain CT001\n",
    });
    out
}

/// Returns the page of all rules.
#[must_use]
pub fn page(language: Language) -> String {
    let (title, intro) = match language {
        Language::Vietnamese => (
            "Các quy tắc",
            "Những gì `kehoach check` tìm ra, theo từng họ. Trang này do chương trình viết ra từ khai báo của các quy tắc\n\
             (`kehoach explain --all --format markdown`); xem một quy tắc trên máy: `kehoach explain CT001`.\n\
             Mức *lỗi* là quy tắc bắt buộc: miễn trừ được, không tắt được ([check.md](check.md)).",
        ),
        Language::English => (
            "The rules",
            "What `kehoach check` finds, family by family. The program generates this page from the declarations of the rules\n\
             (`kehoach explain --all --format markdown`); one of them: `kehoach explain CT001`.\n\
             A rule whose level is *error* is a duty: it can be waived, not switched off ([check.md](check.md)).",
        ),
    };
    let mut out = format!("# {title}\n\n{intro}\n\n");
    let mut sections = String::new();
    out.push_str(match language {
        Language::Vietnamese => "| mã | tên | mức | tìm ra |\n| --- | --- | --- | --- |\n",
        Language::English => "| code | name | level | finds |\n| --- | --- | --- | --- |\n",
    });
    for (family, about) in rules::families() {
        let metas: Vec<&RuleMeta> = rules::metas().filter(|meta| meta.family() == family).collect();
        if metas.is_empty() {
            continue;
        }
        sections.push_str(&format!("\n## {family}: {}\n", about.get(language)));
        for meta in metas {
            let (RuleMeta { code, name, .. }, level) = (meta, meta.level.label(language));
            let link = format!("[{code}](#{}-{name})", code.to_lowercase());
            let title = escaped(meta.title().get(language)).replace('|', "\\|");
            out.push_str(&format!("| {link} | `{name}` | {level} | {title} |\n"));
            sections.push('\n');
            sections.push_str(&markdown(meta, language));
        }
    }
    out + &sections
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
}

/// Code between fences that its own text does not close: a piece of a plan, or of a layout.
fn fenced(meta: &RuleMeta, text: &str) -> String {
    let fence = if text.contains("```") { "````" } else { "```" };
    let language = if meta.family() == "BC" { "typst" } else { "toml" };
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

/// Words of a rule: its backticks mean code, and nothing else means anything to Markdown.
fn escaped(text: &str) -> String {
    let mut code = false;
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '`' => code = !code,
            '*' | '_' | '[' | ']' | '<' | '>' | '\\' if !code => out.push('\\'),
            _ => {}
        }
        out.push(letter);
    }
    out
}
