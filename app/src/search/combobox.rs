//! What the search box is doing: typed words, the rows below them, and which row is meant.

use std::time::Duration;

use domain::{catalog::Picture, search::Suggestions};
use leptos::{prelude::*, task::spawn_local};

use super::api::suggest;
use crate::paths;

/// A pause in typing, short enough to feel like an answer to the last letter.
const PAUSE: Duration = Duration::from_millis(120);

/// Rows in a list that may be open; one of them may be meant.
#[derive(Clone, Copy)]
pub(super) struct Combobox {
    pub rows: RwSignal<Vec<Row>>,
    pub active: RwSignal<Option<usize>>,
    /// Counts the questions, so that a late answer to an old one is dropped.
    question: StoredValue<u32>,
    pause: StoredValue<Option<TimeoutHandle>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub text: String,
    /// What the row is: a price, a category, all results.
    pub kind: String,
    pub href: String,
    pub picture: Option<Picture>,
}

impl Combobox {
    pub fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            active: RwSignal::new(None),
            question: StoredValue::new(0),
            pause: StoredValue::new(None),
        }
    }

    pub fn is_open(self) -> bool {
        !self.rows.read().is_empty()
    }

    pub fn close(self) {
        self.stop_waiting();
        self.rows.set(Vec::new());
        self.active.set(None);
    }

    /// The words changed: asks once they stay the same for a moment.
    pub fn typed(self, words: String) {
        self.stop_waiting();
        if words.trim().is_empty() {
            self.close();
            return;
        }
        let question = self.question.get_value();
        let ask = move || {
            spawn_local(async move {
                // Suggestions are a courtesy: when they fail there are none.
                let found = suggest(words.clone()).await.unwrap_or_default();
                if self.question.try_get_value() == Some(question) {
                    self.rows.set(rows(&words, found));
                    self.active.set(None);
                }
            });
        };
        self.pause
            .set_value(set_timeout_with_handle(ask, PAUSE).ok());
    }

    /// One row down or up. Beyond either end nothing is meant but what was typed.
    pub fn step(self, down: bool) {
        let count = self.rows.read_untracked().len();
        self.active
            .update(|active| *active = next(*active, count, down));
    }

    pub fn active_row(self) -> Option<Row> {
        let active = self.active.get_untracked()?;
        self.rows.read_untracked().get(active).cloned()
    }

    fn stop_waiting(self) {
        self.question.update_value(|question| *question += 1);
        if let Some(pause) = self.pause.try_update_value(Option::take).flatten() {
            pause.clear();
        }
    }
}

fn next(active: Option<usize>, count: usize, down: bool) -> Option<usize> {
    match (active, down) {
        _ if count == 0 => None,
        (None, true) => Some(0),
        (None, false) => Some(count - 1),
        (Some(last), true) if last + 1 == count => None,
        (Some(row), true) => Some(row + 1),
        (Some(0), false) => None,
        (Some(row), false) => Some(row - 1),
    }
}

fn rows(words: &str, found: Suggestions) -> Vec<Row> {
    let products = found.products.into_iter().map(|product| Row {
        href: paths::product(&product.slug),
        text: product.title,
        kind: product.price.to_string(),
        picture: product.picture,
    });
    let categories = found.categories.into_iter().map(|category| Row {
        href: paths::category(&category.slug),
        text: category.title,
        kind: "Category".to_owned(),
        picture: None,
    });
    let all = Row {
        text: format!("All results for “{}”", words.trim()),
        kind: String::new(),
        href: paths::search(words.trim()),
        picture: None,
    };
    products.chain(categories).chain([all]).collect()
}

/// Splits a text around the words in it, for marking them.
pub(super) fn around<'text>(text: &'text str, words: &str) -> (&'text str, &'text str, &'text str) {
    let words = words.trim();
    let fits = |start: usize| {
        text.get(start..start + words.len())
            .is_some_and(|part| part.eq_ignore_ascii_case(words))
    };
    match text
        .char_indices()
        .map(|(start, _)| start)
        .find(|start| fits(*start))
    {
        Some(start) if !words.is_empty() => {
            let (before, rest) = text.split_at(start);
            let (marked, after) = rest.split_at(words.len());
            (before, marked, after)
        }
        _ => (text, "", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_walk_through_the_rows_and_back_to_the_words() {
        assert_eq!(next(None, 3, true), Some(0));
        assert_eq!(next(Some(2), 3, true), None);
        assert_eq!(next(None, 3, false), Some(2));
        assert_eq!(next(Some(0), 3, false), None);
        assert_eq!(next(None, 0, true), None);
    }

    #[test]
    fn what_was_typed_is_marked_where_it_stands() {
        assert_eq!(around("Kiln Mug", "mug"), ("Kiln ", "Mug", ""));
        assert_eq!(around("Größe L", "öß"), ("Gr", "öß", "e L"));
        assert_eq!(around("Kiln Mug", "bowl"), ("Kiln Mug", "", ""));
    }
}
