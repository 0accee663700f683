//! The bill for a paid order: its number, and who sells.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Timestamp, order::OrderPage};

/// 1, 2, 3 … without a gap, in the order in which orders were paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InvoiceNumber(u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("invoices are numbered from 1 on")]
pub struct InvoiceNumberError;

/// Whose shop it is, as the law wants it on an invoice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    pub name: String,
    /// The lines of its address.
    pub address: Vec<String>,
    /// As it is to be printed: `VAT ID DE123456789`.
    pub tax_id: Option<String>,
}

/// An invoice as its page prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicePage {
    pub number: InvoiceNumber,
    pub issued_at: Timestamp,
    pub seller: Seller,
    pub order: OrderPage,
}

impl TryFrom<i64> for InvoiceNumber {
    type Error = InvoiceNumberError;

    fn try_from(number: i64) -> Result<Self, Self::Error> {
        match u64::try_from(number) {
            Ok(number) if number != 0 => Ok(Self(number)),
            _ => Err(InvoiceNumberError),
        }
    }
}

/// `000042`: sorted as text, they are sorted.
impl fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invoice_number_can_be_read_out_and_sorted() {
        let number = |number: i64| InvoiceNumber::try_from(number);
        let text = |number: i64| InvoiceNumber::try_from(number).unwrap().to_string();
        assert_eq!(text(42), "000042");
        assert!(text(42) < text(100));
        assert_eq!(number(0), Err(InvoiceNumberError));
    }
}
