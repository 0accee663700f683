//! From a cart to an order: who, where to, how, and what is wrong with the form.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Email, Money, cart::Cart, pricing::CartCoupon};

/// The form as it was typed. Every field is text, so that a mistake can be shown again as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckoutForm {
    pub email: String,
    pub name: String,
    pub line1: String,
    pub line2: String,
    pub postcode: String,
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub phone: String,
    /// `standard` or `express`.
    pub shipping: String,
}

/// The form, understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutDetails {
    pub email: Email,
    pub address: PostalAddress,
    pub shipping: ShippingMethod,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalAddress {
    pub name: String,
    pub line1: String,
    pub line2: Option<String>,
    pub postcode: String,
    pub city: String,
    pub country: CountryCode,
    pub phone: Option<String>,
}

/// ISO 3166-1 alpha-2, upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    pub code: CountryCode,
    pub name: String,
}

/// Everything the checkout page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutPage {
    pub cart: Cart,
    /// What the shopper gave before, or what their account knows.
    pub form: CheckoutForm,
    pub countries: Vec<Country>,
    /// The ways of delivery to the form's country, each with the bill that comes with it.
    pub shipping: Vec<ShippingOption>,
    /// The total for the form's shipping method.
    pub total: Money,
    pub card: CardEntry,
}

/// What of the checkout page depends on the form: where it goes, and who buys.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CheckoutOffer {
    pub shipping: Vec<ShippingOption>,
    pub coupon: Option<CartCoupon>,
}

/// Where card fields live: always on the payment gateway's own origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardEntry {
    /// The document for an embedded frame.
    pub frame_url: String,
    /// The gateway's own page, for visitors without JavaScript. The shop appends where to return to.
    pub hosted_url: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Email,
    Name,
    Line1,
    Line2,
    Postcode,
    City,
    Country,
    Phone,
    Shipping,
    Card,
    Password,
    OrderNumber,
    /// Where a parcel can be followed.
    Tracking,
}

/// One mistake and where it was made. The sentence belongs to the page, not to the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[error("{field:?}: {problem:?}")]
pub struct FieldError {
    pub field: Field,
    pub problem: FieldProblem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldProblem {
    Missing,
    TooShort,
    TooLong,
    Malformed,
    /// The shop does not deliver there.
    Unsupported,
    /// A password that is among the first anyone would try.
    TooCommon,
}

/// No line of an address label is longer.
const TEXT_MAX: usize = 120;

impl CheckoutForm {
    /// Reads the whole form and reports every mistake at once.
    pub fn parse(&self) -> Result<CheckoutDetails, Vec<FieldError>> {
        let mut errors = Vec::new();
        let email = keep(
            &mut errors,
            required(Field::Email, &self.email).and_then(|text| {
                text.parse::<Email>().map_err(|_| FieldError {
                    field: Field::Email,
                    problem: FieldProblem::Malformed,
                })
            }),
        );
        let address = self.parse_address(&mut errors);
        let shipping = keep(&mut errors, ShippingMethod::parse(&self.shipping));
        match (email, address, shipping) {
            (Some(email), Some(address), Some(shipping)) if errors.is_empty() => {
                Ok(CheckoutDetails {
                    email,
                    address,
                    shipping,
                })
            }
            _ => Err(errors),
        }
    }

    /// The address alone, as the address book uses it.
    pub fn parse_address(&self, errors: &mut Vec<FieldError>) -> Option<PostalAddress> {
        let name = keep(errors, required(Field::Name, &self.name));
        let line1 = keep(errors, required(Field::Line1, &self.line1));
        let line2 = keep(errors, optional(Field::Line2, &self.line2));
        let postcode = keep(errors, required(Field::Postcode, &self.postcode));
        let city = keep(errors, required(Field::City, &self.city));
        let country = keep(
            errors,
            required(Field::Country, &self.country).and_then(|code| {
                code.parse().map_err(|_| FieldError {
                    field: Field::Country,
                    problem: FieldProblem::Malformed,
                })
            }),
        );
        let phone = keep(errors, optional(Field::Phone, &self.phone));
        Some(PostalAddress {
            name: name?,
            line1: line1?,
            line2: line2?,
            postcode: postcode?.to_uppercase(),
            city: city?,
            country: country?,
            phone: phone?,
        })
    }
}

impl From<&CheckoutDetails> for CheckoutForm {
    fn from(details: &CheckoutDetails) -> Self {
        let address = details.address.clone();
        Self {
            email: details.email.to_string(),
            name: address.name,
            line1: address.line1,
            line2: address.line2.unwrap_or_default(),
            postcode: address.postcode,
            city: address.city,
            country: address.country.to_string(),
            phone: address.phone.unwrap_or_default(),
            shipping: details.shipping.name().to_owned(),
        }
    }
}

fn keep<T>(errors: &mut Vec<FieldError>, result: Result<T, FieldError>) -> Option<T> {
    result.map_err(|error| errors.push(error)).ok()
}

fn required(field: Field, text: &str) -> Result<String, FieldError> {
    optional(field, text)?.ok_or(FieldError {
        field,
        problem: FieldProblem::Missing,
    })
}

fn optional(field: Field, text: &str) -> Result<Option<String>, FieldError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if TEXT_MAX < text.chars().count() {
        return Err(FieldError {
            field,
            problem: FieldProblem::TooLong,
        });
    }
    if text.chars().any(char::is_control) {
        return Err(FieldError {
            field,
            problem: FieldProblem::Malformed,
        });
    }
    Ok((!text.is_empty()).then_some(text))
}

mod country;
mod promise;
mod shipping;
mod typed;

pub use promise::DeliveryPromise;
pub use shipping::{ShippingMethod, ShippingOption};

#[cfg(test)]
mod tests {
    use super::*;

    fn ada() -> CheckoutForm {
        CheckoutForm {
            email: "ada@example.com".into(),
            name: "Ada Lovelace".into(),
            line1: "12 St James's Square".into(),
            postcode: "sw1y 4jh".into(),
            city: "London".into(),
            country: "gb".into(),
            ..CheckoutForm::default()
        }
    }

    #[test]
    fn a_filled_form_is_understood_and_written_back_the_same() {
        let details = ada().parse().expect("Ada's form is fine");
        assert_eq!(details.address.postcode, "SW1Y 4JH");
        assert_eq!(details.shipping, ShippingMethod::Standard);
        assert_eq!(CheckoutForm::from(&details).parse(), Ok(details));
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let form = CheckoutForm {
            email: "ada".into(),
            line1: "x".repeat(121),
            country: "Britain".into(),
            ..ada()
        };
        let errors = form.parse().expect_err("three mistakes");
        let found: Vec<_> = errors
            .iter()
            .map(|error| (error.field, error.problem))
            .collect();
        assert_eq!(
            found,
            [
                (Field::Email, FieldProblem::Malformed),
                (Field::Line1, FieldProblem::TooLong),
                (Field::Country, FieldProblem::Malformed),
            ]
        );
    }
}
