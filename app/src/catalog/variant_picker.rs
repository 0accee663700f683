//! Choosing among a product's variants. Every choice is a link to the product with that variant, so the
//! address says what is chosen and no script is needed.

use domain::catalog::{OptionValue, Product, Variant};
use leptos::prelude::*;

use crate::{paths, ui::SwatchView};

#[component]
pub fn VariantPicker(
    product: StoredValue<Product>,
    /// The position of the chosen variant.
    chosen: Memo<usize>,
) -> impl IntoView {
    let count = product.with_value(|product| product.options.len());
    (0..count)
        .map(|option| view! { <OptionChoice product chosen option/> })
        .collect_view()
}

#[component]
fn OptionChoice(
    product: StoredValue<Product>,
    chosen: Memo<usize>,
    option: usize,
) -> impl IntoView {
    let (name, values) = product.with_value(|product| {
        let option = &product.options[option];
        (option.name.clone(), option.values.clone())
    });
    let chosen_value = move || {
        product.with_value(|product| {
            product.variants[chosen.get()]
                .options
                .get(option)
                .cloned()
                .unwrap_or_default()
        })
    };
    let links = values
        .into_iter()
        .map(|value| view! { <ValueLink product chosen option value/> })
        .collect_view();
    view! {
        <fieldset class="options">
            <legend class="options-legend">
                {name}
                " "
                <span class="options-chosen">{chosen_value}</span>
            </legend>
            <div class="options-list">{links}</div>
        </fieldset>
    }
}

#[component]
fn ValueLink(
    product: StoredValue<Product>,
    chosen: Memo<usize>,
    option: usize,
    value: OptionValue,
) -> impl IntoView {
    let OptionValue { value, colour } = value;
    let target = Memo::new({
        let value = value.clone();
        move |_| {
            product.with_value(|product| target(&product.variants, chosen.get(), option, &value))
        }
    });
    let href = move || {
        let target = target.get()?;
        let href = product
            .with_value(|product| paths::variant(&product.slug, &product.variants[target].sku));
        Some(href)
    };
    let is_chosen = {
        let value = value.clone();
        move || {
            product.with_value(|product| {
                product.variants[chosen.get()].options.get(option) == Some(&value)
            })
        }
    };
    let is_sold_out = move || {
        product.with_value(|product| {
            target
                .get()
                .is_none_or(|target| product.variants[target].availability.is_sold_out())
        })
    };
    view! {
        <a
            class="option"
            href=href
            aria-current=move || is_chosen().then_some("true")
            data-state=move || is_sold_out().then_some("sold-out")
            data-noscroll
        >
            {colour.map(|colour| view! { <SwatchView colour/> })}
            <span class="option-name">{value}</span>
            {move || is_sold_out().then(|| view! { <span class="option-note">"sold out"</span> })}
        </a>
    }
}

/// Where choosing a value leads: to the variant that differs in nothing else, or to one that can be
/// bought, or to any that has the value.
fn target(variants: &[Variant], chosen: usize, option: usize, value: &str) -> Option<usize> {
    let current = &variants[chosen].options;
    let has_value = |variant: &Variant| variant.options.get(option).is_some_and(|own| own == value);
    let differs_in_nothing_else = |variant: &Variant| {
        variant
            .options
            .iter()
            .zip(current)
            .enumerate()
            .all(|(position, (own, other))| position == option || own == other)
    };
    let find = |fits: &dyn Fn(&Variant) -> bool| {
        variants
            .iter()
            .position(|variant| has_value(variant) && fits(variant))
    };
    find(&differs_in_nothing_else)
        .or_else(|| find(&|variant| !variant.availability.is_sold_out()))
        .or_else(|| find(&|_| true))
}

#[cfg(test)]
mod tests {
    use domain::{Currency, Money, VariantId, catalog::Availability};

    use super::*;

    fn mug(colour: &str, size: &str, availability: Availability) -> Variant {
        Variant {
            id: VariantId(
                "0199a0b0-0000-7000-8000-000000000001"
                    .parse()
                    .expect("an id"),
            ),
            sku: format!("{colour}-{size}"),
            gtin: None,
            options: vec![colour.to_owned(), size.to_owned()],
            price: Money::new(1800, Currency::Eur),
            compare_at: None,
            availability,
            picture: None,
        }
    }

    #[test]
    fn changing_the_colour_keeps_the_size_where_it_can() {
        let mugs = [
            mug("Moss", "300 ml", Availability::InStock),
            mug("Moss", "420 ml", Availability::InStock),
            mug("Brick", "300 ml", Availability::SoldOut),
            mug("Brick", "420 ml", Availability::InStock),
            mug("Slate", "300 ml", Availability::InStock),
        ];
        assert_eq!(target(&mugs, 1, 0, "Brick"), Some(3));
        assert_eq!(
            target(&mugs, 0, 0, "Brick"),
            Some(2),
            "sold out, but what was asked for"
        );
        assert_eq!(
            target(&mugs, 1, 0, "Slate"),
            Some(4),
            "no large one in slate"
        );
        assert_eq!(target(&mugs, 1, 0, "Gold"), None);
    }
}
