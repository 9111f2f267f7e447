//! The fields' place in the structure tree, which screen readers follow: beside the words that they belong to.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, dictionary};

use super::SignError;
use super::content::{Shown, marked_text};
use super::place::Area;
use crate::output::engine::MM;

/// Paragraphs of a signature block are a few levels deep at most.
const DEEPEST: usize = 8;

/// Where a widget stands among what a screen reader says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// Before the paragraph with the signer's name.
    BeforeName { signer: Area },
    /// After the paragraph with the words to the left of a point on a baseline, in millimetres from the top left corner.
    After { left: f64, baseline: f64 },
}

/// Tags a widget of a page: it gets an element `Form`, listed in the parent tree.
pub(super) fn tag(
    update: &mut IncrementalDocument,
    page: ObjectId,
    place: Place,
    widget: ObjectId,
) -> Result<(), SignError> {
    let wrong = SignError::Unexpected;
    let file = update.get_prev_documents();
    let root_id = file.catalog()?.get(b"StructTreeRoot").and_then(Object::as_reference)?;
    let root = file.get_dictionary(root_id)?;
    let found = paragraph(file, root, page, place);
    let top = top_element(root)?;

    update.opt_clone_object_to_new_document(root_id)?;
    let parent = found.map_or(top, |(parent, _)| parent);
    update.opt_clone_object_to_new_document(parent)?;
    let new = &mut update.new_document;
    let key = new.get_dictionary(root_id)?.get(b"ParentTreeNextKey").and_then(Object::as_i64)?;
    let element = new.add_object(dictionary! {
        "Type" => "StructElem",
        "S" => "Form",
        "P" => parent,
        "Pg" => page,
        "K" => dictionary! { "Type" => "OBJR", "Obj" => widget, "Pg" => page },
    });
    new.get_dictionary_mut(widget)?.set("StructParent", key);
    let root = new.get_dictionary_mut(root_id)?;
    root.set("ParentTreeNextKey", key + 1);
    let numbers = root.get_mut(b"ParentTree").and_then(Object::as_dict_mut)?.get_mut(b"Nums");
    numbers.and_then(Object::as_array_mut)?.extend([Object::Integer(key), element.into()]);
    let children = new.get_dictionary_mut(parent)?.get_mut(b"K").and_then(Object::as_array_mut);
    let children = children.map_err(|_| wrong("the top of the structure tree has no list of children"))?;
    let sibling = |sibling: ObjectId| children.iter().position(|child| child.as_reference().ok() == Some(sibling));
    let at = found.and_then(|(_, paragraph)| sibling(paragraph));
    let at = match place {
        Place::BeforeName { .. } => at,
        Place::After { .. } => at.map(|at| at + 1),
    };
    children.insert(at.unwrap_or(children.len()), element.into());
    Ok(())
}

/// Returns the element that holds all others.
fn top_element(root: &Dictionary) -> Result<ObjectId, SignError> {
    match root.get(b"K")? {
        Object::Array(children) => children.first().and_then(|child| child.as_reference().ok()),
        one => one.as_reference().ok(),
    }
    .ok_or(SignError::Unexpected("the structure tree is empty"))
}

/// Returns the paragraph that a widget stands before or after, with its parent.
fn paragraph(file: &Document, root: &Dictionary, page: ObjectId, place: Place) -> Option<(ObjectId, ObjectId)> {
    let sheet = file.get_dictionary(page).ok()?;
    let height = f64::from(sheet.get(b"MediaBox").ok()?.as_array().ok()?.get(3)?.as_float().ok()?);
    let mut texts = marked_text(file, page).into_iter();
    let found = match place {
        // The name is the first text below the signature in its column: it can be wider than a signature, but does not reach the
        // recipients' column.
        Place::BeforeName { signer } => {
            let [left, bottom, ..] = signer.rectangle(height);
            texts.find(|text| f64::from(text.baseline) < bottom && f64::from(text.left) > left - 20.0 * MM)
        }
        Place::After { left, baseline } => {
            let is_beside = |text: &Shown| {
                (f64::from(text.baseline) - (height - baseline * MM)).abs() < 1.0 && f64::from(text.left) < left * MM
            };
            texts.filter(is_beside).max_by(|one, other| one.left.total_cmp(&other.left))
        }
    };
    let number = found?.number?;

    let key = sheet.get(b"StructParents").ok()?.as_i64().ok()?;
    let numbers = root.get(b"ParentTree").ok()?.as_dict().ok()?.get(b"Nums").ok()?.as_array().ok()?;
    let pair = numbers.chunks_exact(2).find(|pair| pair[0].as_i64().ok() == Some(key))?;
    let (_, parents) = file.dereference(&pair[1]).ok()?;
    let mut element = parents.as_array().ok()?.get(usize::try_from(number).ok()?)?.as_reference().ok()?;
    for _ in 0..DEEPEST {
        let here = file.get_dictionary(element).ok()?;
        let parent = here.get(b"P").ok()?.as_reference().ok()?;
        if here.get(b"S").ok()?.as_name().ok()? == b"P" {
            return Some((parent, element));
        }
        element = parent;
    }
    None
}
