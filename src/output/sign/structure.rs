//! The fields' place in the structure tree, which screen readers follow: between the signer's position and name.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, dictionary};

use super::SignError;
use super::content::{Shown, marked_text};
use super::place::Area;
use crate::output::engine::MM;

/// Paragraphs of a signature block are a few levels deep at most.
const DEEPEST: usize = 8;

/// Tags the widgets of a page: each gets an element `Form`, listed in the parent tree.
pub(super) fn tag(
    update: &mut IncrementalDocument,
    page: ObjectId,
    signer: Area,
    widgets: [ObjectId; 2],
) -> Result<(), SignError> {
    let wrong = SignError::Unexpected;
    let file = update.get_prev_documents();
    let root_id = file.catalog()?.get(b"StructTreeRoot").and_then(Object::as_reference)?;
    let root = file.get_dictionary(root_id)?;
    let (parent, at) = match before_name(file, root, page, signer) {
        Some(found) => found,
        None => (top_element(root)?, usize::MAX),
    };
    let mut key = root.get(b"ParentTreeNextKey").and_then(Object::as_i64)?;

    update.opt_clone_object_to_new_document(root_id)?;
    update.opt_clone_object_to_new_document(parent)?;
    let new = &mut update.new_document;
    let mut elements = Vec::new();
    let mut index = Vec::new();
    for widget in widgets {
        let element = new.add_object(dictionary! {
            "Type" => "StructElem",
            "S" => "Form",
            "P" => parent,
            "Pg" => page,
            "K" => dictionary! { "Type" => "OBJR", "Obj" => widget, "Pg" => page },
        });
        new.get_dictionary_mut(widget)?.set("StructParent", key);
        index.extend([Object::Integer(key), element.into()]);
        elements.push(Object::from(element));
        key += 1;
    }
    let root = new.get_dictionary_mut(root_id)?;
    root.set("ParentTreeNextKey", key);
    let numbers = root.get_mut(b"ParentTree").and_then(Object::as_dict_mut)?.get_mut(b"Nums");
    numbers.and_then(Object::as_array_mut)?.extend(index);
    let children = new.get_dictionary_mut(parent)?.get_mut(b"K").and_then(Object::as_array_mut);
    let children = children.map_err(|_| wrong("the top of the structure tree has no list of children"))?;
    let at = at.min(children.len());
    children.splice(at..at, elements);
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

/// Returns the parent of the paragraph with the signer's name, and that paragraph's index among its children: the name is the first
/// text below the signature in its column.
fn before_name(file: &Document, root: &Dictionary, page: ObjectId, signer: Area) -> Option<(ObjectId, usize)> {
    let sheet = file.get_dictionary(page).ok()?;
    let height = sheet.get(b"MediaBox").ok()?.as_array().ok()?.get(3)?.as_float().ok()?;
    let [left, bottom, ..] = signer.rectangle(f64::from(height));
    // A name can be wider than a signature, but does not reach the recipients' column.
    let column = left - 20.0 * MM;
    let is_below = |text: &Shown| f64::from(text.baseline) < bottom && f64::from(text.left) > column;
    let name = marked_text(file, page).into_iter().find(is_below)?;

    let key = sheet.get(b"StructParents").ok()?.as_i64().ok()?;
    let numbers = root.get(b"ParentTree").ok()?.as_dict().ok()?.get(b"Nums").ok()?.as_array().ok()?;
    let pair = numbers.chunks_exact(2).find(|pair| pair[0].as_i64().ok() == Some(key))?;
    let (_, parents) = file.dereference(&pair[1]).ok()?;
    let mut element = parents.as_array().ok()?.get(usize::try_from(name.number?).ok()?)?.as_reference().ok()?;
    for _ in 0..DEEPEST {
        let here = file.get_dictionary(element).ok()?;
        let parent = here.get(b"P").ok()?.as_reference().ok()?;
        if here.get(b"S").ok()?.as_name().ok()? == b"P" {
            let children = file.get_dictionary(parent).ok()?.get(b"K").ok()?.as_array().ok()?;
            let at = children.iter().position(|child| child.as_reference().ok() == Some(element))?;
            return Some((parent, at));
        }
        element = parent;
    }
    None
}
