//! Sentences for what went wrong. The rules speak in codes; here is the one place that words them.

use domain::{
    Refusal,
    account::PasswordProblem,
    cart::Cart,
    checkout::{Field, FieldError, FieldProblem},
    pricing::CouponProblem,
};

use crate::error::AppError;

/// What a page says that could not be shown.
pub struct Problem {
    pub code: &'static str,
    pub title: &'static str,
    pub text: String,
}

pub fn of_page(error: &AppError) -> Problem {
    let (code, title) = match error {
        AppError::NotFound => ("404", "Nothing stands between these columns"),
        AppError::Gone => ("410", "This is no longer made"),
        AppError::TooManyAttempts { .. } => ("429", "Too many attempts"),
        AppError::Unavailable => ("503", "The shop is catching its breath"),
        AppError::Network => ("Offline", "The shop can’t be reached"),
        AppError::Invalid(_) => ("422", "Something in this request is wrong"),
        AppError::Refused(_) => ("409", "That can’t be done"),
        AppError::Internal { .. } => ("500", "Something broke on our side"),
    };
    Problem {
        code,
        title,
        text: sentence(error),
    }
}

/// One sentence or two, for a notice or a toast.
pub fn sentence(error: &AppError) -> String {
    match error {
        AppError::NotFound => "The page has moved or never was.".to_owned(),
        AppError::Gone => "It was here and will not come back.".to_owned(),
        AppError::Invalid(errors) if errors.is_empty() => {
            "We did not understand that. Load the page again and try once more.".to_owned()
        }
        AppError::Invalid(errors) => errors.iter().map(field).collect::<Vec<_>>().join(" "),
        AppError::Refused(refusal) => refused(refusal),
        AppError::TooManyAttempts { seconds } => {
            let minutes = seconds.div_ceil(60);
            let unit = if minutes == 1 { "minute" } else { "minutes" };
            format!("Please wait {minutes} {unit}, then try again.")
        }
        AppError::Unavailable => {
            "We can’t answer right now. Your cart is safe. Try again in a minute.".to_owned()
        }
        AppError::Internal { id } if id.is_empty() => {
            "It is noted and we are looking at it. Your cart is safe. Try again in a minute."
                .to_owned()
        }
        AppError::Internal { id } => format!(
            "It is noted and we are looking at it. Your cart is safe. Try again in a minute, or \
             tell us this number: {id}."
        ),
        AppError::Network => {
            "The shop did not answer. Check your connection and try again.".to_owned()
        }
    }
}

fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotEnoughStock {
            title,
            available: 0,
        } => {
            format!("{title} is sold out. Your cart is as it was.")
        }
        Refusal::NotEnoughStock { title, available } => {
            format!("There are only {available} of {title} left, counting those in your cart.")
        }
        Refusal::CartEmpty => "Your cart is empty.".to_owned(),
        Refusal::CartFull => {
            format!(
                "A cart holds {} different things. Yours is full.",
                Cart::MAX_LINES
            )
        }
        Refusal::CartChanged => {
            "Your cart changed since you looked at it. Please check it again.".to_owned()
        }
        Refusal::TotalChanged { was, now } => format!(
            "The total is {now} now, not {was}: delivery, tax or a promotion changed. Look it over and pay \
             again if it is fine with you."
        ),
        Refusal::Coupon(problem) => coupon(*problem),
        Refusal::NotForSale => "This can’t be bought any more.".to_owned(),
        Refusal::WrongCredentials => {
            "This e-mail and password don’t belong together. Check both and try again.".to_owned()
        }
        Refusal::EmailTaken => {
            "There is an account with this e-mail already. Sign in instead.".to_owned()
        }
        Refusal::OrderClosed => "This order can’t be changed any more.".to_owned(),
        Refusal::PaymentUnderWay => {
            "A payment for this order is under way. Wait a moment for its outcome.".to_owned()
        }
        Refusal::TooManyPayments => {
            "This order has been tried too often. Please place a new one.".to_owned()
        }
        Refusal::IdempotencyKeyReused => {
            "This was already sent with other details. Load the page again.".to_owned()
        }
        Refusal::RequestInFlight => "We are already working on it. One moment.".to_owned(),
    }
}

/// Why a coupon saves nothing, and what can be done about it.
pub fn coupon(problem: CouponProblem) -> String {
    match problem {
        CouponProblem::Unknown => "We don’t know this coupon. Check how it is spelt.".to_owned(),
        CouponProblem::NotYet => "This coupon is not valid yet.".to_owned(),
        CouponProblem::Expired => "This coupon has expired.".to_owned(),
        CouponProblem::UsedUp => "This coupon has been used up.".to_owned(),
        CouponProblem::UsedBefore => {
            "You have used this coupon as often as it can be used.".to_owned()
        }
        CouponProblem::BelowMinimum { missing } => {
            format!("Another {missing} of goods and this coupon counts.")
        }
        CouponProblem::NothingFits => "Nothing in your cart is what this coupon is for.".to_owned(),
        CouponProblem::Outdone => {
            "You already save more without this coupon; the two don’t go together.".to_owned()
        }
    }
}

/// The sentence beside a field, and the same in the summary above the form.
pub fn field(error: &FieldError) -> String {
    use FieldProblem::{Malformed, Missing, TooCommon, TooLong, TooShort, Unsupported};

    let name = field_name(error.field);
    match (error.field, error.problem) {
        (Field::Country, Missing | Malformed) => "Choose a country from the list.".to_owned(),
        (Field::Country, Unsupported) => "We don’t deliver to this country yet.".to_owned(),
        (Field::Shipping, _) => "Choose how it should be delivered.".to_owned(),
        (Field::Card, _) => "Enter your card to pay.".to_owned(),
        (Field::Email, Malformed) => "Enter an e-mail address like ada@example.com.".to_owned(),
        (Field::OrderNumber, Malformed) => "An order number looks like 7K4M-92QX.".to_owned(),
        (Field::Password, TooShort) => {
            format!(
                "Use at least {} characters for your password.",
                PasswordProblem::MIN
            )
        }
        (Field::Password, TooLong) => {
            format!(
                "Use at most {} characters for your password.",
                PasswordProblem::MAX
            )
        }
        (Field::Password, TooCommon) => {
            "This password is among the first anyone would try. Choose another.".to_owned()
        }
        (_, Missing) => format!("Enter your {name}."),
        (_, TooLong) => format!("Shorten your {name} to 120 characters."),
        (_, TooShort | Malformed | Unsupported | TooCommon) => format!("Check your {name}."),
    }
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Email => "e-mail address",
        Field::Name => "name",
        Field::Line1 => "street and number",
        Field::Line2 => "second address line",
        Field::Postcode => "postcode",
        Field::City => "city",
        Field::Country => "country",
        Field::Phone => "phone number",
        Field::Shipping => "delivery",
        Field::Card => "card",
        Field::Password => "password",
        Field::OrderNumber => "order number",
        Field::Tracking => "tracking address",
    }
}
