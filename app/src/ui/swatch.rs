//! A dot of colour. The colour is an attribute: the page's policy allows no inline styles.

use domain::catalog::Colour;
use leptos::prelude::*;

#[component]
pub fn SwatchView(colour: Colour) -> impl IntoView {
    view! {
        <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="12" fill=String::from(colour)></circle>
        </svg>
    }
}
