//! Short texts that are parsed once, at the edge, and trusted afterwards.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The part of an address that names a product or a category: `enamel-mug`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// An e-mail address in the form we compare by: trimmed, lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TextError {
    #[error("a slug has 1 to 200 characters of a-z, 0-9 and single hyphens")]
    Slug,
    #[error("a country is written as its two letters, like DE")]
    Country,
    #[error("a colour is written #rrggbb")]
    Colour,
    #[error("an e-mail address has a name, an @ and a domain, like ada@example.com")]
    Email,
    #[error("a coupon's code has 3 to 40 letters, digits and hyphens")]
    CouponCode,
}

const SLUG_MAX: usize = 200;
/// RFC 5321's limit for a forward path.
const EMAIL_MAX: usize = 254;

impl Slug {
    /// Makes a slug from any title; letters outside ASCII are folded where we know how.
    pub fn from_title(title: &str) -> Result<Self, TextError> {
        let mut slug = String::with_capacity(title.len());
        for letter in title.chars().flat_map(char::to_lowercase) {
            match letter {
                'a'..='z' | '0'..='9' => slug.push(letter),
                'ä' | 'à' | 'á' | 'â' | 'å' | 'ã' => slug.push('a'),
                'ö' | 'ò' | 'ó' | 'ô' | 'ø' | 'õ' => slug.push('o'),
                'ü' | 'ù' | 'ú' | 'û' => slug.push('u'),
                'è' | 'é' | 'ê' | 'ë' => slug.push('e'),
                'ì' | 'í' | 'î' | 'ï' => slug.push('i'),
                'ç' => slug.push('c'),
                'ñ' => slug.push('n'),
                'ß' => slug.push_str("ss"),
                '\'' | '’' => {}
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
        }
        slug.truncate(SLUG_MAX);
        slug.trim_end_matches('-').parse()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let hyphens_fit = !text.starts_with('-') && !text.ends_with('-') && !text.contains("--");
        if text.is_empty() || SLUG_MAX < text.len() || !text.bytes().all(allowed) || !hyphens_fit {
            return Err(TextError::Slug);
        }
        Ok(Self(text.to_owned()))
    }
}

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Who it is, for counting: `ada+spring@example.com` is Ada once more.
    pub fn person(&self) -> String {
        let (name, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let person = name.split('+').next().filter(|person| !person.is_empty());
        format!("{}@{domain}", person.unwrap_or(name))
    }
}

impl FromStr for Email {
    type Err = TextError;

    /// Deliberately lenient: a mail that arrives is the only real check.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_lowercase();
        let (name, domain) = text.rsplit_once('@').ok_or(TextError::Email)?;
        let domain_fits = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
        let clean = !text.chars().any(|letter| {
            letter.is_whitespace() || letter.is_control() || ",;<>\"".contains(letter)
        });
        if name.is_empty() || !domain_fits || !clean || EMAIL_MAX < text.len() || name.contains('@')
        {
            return Err(TextError::Email);
        }
        Ok(Self(text))
    }
}

macro_rules! plain_text {
    ($($name:ident),+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )+};
}

plain_text!(Slug, Email);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_an_address() {
        assert_eq!(
            Slug::from_title("Enamel mug, 350 ml").unwrap().as_str(),
            "enamel-mug-350-ml"
        );
        assert_eq!(
            Slug::from_title("Größe “L” & Café").unwrap().as_str(),
            "grosse-l-cafe"
        );
        assert_eq!(Slug::from_title("♥").unwrap_err(), TextError::Slug);
    }

    #[test]
    fn an_address_that_could_not_be_a_slug_is_refused() {
        for bad in ["", "-a", "a-", "a--b", "A", "a/b", "a b", "ä"] {
            assert!(bad.parse::<Slug>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn what_follows_a_plus_makes_nobody_else() {
        let person = |text: &str| text.parse::<Email>().unwrap().person();
        assert_eq!(person("Ada+spring@example.com"), "ada@example.com");
        assert_eq!(person("+@example.com"), "+@example.com");
    }

    #[test]
    fn an_email_is_compared_without_case_and_blanks() {
        assert_eq!(
            " Ada@Example.COM ".parse::<Email>().unwrap().as_str(),
            "ada@example.com"
        );
        for bad in [
            "ada",
            "ada@",
            "@example.com",
            "ada@example",
            "a b@example.com",
            "ada@@example.com",
            "a@b..c",
        ] {
            assert!(bad.parse::<Email>().is_err(), "{bad:?}");
        }
    }
}
