//! The form from and to what else knows an address.

use super::{CheckoutForm, PostalAddress};

impl From<PostalAddress> for CheckoutForm {
    fn from(address: PostalAddress) -> Self {
        Self {
            name: address.name,
            line1: address.line1,
            line2: address.line2.unwrap_or_default(),
            postcode: address.postcode,
            city: address.city,
            country: address.country.to_string(),
            phone: address.phone.unwrap_or_default(),
            ..Self::default()
        }
    }
}

impl CheckoutForm {
    /// The address in it, by the names that the fields have in a form.
    pub fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("name", &self.name),
            ("line1", &self.line1),
            ("line2", &self.line2),
            ("postcode", &self.postcode),
            ("city", &self.city),
            ("country", &self.country),
            ("phone", &self.phone),
        ]
    }
}
