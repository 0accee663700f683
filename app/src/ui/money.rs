//! A price, and what it was before.

use domain::Money;
use leptos::prelude::*;

/// `from` says that another variant costs more.
#[component]
pub fn Price(
    now: Money,
    #[prop(optional_no_strip)] before: Option<Money>,
    #[prop(optional)] from: bool,
) -> impl IntoView {
    let from = from.then(|| view! { <span class="price-from">"from "</span> });
    match saving(now, before) {
        Some((before, saved)) => view! {
            <p class="price" data-tone="reduced">
                {from}
                <span class="visually-hidden">"Now "</span>
                <span class="price-now">{now.to_string()}</span>
                " "
                <s class="price-was">
                    <span class="visually-hidden">"Before "</span>
                    {before.to_string()}
                </s>
                " "
                <span class="price-saved">{format!("Save {saved}")}</span>
            </p>
        }
        .into_any(),
        None => view! {
            <p class="price">{from}<span class="price-now">{now.to_string()}</span></p>
        }
        .into_any(),
    }
}

/// The old price and the difference, if there is something to save.
fn saving(now: Money, before: Option<Money>) -> Option<(Money, Money)> {
    let before = before?;
    let saved = before.checked_sub(now).ok()?;
    (0 < saved.minor).then_some((before, saved))
}

#[cfg(test)]
mod tests {
    use domain::Currency;

    use super::*;

    #[test]
    fn a_price_that_went_up_is_not_called_reduced() {
        let euros = |minor| Money::new(minor, Currency::Eur);
        assert_eq!(saving(euros(1800), Some(euros(1800))), None);
        assert_eq!(saving(euros(2000), Some(euros(1800))), None);
        assert_eq!(
            saving(euros(1800), Some(euros(2400))),
            Some((euros(2400), euros(600)))
        );
    }
}
