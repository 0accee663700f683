//! What a sale is in the books.

use crate::{Money, MoneyError, order::OrderTotals};

use super::Taxation;

/// The amounts that a sale is posted with: positive ones are debits. They add up to zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalePostings {
    /// What the customer owes: the order's total, and so the charge.
    pub receivable: Money,
    /// What promotions took off, as the shopper saw it.
    pub discounts: Money,
    /// The goods at their prices, without the tax in them.
    pub sales: Money,
    /// The delivery, without the tax in it.
    pub shipping_income: Money,
    pub tax_payable: Money,
}

impl SalePostings {
    pub fn of(totals: OrderTotals) -> Result<Self, MoneyError> {
        let none = Money::zero(totals.total.currency);
        let (tax_in_goods, tax_in_shipping) = match totals.taxation {
            Taxation::Included => (
                totals.tax.checked_sub(totals.shipping_tax)?,
                totals.shipping_tax,
            ),
            Taxation::Added => (none, none),
        };
        Ok(Self {
            receivable: totals.total,
            discounts: totals.discount,
            sales: tax_in_goods.checked_sub(totals.subtotal)?,
            shipping_income: tax_in_shipping.checked_sub(totals.shipping)?,
            tax_payable: none.checked_sub(totals.tax)?,
        })
    }
}
