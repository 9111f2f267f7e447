//! For programs. Values are as the plan types them, so that they can be found there.

use serde_json::{Map, Value as Json, json};

use super::{Comparison, Place};
use crate::compare::canonical::{State, Value};
use crate::compare::diff::{Change, Minimum};

/// Returns the JSON text, ending in a newline.
#[must_use]
pub fn json(comparisons: &[Comparison]) -> String {
    let changes: Vec<Json> = comparisons
        .iter()
        .flat_map(|comparison| {
            let plan = comparison.place.as_ref().map(Place::path);
            comparison.changes.iter().map(move |one| change(one, plan))
        })
        .collect();
    let mut value = json!({ "schema_version": 1, "changes": changes });
    let plans: Vec<Json> = comparisons.iter().filter_map(|comparison| whole(comparison.place.as_ref()?)).collect();
    if !plans.is_empty() {
        value["plans"] = plans.into();
    }
    format!("{value:#}\n")
}

/// What became of a plan as a whole.
fn whole(place: &Place) -> Option<Json> {
    match place {
        Place::Same(_) => None,
        Place::Moved(was, path) => Some(json!({ "kind": "moved", "plan": path, "old_plan": was })),
        Place::Added(path) => Some(json!({ "kind": "added", "plan": path })),
        Place::Removed(path) => Some(json!({ "kind": "removed", "plan": path })),
    }
}

fn change(change: &Change, plan: Option<&str>) -> Json {
    let value = |value: &Option<Value>| value.as_ref().map(Value::written);
    let mut out = Map::new();
    let mut put = |key: &str, value: Json| {
        out.insert(key.to_owned(), value);
    };
    if let Some(plan) = plan {
        put("plan", json!(plan));
    }
    put("kind", json!(change.kind.as_str()));
    put("item", json!(change.list.kind().as_str()));
    put("id", json!(change.full_id()));
    put("field", json!(change.field));
    put("old", json!(value(&change.old)));
    put("new", json!(value(&change.new)));
    put("effect", json!(change.effect.as_str()));
    if let Some(old_id) = &change.old_id {
        put("old_id", json!(format!("{}{old_id}", change.list.prefix())));
    }
    if let Some(Minimum { value, old, new }) = &change.minimum {
        put("minimum", json!(new.and_then(State::as_str)));
        put("old_minimum", json!(old.and_then(State::as_str)));
        put("minimum_value", json!(value));
    }
    Json::Object(out)
}
