//! Where an order stands, in words.

use domain::{
    order::{OrderPage, OrderStatus},
    payment::DeclineReason,
};

/// A status as the page's first lines.
pub struct Words {
    /// `good`, `wait`, `act` or `bad`.
    pub tone: &'static str,
    pub title: &'static str,
    pub text: String,
}

pub fn words(order: &OrderPage) -> Words {
    let (email, total) = (&order.email, order.totals.total);
    let (tone, title, text) = match &order.status {
        OrderStatus::Confirming => (
            "wait",
            "Confirming your payment",
            "This takes a moment. The page changes by itself; you can also close it and come back to \
             this address later."
                .to_owned(),
        ),
        OrderStatus::WaitingForGateway => (
            "wait",
            "The payment is taking longer than usual",
            "The payment provider doesn’t answer at the moment. Your order is safe, we keep trying and \
             you are charged once at most."
                .to_owned(),
        ),
        OrderStatus::NeedsAuthentication { .. } => (
            "act",
            "Your bank wants to make sure it is you",
            "Confirm the payment on your bank’s page, then come back here. We hold the goods until then."
                .to_owned(),
        ),
        OrderStatus::Declined { reason } => ("bad", declined_title(*reason), declined_text(*reason)),
        OrderStatus::Paid => (
            "good",
            "Thank you, it is paid",
            format!("{total} received. We pack it next and write to {email} when it leaves."),
        ),
        OrderStatus::Shipped => {
            ("good", "It is on its way", format!("It has left us. We wrote to {email} about it."))
        }
        OrderStatus::Refunding => {
            ("wait", "Your refund is on its way", format!("{total} goes back to your card."))
        }
        OrderStatus::Refunded => (
            "good",
            "Refunded",
            format!("{total} went back to your card. Your bank may need a few days to show it."),
        ),
        OrderStatus::Cancelled => {
            ("bad", "This order was cancelled", "You were not charged for it.".to_owned())
        }
    };
    Words { tone, title, text }
}

fn declined_title(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::CardDeclined => "The card was declined",
        DeclineReason::InsufficientFunds => "There is not enough money on the card",
        DeclineReason::ExpiredCard => "The card has expired",
        DeclineReason::IncorrectSecurityCode => "The security code is not right",
        DeclineReason::ProcessingError => "The payment could not be processed",
        DeclineReason::AuthenticationFailed => "Your bank could not confirm that it is you",
        DeclineReason::Expired => "The time to pay ran out",
        DeclineReason::Other => "The payment did not go through",
    }
}

fn declined_text(reason: DeclineReason) -> String {
    let advice = match reason {
        DeclineReason::CardDeclined => "The bank said no. Try another card, or ask your bank.",
        DeclineReason::InsufficientFunds => "Try another card, or top this one up first.",
        DeclineReason::ExpiredCard => "Check the date on the card, or try another one.",
        DeclineReason::IncorrectSecurityCode => {
            "Enter the card again and check the security code: three digits on the back, or four on \
             the front of American Express."
        }
        DeclineReason::ProcessingError => "Something failed at the bank. Trying again often helps.",
        DeclineReason::AuthenticationFailed => {
            "Try again and confirm with your bank, or try another card."
        }
        DeclineReason::Expired => {
            "The goods went back on the shelf; try again while there are some."
        }
        DeclineReason::Other => "Try again, or try another card.",
    };
    format!("{advice} No money was taken, and nothing of your order is lost.")
}

/// A word and a tone for a list of orders.
pub fn badge(status: &OrderStatus) -> (&'static str, &'static str) {
    match status {
        OrderStatus::Confirming | OrderStatus::WaitingForGateway => ("Confirming", "info"),
        OrderStatus::NeedsAuthentication { .. } => ("Waiting for you", "warn"),
        OrderStatus::Declined { .. } => ("Declined", "bad"),
        OrderStatus::Paid => ("Paid", "good"),
        OrderStatus::Shipped => ("Shipped", "good"),
        OrderStatus::Refunding => ("Refund under way", "info"),
        OrderStatus::Refunded => ("Refunded", "good"),
        OrderStatus::Cancelled => ("Cancelled", "bad"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_reason_for_a_decline_has_its_own_words() {
        let titles: BTreeSet<_> = DeclineReason::ALL.into_iter().map(declined_title).collect();
        let texts: BTreeSet<_> = DeclineReason::ALL.into_iter().map(declined_text).collect();
        assert_eq!(titles.len(), DeclineReason::ALL.len());
        assert_eq!(texts.len(), DeclineReason::ALL.len());
    }
}
