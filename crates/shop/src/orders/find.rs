//! The way back to an order without its address: its number and the e-mail that it was placed with.

use domain::{
    Email,
    checkout::{Field, FieldError, FieldProblem},
    order::{OrderKey, OrderNumber},
};

use crate::{Shop, ShopError, attempts::Attempt};

/// A number that no order has, one that somebody else's order has, and a wrong e-mail get the same answer.
pub(super) async fn find(
    shop: &Shop,
    number: &str,
    email: &str,
    address: &str,
) -> Result<OrderKey, ShopError> {
    let (number, email) = read(number, email)?;
    let attempt = Attempt::to_find_order(&shop.parts, number.as_str(), address);
    attempt.allow().await?;
    let db = shop.parts.database.reader();
    let found = store::orders::find_by_number(db, &number).await?;
    match found.filter(|order| order.details.email == email) {
        Some(order) => {
            attempt.forget().await?;
            Ok(order.key)
        }
        None => {
            attempt.failed().await?;
            Err(ShopError::NotFound)
        }
    }
}

/// Every mistake at once. How a number is written is no secret.
fn read(number: &str, email: &str) -> Result<(OrderNumber, Email), ShopError> {
    let problem = |text: &str| {
        if text.trim().is_empty() {
            FieldProblem::Missing
        } else {
            FieldProblem::Malformed
        }
    };
    let mistake = |field, text| FieldError {
        field,
        problem: problem(text),
    };
    match (number.parse(), email.parse()) {
        (Ok(number), Ok(email)) => Ok((number, email)),
        (wrong_number, wrong_email) => {
            let of_number = wrong_number
                .err()
                .map(|_| mistake(Field::OrderNumber, number));
            let of_email = wrong_email.err().map(|_| mistake(Field::Email, email));
            let mistakes = of_number.into_iter().chain(of_email).collect();
            Err(ShopError::Invalid(mistakes))
        }
    }
}
