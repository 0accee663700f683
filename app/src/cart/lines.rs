//! Goods as a list to look over, not to change: at the checkout and on an order.

use domain::{
    Money,
    cart::{CartLine, Quantity},
    catalog::Picture,
    order::OrderLine,
};
use leptos::prelude::*;

use super::line::detail;
use crate::ui::{PictureView, picture::sizes};

#[derive(Clone)]
pub struct CompactLine {
    title: String,
    detail: String,
    picture: Option<Picture>,
    total: Money,
}

impl CompactLine {
    fn new(
        title: String,
        options: &[(String, String)],
        quantity: Quantity,
        picture: Option<Picture>,
        total: Money,
    ) -> Self {
        let pieces = match quantity.get() {
            1 => "1 piece".to_owned(),
            count => format!("{count} pieces"),
        };
        let detail = match detail(options) {
            options if options.is_empty() => pieces,
            options => format!("{options} · {pieces}"),
        };
        Self {
            title,
            detail,
            picture,
            total,
        }
    }
}

impl From<CartLine> for CompactLine {
    fn from(line: CartLine) -> Self {
        Self::new(
            line.title,
            &line.options,
            line.quantity,
            line.picture,
            line.total,
        )
    }
}

impl From<OrderLine> for CompactLine {
    fn from(line: OrderLine) -> Self {
        Self::new(
            line.title,
            &line.options,
            line.quantity,
            line.picture,
            line.total,
        )
    }
}

#[component]
pub fn CompactLines(lines: Vec<CompactLine>) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|line| {
            view! {
                <li class="line">
                    <span class="line-picture">
                        <PictureView picture=line.picture sizes=sizes::LINE decorative=true/>
                    </span>
                    <div class="line-text">
                        <p class="line-name">{line.title}</p>
                        <p class="line-detail">{line.detail}</p>
                    </div>
                    <p class="price line-total">
                        <span class="price-now">{line.total.to_string()}</span>
                    </p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="lines compact">{lines}</ul> }
}
