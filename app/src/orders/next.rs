//! What happens next, and what the shopper can do about it.

use domain::order::{OrderPage, OrderStatus};
use leptos::prelude::*;

#[component]
pub(super) fn Next(order: OrderPage) -> impl IntoView {
    let steps = steps(&order);
    (!steps.is_empty()).then(|| {
        let steps = steps
            .into_iter()
            .map(|step| view! { <li>{step}</li> })
            .collect_view();
        view! {
            <section class="section">
                <header class="section-head"><h2 class="section-title">"What happens next"</h2></header>
                <ol class="next">{steps}</ol>
            </section>
        }
    })
}

fn steps(order: &OrderPage) -> Vec<String> {
    let email = &order.email;
    let (first, last) = order.delivery;
    let days = if first == last {
        format!("on {}", last.short())
    } else {
        format!("between {} and {}", first.short(), last.short())
    };
    match &order.status {
        OrderStatus::Confirming | OrderStatus::WaitingForGateway => vec![
            "The payment is confirmed by itself; you don’t have to stay on this page.".to_owned(),
            format!("We write to {email} as soon as it is paid."),
        ],
        OrderStatus::NeedsAuthentication { .. } => vec![
            "You confirm the payment with your bank.".to_owned(),
            format!("We write to {email} as soon as it is paid, and pack your goods."),
        ],
        OrderStatus::Declined { .. } => vec![
            "You pay again, with this card or another one.".to_owned(),
            "The goods are held for you from that moment.".to_owned(),
        ],
        OrderStatus::Paid => vec![
            format!("The confirmation and the way back here are in your mail to {email}."),
            "We pack your goods and write again when they leave.".to_owned(),
            format!("They are with you {days}."),
        ],
        OrderStatus::Shipped => vec![format!("The parcel is with you {days}.")],
        OrderStatus::Refunding => vec![
            "Your bank takes the money in; that may need a few days.".to_owned(),
            format!("We write to {email} when it has left us."),
        ],
        OrderStatus::Refunded | OrderStatus::Cancelled => Vec::new(),
    }
}
