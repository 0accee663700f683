//! Passwords that anyone would try first.
//!
//! With at least twelve characters most of the usual lists fall away; what is left are repetitions,
//! runs along the keyboard and a handful of well-known sentences.

const KNOWN: [&str; 16] = [
    "passwordpassword",
    "password1234",
    "password12345",
    "password123456",
    "letmeinletmein",
    "iloveyouiloveyou",
    "qwertyuiopasdf",
    "administrator",
    "adminadminadmin",
    "welcomewelcome",
    "changemechangeme",
    "trustno1trustno1",
    "mypassword123",
    "correcthorsebatterystaple",
    "whateverwhatever",
    "superman12345",
];

const RUNS: [&str; 4] = [
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn",
];

/// Compared without case and blanks.
pub(super) fn is_common(password: &str) -> bool {
    let plain: String = password
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let reversed: String = plain.chars().rev().collect();
    let along = |run: &&str| run.contains(&plain) || run.contains(&reversed);
    KNOWN.contains(&plain.as_str()) || RUNS.iter().any(along) || distinct(&plain) < 5
}

fn distinct(text: &str) -> usize {
    text.chars()
        .collect::<std::collections::BTreeSet<_>>()
        .len()
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn what_anyone_would_try_is_common_and_what_ada_thinks_up_is_not() {
        for common in [
            "Password 1234",
            "aaaaaaaaaaaa",
            "123456789012",
            "abcabcabcabc",
            "zyxwvutsrqponm",
        ] {
            assert!(is_common(common), "{common}");
        }
        assert!(!is_common("correct horse battery"));
        assert!(!is_common("staple battery horse"));
    }
}
