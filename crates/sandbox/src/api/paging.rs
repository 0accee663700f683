//! Stripe's list parameters: `limit`, `starting_after`, `created[gte]` and the like.

use serde_json::Value;

use crate::book::{Shelf, Shelved};
use crate::error::ApiError;
use crate::form::Form;
use crate::objects;

pub(super) const PARAMS: [&str; 3] = ["limit", "starting_after", "created"];

/// One page of a shelf, newest first.
pub(super) fn page<T: Shelved>(
    path: &str,
    shelf: &Shelf<T>,
    form: &Form,
    created: impl Fn(&T) -> i64,
    wanted: impl Fn(&T) -> bool,
    render: impl Fn(&T) -> Value,
) -> Result<Value, ApiError> {
    let limit = limit(form)?;
    let bound = |name: &str| form.find_integer(&format!("created[{name}]"));
    let (gte, gt, lte, lt) = (bound("gte")?, bound("gt")?, bound("lte")?, bound("lt")?);
    let within = |at: i64| {
        gte.is_none_or(|bound| at >= bound)
            && gt.is_none_or(|bound| at > bound)
            && lte.is_none_or(|bound| at <= bound)
            && lt.is_none_or(|bound| at < bound)
    };
    let after = form.find("starting_after");
    if let Some(id) = after.filter(|id| shelf.find(id).is_none()) {
        return Err(ApiError::missing("object", id));
    }
    let mut reached = after.is_none();
    let mut found = shelf
        .newest_first()
        .filter(|item| {
            let seen = reached;
            reached = reached || after == Some(item.id());
            seen
        })
        .filter(|item| within(created(item)) && wanted(item));
    let data: Vec<Value> = found.by_ref().take(limit).map(render).collect();
    let has_more = found.next().is_some();
    Ok(objects::list(path, data, has_more))
}

pub(super) fn limit(form: &Form) -> Result<usize, ApiError> {
    match form.find_integer("limit")? {
        None => Ok(10),
        Some(limit @ 1..=100) => Ok(usize::try_from(limit).unwrap_or(100)),
        Some(_) => Err(ApiError::invalid(
            "limit",
            "parameter_invalid_integer",
            "The limit must be between 1 and 100.",
        )),
    }
}
