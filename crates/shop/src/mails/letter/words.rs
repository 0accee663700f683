//! What each mail says.

use domain::{mail::Mail, payment::DeclineReason};
use store::orders::StoredOrder;

pub(super) struct Words {
    pub(super) subject: String,
    pub(super) title: String,
    pub(super) paragraphs: Vec<String>,
    /// What to press, and where it leads.
    pub(super) action: Option<(String, String)>,
}

pub(super) fn of(mail: &Mail, order: &StoredOrder, order_url: &str) -> Words {
    let number = &order.number;
    let total = order.totals.total;
    let see_order = || Some(("See your order".to_owned(), order_url.to_owned()));
    match mail {
        Mail::Confirmation => Words {
            subject: format!("Order {number} is confirmed"),
            title: "Thank you for your order".to_owned(),
            paragraphs: vec![
                if total.is_zero() {
                    "There is nothing to pay. We pack your goods next.".to_owned()
                } else {
                    format!("We received your payment of {total}. We pack your goods next.")
                },
                format!("They are with you {}. We write again when they leave.", delivery(order)),
            ],
            action: see_order(),
        },
        Mail::PaymentFailed { reason } => Words {
            subject: format!("The payment for order {number} did not go through"),
            title: "The payment did not go through".to_owned(),
            paragraphs: vec![
                format!("{} No money was taken.", why(*reason)),
                "Your order is kept. You can pay it with this card or another one; the goods are held \
                 for you again from that moment."
                    .to_owned(),
            ],
            action: Some(("Pay again".to_owned(), order_url.to_owned())),
        },
        Mail::Refund { amount, .. } => Words {
            subject: format!("{amount} for order {number} is on its way back"),
            title: format!("You get {amount} back"),
            paragraphs: vec![format!(
                "We have sent {amount} back to the card that you paid with. Your bank may need a few \
                 days to show it."
            )],
            action: see_order(),
        },
        Mail::Shipped { tracking } => Words {
            subject: format!("Order {number} is on its way"),
            title: "Your parcel has left".to_owned(),
            paragraphs: vec![format!("It is with you {}.", delivery(order))],
            action: match tracking {
                Some(url) => Some(("Follow the parcel".to_owned(), url.clone())),
                None => see_order(),
            },
        },
    }
}

fn delivery(order: &StoredOrder) -> String {
    let (first, last) = order.delivery;
    if first == last {
        format!("on {}", last.short())
    } else {
        format!("between {} and {}", first.short(), last.short())
    }
}

fn why(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::CardDeclined => "The bank declined the card.",
        DeclineReason::InsufficientFunds => "There is not enough money on the card.",
        DeclineReason::ExpiredCard => "The card has expired.",
        DeclineReason::IncorrectSecurityCode => "The card’s security code was not right.",
        DeclineReason::ProcessingError => "Something failed at the bank.",
        DeclineReason::AuthenticationFailed => "Your bank could not confirm that it was you.",
        DeclineReason::Expired => "The time to pay ran out.",
        DeclineReason::Other => "The bank did not say why.",
    }
}
