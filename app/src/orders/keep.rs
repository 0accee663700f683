//! A guest keeps their order in an account: one field, because the order knows the rest.

use domain::{checkout::FieldError, order::OrderKey};
use leptos::{prelude::*, server_fn::ServerFn as _};

use crate::{
    accounts::api::SignUpFromOrder,
    ui::password_field::{Password, PasswordField},
};

#[component]
pub(super) fn KeepInAccount(key: OrderKey, mistakes: Vec<FieldError>) -> impl IntoView {
    view! {
        <form class="keep" method="post" action=SignUpFromOrder::PATH>
            <h2 class="keep-title">"Keep this order in an account"</h2>
            <p class="keep-text">"Choose a password, the rest is filled in."</p>
            <input type="hidden" name="order" value=String::from(key)/>
            <PasswordField password=Password::New mistakes=Signal::stored(mistakes)/>
            <button class="button quiet wide">"Create account"</button>
        </form>
    }
}
