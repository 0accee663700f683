//! The pages of an account, in one file for the browser.

use leptos::prelude::*;

use super::{
    account_page::AccountPage,
    address_page::AddressPage,
    entry_page::{Door, EntryPage},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountsRoute {
    SignIn,
    SignUp,
    Account,
    Address,
}

#[lazy]
pub fn account_pages(route: AccountsRoute) -> AnyView {
    match route {
        AccountsRoute::SignIn => view! { <EntryPage door=Door::SignIn/> }.into_any(),
        AccountsRoute::SignUp => view! { <EntryPage door=Door::SignUp/> }.into_any(),
        AccountsRoute::Account => view! { <AccountPage/> }.into_any(),
        AccountsRoute::Address => view! { <AddressPage/> }.into_any(),
    }
}
