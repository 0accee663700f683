//! How far along an order is, step by step, with the time of each.

use domain::{
    Timestamp,
    order::{OrderPage, OrderState, OrderStatus},
};
use leptos::prelude::*;

struct Step {
    name: &'static str,
    /// `done`, `current`, `failed` or `next`.
    state: &'static str,
    /// When it happened.
    at: Option<Timestamp>,
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
                    <span class="timeline-detail">
                        {step.at.map(|at| view! {
                            <time datetime=at.to_string()>{moment(at)}</time>
                        })}
                        " "
                        {step.detail}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline" aria-label="Progress of the order">{steps}</ol> }
}

impl Step {
    fn new(name: &'static str, state: &'static str) -> Self {
        Self {
            name,
            state,
            at: None,
            detail: String::new(),
        }
    }

    fn at(self, at: Option<Timestamp>) -> Self {
        Self { at, ..self }
    }

    fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: detail.into(),
            ..self
        }
    }
}

fn steps(order: &OrderPage) -> Vec<Step> {
    let at = |state| {
        let event = order
            .history
            .iter()
            .rev()
            .find(|event| event.state == state);
        event.map(|event| event.at)
    };
    let placed = || Step::new("Placed", "done").at(Some(order.placed_at));
    let paid = Step::new("Payment", "done").at(at(OrderState::Paid));
    let shipped = at(OrderState::Fulfilled);
    let left = shipped.map(|at| Step::new("Shipped", "done").at(Some(at)));
    let (first, last) = order.delivery;
    let days = if first == last {
        last.short()
    } else {
        format!("{} to {}", first.short(), last.short())
    };
    let delivered = Step::new("With you", "next").detail(days);
    let ahead = |payment: Step| {
        let packed = Step::new("Packed", "next");
        vec![placed(), payment, packed, Step::new("Shipped", "next")]
    };
    let mut steps = match &order.status {
        OrderStatus::Cancelled => {
            let called_off = Step::new("Cancelled", "failed").at(at(OrderState::Cancelled));
            return vec![placed(), called_off];
        }
        OrderStatus::Refunding => {
            let back = Step::new("Refund", "current").detail("Going back to you");
            let back = back.at(at(OrderState::RefundPending));
            return [Some(placed()), Some(paid), left, Some(back)]
                .into_iter()
                .flatten()
                .collect();
        }
        OrderStatus::Refunded => {
            let back = Step::new("Refunded", "done").at(at(OrderState::Refunded));
            return [Some(placed()), Some(paid), left, Some(back)]
                .into_iter()
                .flatten()
                .collect();
        }
        OrderStatus::Paid => {
            let packed = Step::new("Packed", "current").detail("Being packed");
            vec![placed(), paid, packed, Step::new("Shipped", "next")]
        }
        OrderStatus::Shipped => {
            let packed = Step::new("Packed", "done");
            let left = Step::new("Shipped", "done").at(shipped);
            vec![placed(), paid, packed, left]
        }
        OrderStatus::Confirming => ahead(Step::new("Payment", "current").detail("With the bank")),
        OrderStatus::WaitingForGateway => {
            ahead(Step::new("Payment", "current").detail("Trying again"))
        }
        OrderStatus::NeedsAuthentication { .. } => {
            ahead(Step::new("Payment", "current").detail("Waiting for you"))
        }
        OrderStatus::Declined { .. } => {
            let declined = Step::new("Payment", "failed").at(at(OrderState::PaymentFailed));
            ahead(declined.detail("Not paid"))
        }
    };
    steps.push(delivered);
    steps
}

/// `Sun 22 Nov, 13:45`, in the shop's own time.
fn moment(at: Timestamp) -> String {
    format!("{}, {} UTC", at.date().short(), at.clock_time())
}
