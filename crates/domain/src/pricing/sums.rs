//! A bill line by line, for whoever prints it: a mail, an invoice.

use super::{Bill, Discount, TaxShare, Taxation};
use crate::{Money, MoneyError};

impl Bill {
    /// What the total is made of, top to bottom. Tax that is in the prices is told after the total.
    pub fn sums(&self) -> Result<Vec<(String, Money)>, MoneyError> {
        let totals = &self.totals;
        let taxes = |words: &str| {
            let named =
                |tax: &TaxShare| (format!("{words}{} {} %", tax.name, tax.rate), tax.amount);
            self.taxes.iter().map(named).collect::<Vec<_>>()
        };
        let mut sums = vec![("Goods".to_owned(), totals.subtotal)];
        for discount in &self.discounts {
            let less = Money::zero(discount.amount.currency).checked_sub(discount.amount)?;
            sums.push((name_of(discount), less));
        }
        sums.push(("Delivery".to_owned(), totals.shipping));
        if totals.taxation == Taxation::Added {
            sums.extend(taxes(""));
        }
        sums.push(("Total".to_owned(), totals.total));
        if totals.taxation == Taxation::Included {
            sums.extend(taxes("Includes "));
        }
        Ok(sums)
    }
}

fn name_of(discount: &Discount) -> String {
    match &discount.code {
        Some(code) => format!("{} ({code})", discount.name),
        None => discount.name.clone(),
    }
}
