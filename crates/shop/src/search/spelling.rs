//! Which known word was meant: the one that the fewest slips of the finger lead to.

use domain::search::SearchQuery;

/// Shorter words are like too many others.
const SHORTEST: usize = 3;

/// The words of a query that can be misspelt, in its order.
pub(super) fn words(query: &SearchQuery) -> Vec<String> {
    query
        .as_str()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| SHORTEST <= word.chars().count() && word.chars().all(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect()
}

/// The query with its unknown words corrected; nothing if there is nothing to correct it to.
/// `similar` holds, for each unknown word, the candidates, likeliest first.
pub(super) fn correct(
    query: &SearchQuery,
    similar: &[(String, Vec<String>)],
) -> Option<SearchQuery> {
    let mut text = query.as_str().to_lowercase();
    let mut changed = false;
    for (word, candidates) in similar {
        let meant = candidates
            .iter()
            .map(|candidate| (slips(word, candidate), candidate))
            .filter(|(slips, _)| *slips <= forgiven(word))
            // The first of the best: `min_by_key` keeps the order of the candidates.
            .min_by_key(|(slips, _)| *slips);
        if let Some((_, meant)) = meant {
            text = replace_word(&text, word, meant);
            changed = true;
        }
    }
    changed.then(|| text.parse().ok()).flatten()
}

fn replace_word(text: &str, word: &str, by: &str) -> String {
    text.split_inclusive(|letter: char| !letter.is_alphanumeric())
        .map(|piece| {
            let bare = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            if bare == word {
                piece.replacen(word, by, 1)
            } else {
                piece.to_owned()
            }
        })
        .collect()
}

fn forgiven(word: &str) -> usize {
    if word.chars().count() < 5 { 1 } else { 2 }
}

/// Letters typed too much, too little, wrong, or in the wrong order (optimal string alignment).
fn slips(typed: &str, meant: &str) -> usize {
    let typed: Vec<char> = typed.chars().collect();
    let meant: Vec<char> = meant.chars().collect();
    let mut two_above = Vec::new();
    let mut above: Vec<usize> = (0..=meant.len()).collect();
    for (i, letter) in typed.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in meant.iter().enumerate() {
            let mut least = (above[j] + usize::from(letter != other))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            let swapped = 0 < i && 0 < j && *letter == meant[j - 1] && typed[i - 1] == *other;
            if swapped {
                let before: &Vec<usize> = &two_above;
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        two_above = std::mem::replace(&mut above, row);
    }
    above[meant.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_of_the_finger_counts_once() {
        for typed in ["enmael", "enamell", "enaml", "enamal"] {
            assert_eq!(slips(typed, "enamel"), 1, "{typed}");
        }
        assert_eq!(slips("mgu", "mug"), 1);
        assert_eq!(slips("", "mug"), 3);
        assert_eq!(slips("mug", "mug"), 0);
    }

    #[test]
    fn only_the_word_that_nobody_knows_is_replaced() {
        let similar = [(
            "enmael".to_owned(),
            vec!["enable".to_owned(), "enamel".to_owned()],
        )];
        let query = "Enmael mug, enmaels".parse().unwrap();
        let corrected = correct(&query, &similar).unwrap();
        assert_eq!(corrected.as_str(), "enamel mug, enmaels");
    }

    #[test]
    fn a_word_that_is_like_no_other_is_left_alone() {
        let similar = [("xylophone".to_owned(), vec!["telephone".to_owned()])];
        let query = "xylophone".parse().unwrap();
        assert_eq!(correct(&query, &similar), None);
    }
}
