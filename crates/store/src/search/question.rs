//! What was typed, as one row that statements join: `typed`, `words` (a tsquery), `numbers`.

use domain::search::SearchQuery;
use sea_orm::Value;

pub(super) struct Question<'query> {
    query: &'query str,
}

/// More words than this narrow nothing down any further; the rest of the query is left out.
const MOST_WORDS: usize = 16;

impl<'query> Question<'query> {
    pub(super) fn new(query: &'query SearchQuery) -> Self {
        Self {
            query: query.as_str(),
        }
    }

    /// A SELECT of one row. Its values are appended to the statement's own.
    pub(super) fn sql(&self, values: &mut Vec<Value>) -> String {
        let mut bind = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        let typed = bind(self.query.into());
        let numbers = bind(self.numbers().into());
        let words = if self.has_operators() {
            format!(
                "websearch_to_tsquery('english', fold({typed})) || websearch_to_tsquery('simple', fold({typed}))"
            )
        } else {
            self.words()
                .iter()
                .enumerate()
                .map(|(position, word)| {
                    let last = position + 1 == self.words().len();
                    every_form(&bind((*word).into()), last)
                })
                .collect::<Vec<_>>()
                .join(" && ")
        };
        format!(
            "SELECT fold({typed}::text) AS typed, {words} AS words, {numbers}::text[] AS numbers"
        )
    }

    /// Whether it speaks the language of `websearch_to_tsquery`: a phrase, an exclusion, an alternative.
    fn has_operators(&self) -> bool {
        self.query.contains('"')
            || self
                .query
                .split(' ')
                .any(|word| word.starts_with('-') || word.eq_ignore_ascii_case("or"))
    }

    fn words(&self) -> Vec<&'query str> {
        self.query.split(' ').take(MOST_WORDS).collect()
    }

    /// The query as an article number: as typed, in capitals, and without the blanks and hyphens of a GTIN.
    fn numbers(&self) -> Vec<String> {
        let digits: String = self
            .query
            .chars()
            .filter(|letter| !matches!(letter, ' ' | '-'))
            .collect();
        vec![
            self.query.to_owned(),
            self.query.to_uppercase(),
            self.query.to_lowercase(),
            digits,
        ]
    }
}

/// One word as titles and prose know it (stemmed), as names know it (as it is), and, for the last
/// word, as the beginning of a longer one. A word that says nothing ("the") asks for nothing.
fn every_form(word: &str, last: bool) -> String {
    let word = format!("fold({word}::text)");
    let start = format!("regexp_replace({word}, '[^[:alnum:]]', '', 'g')");
    // After the replacement nothing is left that `to_tsquery` could take for an operator.
    let beginning = if last {
        format!(
            " || CASE WHEN length({start}) < 2 THEN ''::tsquery ELSE to_tsquery('simple', {start} || ':*') END"
        )
    } else {
        String::new()
    };
    format!(
        "CASE WHEN numnode(plainto_tsquery('english', {word})) = 0 THEN ''::tsquery
              ELSE plainto_tsquery('english', {word}) || plainto_tsquery('simple', {word}){beginning} END"
    )
}
