//! What it comes to.

use domain::{
    cart::CartTotals,
    pricing::{Bill, Discount, TaxShare, Taxation},
};
use leptos::prelude::*;

#[component]
pub fn Totals(
    bill: Bill,
    /// How or where to it is delivered.
    #[prop(into)]
    how: String,
) -> impl IntoView {
    let Bill {
        totals,
        discounts,
        taxes,
    } = bill;
    let delivery = if totals.shipping.is_zero() {
        "Free".to_owned()
    } else {
        totals.shipping.to_string()
    };
    let (added, included) = match totals.taxation {
        Taxation::Added => (taxes, Vec::new()),
        Taxation::Included => (Vec::new(), taxes),
    };
    let discounts = discounts.iter().map(row_of_discount).collect_view();
    let added = added.iter().map(row_of_tax).collect_view();
    let included = included.iter().map(share).collect::<Vec<_>>().join(" and ");
    view! {
        <dl class="totals">
            <div><dt>"Goods"</dt><dd>{totals.subtotal.to_string()}</dd></div>
            <div><dt>{format!("Delivery, {how}")}</dt><dd>{delivery}</dd></div>
            {discounts}
            {added}
            <div class="totals-sum"><dt>"Total"</dt><dd>{totals.total.to_string()}</dd></div>
        </dl>
        {(!included.is_empty()).then(|| view! {
            <p class="totals-tax">{format!("Includes {included}.")}</p>
        })}
    }
}

fn row_of_discount(discount: &Discount) -> impl IntoView + use<> {
    let name = match &discount.code {
        Some(code) => format!("{} ({code})", discount.name),
        None => discount.name.clone(),
    };
    view! { <div class="totals-less"><dt>{name}</dt><dd>{format!("−{}", discount.amount)}</dd></div> }
}

fn row_of_tax(tax: &TaxShare) -> impl IntoView + use<> {
    view! { <div><dt>{format!("{} {} %", tax.name, tax.rate)}</dt><dd>{tax.amount.to_string()}</dd></div> }
}

/// `€3.66 VAT (19 %)`
fn share(tax: &TaxShare) -> String {
    format!("{} {} ({} %)", tax.amount, tax.name, tax.rate)
}

/// How far it is to free delivery.
#[component]
pub(super) fn Progress(totals: Signal<CartTotals>) -> impl IntoView {
    move || {
        let totals = totals.get();
        let goods = totals.subtotal.minor.saturating_sub(totals.discount.minor);
        match totals.until_free_shipping {
            Some(missing) => view! {
                <div class="progress">
                    <p class="progress-text">
                        <strong>{missing.to_string()}</strong>
                        " more and standard delivery is free"
                    </p>
                    <progress
                        class="progress-bar"
                        value=goods.to_string()
                        max=goods.saturating_add(missing.minor).to_string()
                        aria-label="Towards free delivery"
                    ></progress>
                </div>
            }
            .into_any(),
            None if totals.shipping.is_zero() => {
                view! { <p class="progress-text">"Standard delivery is free."</p> }.into_any()
            }
            None => ().into_any(),
        }
    }
}
