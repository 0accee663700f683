//! The fields of the form: whom to write to, and where it goes.

use domain::checkout::{CheckoutForm, Country, Field};
use leptos::prelude::*;

use crate::ui::field::{CountryField, Mistakes, TextField};

#[component]
pub(super) fn ContactFields(form: CheckoutForm, mistakes: Mistakes) -> impl IntoView {
    view! {
        <TextField
            field=Field::Email
            label="E-mail"
            hint="We send the order and its progress here."
            kind="email"
            autocomplete="email"
            value=form.email
            mistakes
        />
        <TextField
            field=Field::Phone
            label="Phone"
            hint="Only for the courier, if they can’t find the door."
            kind="tel"
            autocomplete="tel"
            value=form.phone
            optional=true
            mistakes
        />
    }
}

/// An address, as the checkout and the address book ask for it.
#[component]
pub fn AddressFields(
    form: CheckoutForm,
    countries: Vec<Country>,
    mistakes: Mistakes,
) -> impl IntoView {
    let has_second_line = !form.line2.is_empty();
    view! {
        <TextField
            field=Field::Name
            label="Full name"
            autocomplete="shipping name"
            value=form.name
            mistakes
        />
        <TextField
            field=Field::Line1
            label="Street and number"
            autocomplete="shipping address-line1"
            value=form.line1
            mistakes
        />
        <details class="field-more" open=has_second_line>
            <summary>"Company or second line"</summary>
            <TextField
                field=Field::Line2
                label="Second line"
                autocomplete="shipping address-line2"
                value=form.line2
                optional=true
                mistakes
            />
        </details>
        <div class="field-row">
            <TextField
                field=Field::Postcode
                label="Postcode"
                autocomplete="shipping postal-code"
                value=form.postcode
                mistakes
            />
            <TextField
                field=Field::City
                label="City"
                autocomplete="shipping address-level2"
                value=form.city
                mistakes
            />
        </div>
        <CountryField countries value=form.country mistakes/>
    }
}
