//! The address book, as a part of the account's page.

use domain::{
    account::SavedAddress,
    checkout::{Country, PostalAddress},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::api::{DeleteAddress, SaveAddress, SetDefaultAddress};
use crate::{layout::returned::Returned, paths, ui::AddressView};

#[component]
pub(super) fn Addresses(addresses: Vec<SavedAddress>, countries: Vec<Country>) -> impl IntoView {
    let entries = addresses
        .into_iter()
        .map(|saved| {
            let country = country_of(&saved.address, &countries);
            view! { <Entry saved country/> }
        })
        .collect_view();
    view! {
        <ul class="addresses">
            {entries}
            <li class="address add">
                <a class="button quiet" href=paths::address(paths::NEW)>"Add an address"</a>
            </li>
        </ul>
    }
}

#[component]
fn Entry(saved: SavedAddress, country: String) -> impl IntoView {
    let id = saved.id.to_string();
    let street = saved.address.line1.clone();
    let which = move || view! { <span class="visually-hidden">{format!(" {street}")}</span> };
    let default = saved
        .is_default
        .then(|| view! { <span class="badge">"Default"</span> });
    let make_default = (!saved.is_default).then(|| {
        view! {
            <form method="post" action=SetDefaultAddress::PATH>
                <input type="hidden" name="id" value=id.clone()/>
                <button class="link">"Make default" {which()}</button>
            </form>
        }
    });
    view! {
        <li class="address">
            <AddressView address=saved.address country/>
            <div class="address-actions">
                {default}
                <a href=paths::address(&id)>"Edit" {which()}</a>
                <form method="post" action=DeleteAddress::PATH>
                    <input type="hidden" name="id" value=id.clone()/>
                    <button class="link">"Delete" {which()}</button>
                </form>
                {make_default}
            </div>
        </li>
    }
}

/// Says that an address was deleted, and takes it back.
#[component]
pub(super) fn DeletedNotice(deleted: Returned) -> impl IntoView {
    let fields = deleted
        .typed
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <div class="notice" role="status">
            <p>"Address deleted."</p>
            <form class="notice-actions" method="post" action=SaveAddress::PATH>
                <input type="hidden" name="id" value=paths::NEW/>
                {fields}
                <button class="link">"Undo"</button>
            </form>
        </div>
    }
}

fn country_of(address: &PostalAddress, countries: &[Country]) -> String {
    let known = countries
        .iter()
        .find(|country| country.code == address.country);
    known.map_or_else(
        || address.country.to_string(),
        |country| country.name.clone(),
    )
}
