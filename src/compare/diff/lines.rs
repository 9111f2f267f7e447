//! Which lines of a text or a table changed, and which only have another place.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::likeness::each_once;
use super::words::{self, ALIKE, Mark, Segment, View, ratio, segment, segments};
use crate::compare::canonical::{Line, Value};

/// A line of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// This many lines stayed.
    Same(usize),
    /// This many lines are the same, elsewhere than before.
    Moved(usize),
    Changed(Vec<Segment>),
}

/// From here on, a line elsewhere is one that changed and moved: farther away, more must be the same.
const ALIKE_ELSEWHERE: f32 = 0.6;

/// So many lines further on, a line is looked for; longer tables would take too long.
const AHEAD: usize = 64;

/// Where more pairs than this would have to be looked at, nothing is looked for elsewhere.
const PAIRS: usize = 20_000;

/// What became of lines, by their numbers.
#[derive(Debug, Clone, Copy)]
enum Step {
    Same(usize),
    /// A line that is in both, here in the new one.
    Moved,
    Both(usize, usize),
    Old(usize),
    New(usize),
}

/// Returns the rows of two versions of a value.
#[must_use]
pub fn rows(old: &Value, new: &Value) -> Vec<Row> {
    // What differs only in how it is typed is shown as it is typed.
    let view = if old.shown() == new.shown() { View::Typed } else { View::Shown };
    let mut out: Vec<Row> = Vec::new();
    for step in steps(&old.lines, &new.lines) {
        match (step, out.last_mut()) {
            (Step::Moved, Some(Row::Moved(count))) => *count += 1,
            (Step::Moved, _) => out.push(Row::Moved(1)),
            (Step::Same(count), _) => out.push(Row::Same(count)),
            (Step::Both(before, after), _) => {
                out.push(Row::Changed(segments(&old.lines[before], &new.lines[after], view)));
            }
            (Step::Old(at), _) => out.push(complete(&old.lines[at], Mark::Removed, view)),
            (Step::New(at), _) => out.push(complete(&new.lines[at], Mark::Added, view)),
        }
    }
    out
}

fn complete(line: &Line, mark: Mark, view: View) -> Row {
    Row::Changed(vec![segment(mark, view.words(line))])
}

fn steps(old: &[Line], new: &[Line]) -> Vec<Step> {
    let keys = |lines: &[Line]| lines.iter().map(Line::typed).collect::<Vec<_>>();
    let (before, after) = (keys(old), keys(new));
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    let (gone, come) = moved(&ops, &before, &after);
    let mut out = Vec::new();
    for op in ops {
        if let DiffOp::Equal { len, .. } = op {
            out.push(Step::Same(len));
            continue;
        }
        let (olds, news) = (op.old_range(), op.new_range());
        let mut moved_here = news.clone().filter(|at| come.contains(at)).peekable();
        for step in replaced(
            old,
            new,
            &olds.filter(|at| !gone.contains(at)).collect::<Vec<_>>(),
            &news.filter(|at| !come.contains(at)).collect::<Vec<_>>(),
        ) {
            if let Step::Both(_, at) | Step::New(at) = step {
                while moved_here.next_if(|moved| *moved < at).is_some() {
                    out.push(Step::Moved);
                }
            }
            out.push(step);
        }
        out.extend(moved_here.map(|_| Step::Moved));
    }
    elsewhere(old, new, &mut out);
    in_place_of_each_other(&out)
}

/// Returns the lines that are gone in one place and come in another, of the old version and of the new one.
fn moved(ops: &[DiffOp], before: &[String], after: &[String]) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let differing = || ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in differing().flat_map(DiffOp::old_range).rev() {
        waiting.entry(before[at].as_str()).or_default().push(at);
    }
    let (mut gone, mut come) = (BTreeSet::new(), BTreeSet::new());
    for at in differing().flat_map(DiffOp::new_range) {
        if let Some(was) = waiting.get_mut(after[at].as_str()).and_then(Vec::pop) {
            gone.insert(was);
            come.insert(at);
        }
    }
    (gone, come)
}

/// Lines in place of others: those that are alike are one line that changed.
fn replaced(old: &[Line], new: &[Line], olds: &[usize], news: &[usize]) -> Vec<Step> {
    let mut out = Vec::new();
    let mut next = 0;
    let candidates: Vec<Vec<String>> = news.iter().map(|at| words::parts(&new[*at])).collect();
    for at in olds {
        let known = words::parts(&old[*at]);
        let found = (next..news.len().min(next + AHEAD)).find(|one| ratio(&known, &candidates[*one]) >= ALIKE);
        match found {
            Some(one) => {
                out.extend(news[next..one].iter().map(|at| Step::New(*at)));
                out.push(Step::Both(*at, news[one]));
                next = one + 1;
            }
            None => out.push(Step::Old(*at)),
        }
    }
    out.extend(news[next..].iter().map(|at| Step::New(*at)));
    out
}

/// Takes a line that is gone and one that is new somewhere else for one, where they are alike: the most alike first.
fn elsewhere(old: &[Line], new: &[Line], steps: &mut Vec<Step>) {
    let gone: Vec<usize> =
        steps.iter().filter_map(|step| if let Step::Old(at) = step { Some(*at) } else { None }).collect();
    let come: Vec<usize> =
        steps.iter().filter_map(|step| if let Step::New(at) = step { Some(*at) } else { None }).collect();
    if gone.len().saturating_mul(come.len()) > PAIRS {
        return;
    }
    let candidates: Vec<Vec<String>> = come.iter().map(|at| words::parts(&new[*at])).collect();
    let mut alike: Vec<(f32, usize, usize)> = Vec::new();
    for before in &gone {
        let known = words::parts(&old[*before]);
        let found = come.iter().zip(&candidates).map(|(after, words)| (ratio(&known, words), *before, *after));
        alike.extend(found.filter(|(ratio, ..)| *ratio >= ALIKE_ELSEWHERE));
    }
    let pairs = each_once(alike);
    let was: BTreeSet<usize> = pairs.iter().map(|(before, _)| *before).collect();
    let partner: BTreeMap<usize, usize> = pairs.into_iter().map(|(before, after)| (after, before)).collect();
    steps.retain(|step| !matches!(step, Step::Old(at) if was.contains(at)));
    for step in steps {
        if let Step::New(after) = *step
            && let Some(before) = partner.get(&after)
        {
            *step = Step::Both(*before, after);
        }
    }
}

/// A single line in place of another is one row, however little they have in common.
fn in_place_of_each_other(steps: &[Step]) -> Vec<Step> {
    let is_whole = |step: Option<&Step>| matches!(step, None | Some(Step::Same(_) | Step::Moved));
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        match (step, steps.get(at + 1)) {
            (Step::Old(before), Some(Step::New(after))) if is_whole(out.last()) && is_whole(steps.get(at + 2)) => {
                out.push(Step::Both(*before, *after));
                at += 2;
            }
            _ => {
                out.push(*step);
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::diff::words::WORDS;

    fn rendered(old: &str, new: &str) -> String {
        let lines = |text: &str| Value::lines(text.lines().map(Line::words).collect());
        rows(&lines(old), &lines(new))
            .into_iter()
            .map(|row| match row {
                Row::Same(count) => format!("={count}"),
                Row::Moved(count) => format!("~{count}"),
                Row::Changed(segments) => segments
                    .iter()
                    .map(|segment| match segment.mark {
                        Mark::Same => segment.new.clone(),
                        Mark::Removed => format!("[-{}-]", segment.old),
                        Mark::Added => format!("[+{}+]", segment.new),
                    })
                    .collect(),
            })
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn words_are_marked_inside_the_sentence() {
        assert_eq!(rendered("a b c", "a x c"), "a[- b-][+ x+] c");
        assert_eq!(
            rendered("Nâng cấp mạng, máy chủ.", "Nâng cấp mạng và máy chủ."),
            "Nâng cấp mạng[-,-][+ và+] máy chủ."
        );
        assert_eq!(rendered("một\nhai\nba", "một\nba"), "=1|[-hai-]|=1");
        assert_eq!(rendered("x y z", "a b c"), "[-x y z-][+a b c+]");
        assert_eq!(rendered("một hai ba bốn năm", "1 hai 3 bốn năm"), "[-một hai ba-][+1 hai 3+] bốn năm");
    }

    #[test]
    fn what_is_very_long_is_told_all_the_same() {
        let long = |word: &str| format!("{word} ").repeat(WORDS + 1);
        let [Row::Changed(segments)] =
            &rows(&Value::line(Line::words(long("một"))), &Value::line(Line::words(long("hai"))))[..]
        else {
            panic!()
        };
        assert_eq!(segments.iter().map(|segment| segment.mark).collect::<Vec<_>>(), [Mark::Removed, Mark::Added]);
        let table = |word: &str| Value::lines((0..2_000).map(|row| Line::words(format!("{word} {row}"))).collect());
        assert_eq!(rows(&table("một"), &table("hai")).len(), 2_000, "each row is like the one in its place");
    }

    /// A table that was sorted, with one cell that changed on the way.
    #[test]
    fn rows_that_were_sorted_have_moved() {
        let table = [
            "Trạm | Mua máy chủ | 300",
            "Trường | Nâng cấp mạng | 1.500",
            "Xã | Đào tạo | 20",
            "Xã | Thuê đường truyền | 75",
        ];
        let [a, b, c, d] = table;
        assert_eq!(rendered(&[a, b, c, d].join("\n"), &[d, a, b, c].join("\n")), "~1|=3");
        assert_eq!(rendered(&[a, b, c, d].join("\n"), &[d, c, b, a].join("\n")), "~3|=1");
        let changed = "Trạm | Mua máy chủ | 350";
        assert_eq!(
            rendered(&[a, b, c, d].join("\n"), &[d, c, b, changed].join("\n")),
            "~2|=1|Trạm | Mua máy chủ |[- 300-][+ 350+]"
        );
        // A row that is new, and one that is gone.
        assert_eq!(
            rendered(&[a, b, c].join("\n"), &[c, b, "Thôn | Lắp mạng không dây | 9"].join("\n")),
            format!("[-{a}-]|~1|=1|[+Thôn | Lắp mạng không dây | 9+]")
        );
    }
}
