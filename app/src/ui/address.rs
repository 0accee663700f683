//! Where something goes, as on a label.

use domain::checkout::PostalAddress;
use leptos::prelude::*;

/// `country` is the country's name; the address knows its code.
#[component]
pub fn AddressView(address: PostalAddress, #[prop(into)] country: String) -> impl IntoView {
    view! {
        <address>
            {address.name} <br/>
            {address.line1} <br/>
            {address.line2.map(|line| view! { {line} <br/> })}
            {format!("{} {}", address.postcode, address.city)} <br/>
            {country}
        </address>
    }
}
