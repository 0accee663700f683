//! How far along an order is, step by step.

use domain::{
    Timestamp,
    order::{OrderPage, OrderState, OrderStatus},
    refund::OrderRefund,
};
use leptos::prelude::*;

struct Step {
    name: &'static str,
    /// `done`, `current`, `failed` or `next`.
    state: &'static str,
    detail: String,
}

#[component]
pub(super) fn Timeline(order: OrderPage) -> impl IntoView {
    let steps = steps(&order)
        .into_iter()
        .map(|step| {
            let is_here = matches!(step.state, "current" | "failed");
            view! {
                <li
                    class="timeline-step"
                    data-state=step.state
                    aria-current=is_here.then_some("step")
                >
                    <span class="timeline-name">{step.name}</span>
                    <span class="timeline-detail">{step.detail}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="timeline" aria-label="Progress of the order">{steps}</ol>
        {(!order.refunds.is_empty()).then(|| view! { <Refunds refunds=order.refunds.clone()/> })}
    }
}

/// What went back, and what is on its way: a part of the money is no step of the order.
#[component]
fn Refunds(refunds: Vec<OrderRefund>) -> impl IntoView {
    let refunds = refunds
        .into_iter()
        .map(|refund| {
            let text = match refund.returned_at {
                Some(at) => format!("{} went back to your card, {}", refund.amount, moment(at)),
                None => format!("{} is on its way back to your card", refund.amount),
            };
            view! { <li>{text}</li> }
        })
        .collect_view();
    view! { <ul class="timeline-refunds" aria-label="Refunds">{refunds}</ul> }
}

fn steps(order: &OrderPage) -> [Step; 4] {
    let at = |state| {
        let event = order
            .history
            .iter()
            .rev()
            .find(|event| event.state == state);
        event.map(|event| moment(event.at))
    };
    let (state, detail) = payment(&order.status);
    let is_paid = state == "done";
    let is_shipped = at(OrderState::Fulfilled).is_some();
    let detail = at(OrderState::Paid)
        .filter(|_| is_paid)
        .unwrap_or_else(|| detail.to_owned());
    let (_, latest) = order.delivery;
    let is_over = matches!(
        order.status,
        OrderStatus::Refunding
            | OrderStatus::Refunded
            | OrderStatus::GivingBack
            | OrderStatus::GivenBack
            | OrderStatus::Cancelled
    );
    let packed = match (is_paid, is_shipped) {
        (_, true) => "done",
        (true, false) if !is_over => "current",
        _ => "next",
    };
    let shipped = if is_shipped { "done" } else { "next" };
    [
        Step {
            name: "Placed",
            state: "done",
            detail: moment(order.placed_at),
        },
        Step {
            name: "Payment",
            state,
            detail,
        },
        Step {
            name: "Packed",
            state: packed,
            detail: String::new(),
        },
        Step {
            name: "Shipped",
            state: shipped,
            detail: match at(OrderState::Fulfilled) {
                Some(moment) => moment,
                None if is_over => String::new(),
                None => format!("With you by {}", latest.short()),
            },
        },
    ]
}

fn payment(status: &OrderStatus) -> (&'static str, &'static str) {
    match status {
        OrderStatus::Confirming => ("current", "With the bank"),
        OrderStatus::WaitingForGateway => ("current", "Trying again"),
        OrderStatus::NeedsAuthentication { .. } => ("current", "Waiting for you"),
        OrderStatus::Reserved => ("done", "Reserved on your card"),
        OrderStatus::Declined { .. } => ("failed", "Not paid"),
        OrderStatus::Cancelled => ("failed", "Cancelled"),
        OrderStatus::GivingBack => ("failed", "Going back to you"),
        OrderStatus::GivenBack => ("failed", "Given back"),
        OrderStatus::Refunding => ("done", "Going back to you"),
        OrderStatus::Refunded => ("done", "Refunded"),
        OrderStatus::Paid | OrderStatus::Shipped => ("done", "Paid"),
    }
}

/// `Sun 22 Nov, 13:45`, in the shop's own time.
fn moment(at: Timestamp) -> String {
    format!("{}, {} UTC", at.date().short(), at.clock_time())
}
