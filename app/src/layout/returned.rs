//! A form that was posted without script and came back: what was wrong with it and what was typed.

use domain::checkout::{CheckoutForm, FieldError};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The path of the page it came back to.
    pub page: String,
    pub error: AppError,
    /// What was typed, by the names of the fields. Never a password.
    pub typed: Vec<(String, String)>,
}

impl Returned {
    pub fn typed(&self, name: &str) -> String {
        let found = self.typed.iter().find(|(field, _)| field == name);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// An address as it was typed.
    pub fn form(&self) -> CheckoutForm {
        CheckoutForm {
            name: self.typed("name"),
            line1: self.typed("line1"),
            line2: self.typed("line2"),
            postcode: self.typed("postcode"),
            city: self.typed("city"),
            country: self.typed("country"),
            phone: self.typed("phone"),
            ..CheckoutForm::default()
        }
    }

    /// The mistakes that belong to fields.
    pub fn mistakes(&self) -> Vec<FieldError> {
        match &self.error {
            AppError::Invalid(errors) => errors.clone(),
            _ => Vec::new(),
        }
    }

    /// As a cookie's value: hexadecimal, because people type anything.
    pub fn encode(&self) -> String {
        let json = serde_json::to_vec(self).unwrap_or_default();
        json.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn decode(text: &str) -> Option<Self> {
        let bytes: Option<Vec<u8>> = text
            .as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
        serde_json::from_slice(&bytes?).ok()
    }
}

#[cfg(test)]
mod tests {
    use domain::checkout::{Field, FieldProblem};

    use super::*;

    #[test]
    fn ada_finds_what_she_typed_and_what_was_wrong_with_it() {
        let mistake = FieldError {
            field: Field::Email,
            problem: FieldProblem::Malformed,
        };
        let returned = Returned {
            page: "/sign-up".to_owned(),
            error: AppError::Invalid(vec![mistake]),
            typed: vec![("name".to_owned(), "Ada; Gräfin ✓".to_owned())],
        };
        let back = Returned::decode(&returned.encode()).expect("what was written can be read");
        assert_eq!(back.typed("name"), "Ada; Gräfin ✓");
        assert_eq!(back.mistakes(), [mistake]);
        assert_eq!(Returned::decode("7b7"), None);
        assert_eq!(Returned::decode("añ"), None);
    }
}
