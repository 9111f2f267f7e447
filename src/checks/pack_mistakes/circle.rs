//! Indicators that lead to each other in a circle: `same_as`, `replaced_by`.

use crate::model::id::Id;

/// Returns the way from an id over its links back to it, with the id at both ends; none where there is no way back.
pub(super) fn circle<'l>(start: &'l Id, link: impl Fn(&Id) -> Option<&'l Id>) -> Option<Vec<&'l Id>> {
    let mut way = vec![start];
    let mut next = link(start)?;
    while next != start {
        // A circle further on is found from there.
        if way.contains(&next) {
            return None;
        }
        way.push(next);
        next = link(next)?;
    }
    way.push(start);
    Some(way)
}

/// Returns a way as it is shown: `a` → `b` → `a`.
pub(super) fn shown(way: &[&Id]) -> String {
    way.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" → ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_back_is_a_circle() {
        let ids: Vec<Id> = ["a", "b", "c", "d"].into_iter().filter_map(Id::of_words).collect();
        let [a, b, c, d] = ids.as_slice() else { panic!("{ids:?}") };
        // a leads into the circle of b and c; d leads nowhere.
        let link = |id: &Id| [(a, b), (b, c), (c, b)].into_iter().find(|(from, _)| *from == id).map(|(_, to)| to);
        assert_eq!(
            [a, b, c, d].map(|id| circle(id, link).map(|way| shown(&way))),
            [None, Some("`b` → `c` → `b`".to_owned()), Some("`c` → `b` → `c`".to_owned()), None]
        );
        assert_eq!(circle(a, |_| Some(a)).map(|way| way.len()), Some(2));
    }
}
