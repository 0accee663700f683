//! A labelled field: its hint, its mistake, and what the browser may fill in.

use domain::checkout::{Country, CountryCode, Field, FieldError};
use leptos::prelude::*;

use super::problem;

/// The mistakes of a form. A page writes them, the fields show their own.
pub type Mistakes = Signal<Vec<FieldError>>;

/// A field's name in the form and its id on the page.
pub const fn name_of(field: Field) -> &'static str {
    match field {
        Field::Email => "email",
        Field::Name => "name",
        Field::Line1 => "line1",
        Field::Line2 => "line2",
        Field::Postcode => "postcode",
        Field::City => "city",
        Field::Country => "country",
        Field::Phone => "phone",
        Field::Shipping => "shipping",
        Field::Card => "card",
        Field::Password => "password",
        Field::OrderNumber => "number",
        Field::Tracking => "tracking",
    }
}

#[component]
pub fn TextField(
    field: Field,
    label: &'static str,
    mistakes: Mistakes,
    #[prop(into)] value: String,
    autocomplete: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let name = name_of(field);
    let mistake = mistake_in(field, mistakes);
    view! {
        <div class="field">
            <Label name label optional/>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            <input
                class="field-input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                value=value
                required=!optional
                aria-invalid=move || mistake.get().map(|_| "true")
                aria-describedby=move || described_by(name, hint.is_some(), mistake.get().is_some())
            />
            <FieldMistake name mistake/>
        </div>
    }
}

#[component]
pub fn CountryField(
    countries: Vec<Country>,
    #[prop(into)] value: String,
    mistakes: Mistakes,
) -> impl IntoView {
    let name = name_of(Field::Country);
    let mistake = mistake_in(Field::Country, mistakes);
    let chosen = value.parse::<CountryCode>().ok();
    let none = chosen.is_none();
    let options = countries
        .into_iter()
        .map(|country| {
            view! {
                <option value=country.code.to_string() selected=chosen == Some(country.code)>
                    {country.name}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <Label name label="Country" optional=false/>
            <select
                class="field-input"
                id=name
                name=name
                autocomplete="shipping country"
                required
                aria-invalid=move || mistake.get().map(|_| "true")
                aria-describedby=move || described_by(name, false, mistake.get().is_some())
            >
                <option value="" selected=none>"Choose a country"</option>
                {options}
            </select>
            <FieldMistake name mistake/>
        </div>
    }
}

#[component]
fn Label(name: &'static str, label: &'static str, optional: bool) -> impl IntoView {
    view! {
        <label class="field-label" for=name>
            {label}
            " "
            <span class="field-need">{if optional { "optional" } else { "required" }}</span>
        </label>
    }
}

#[component]
pub fn FieldMistake(name: &'static str, mistake: Memo<Option<String>>) -> impl IntoView {
    move || {
        mistake
            .get()
            .map(|words| view! { <p class="field-error" id=format!("{name}-error")>{words}</p> })
    }
}

/// What is wrong with the field, in words, if anything is.
pub fn mistake_in(field: Field, mistakes: Mistakes) -> Memo<Option<String>> {
    Memo::new(move |_| {
        mistakes.with(|mistakes| {
            mistakes
                .iter()
                .find(|mistake| mistake.field == field)
                .map(problem::field)
        })
    })
}

fn described_by(name: &str, has_hint: bool, has_mistake: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("{name}-hint"));
    let mistake = has_mistake.then(|| format!("{name}-error"));
    let ids: Vec<String> = hint.into_iter().chain(mistake).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
