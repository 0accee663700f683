//! Pages that are loaded when they are needed.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

use super::{
    account_page::AccountPage, address_page::AddressPage, sign_in_page::SignInPage,
    sign_up_page::SignUpPage,
};

pub struct AccountRoute;

#[lazy_route]
impl LazyRoute for AccountRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <AccountPage/> }.into_any()
    }
}

pub struct AddressRoute;

#[lazy_route]
impl LazyRoute for AddressRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <AddressPage/> }.into_any()
    }
}

pub struct SignInRoute;

#[lazy_route]
impl LazyRoute for SignInRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <SignInPage/> }.into_any()
    }
}

pub struct SignUpRoute;

#[lazy_route]
impl LazyRoute for SignUpRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <SignUpPage/> }.into_any()
    }
}
