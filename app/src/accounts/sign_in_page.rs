//! `/sign-in`.

use domain::checkout::Field;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;

use super::api::{SignIn, get_entry};
use crate::{
    layout::{Page, returned::Returned},
    paths,
    ui::{
        field::TextField,
        mistakes::{MistakeSummary, ProblemNotice},
        password_field::{Password, PasswordField},
        problem,
    },
};

#[component]
pub(super) fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    let entry = Resource::new_blocking(|| (), |()| get_entry(paths::SIGN_IN.to_owned()));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let next = query.read_untracked().get("next").unwrap_or_default();
                // Without an answer the form is still a form.
                let returned = entry.await.ok().flatten();
                view! { <SignInForm returned next/> }
            })}
        </Transition>
    }
}

#[component]
fn SignInForm(returned: Option<Returned>, next: String) -> impl IntoView {
    let mistakes = returned
        .as_ref()
        .map(Returned::mistakes)
        .unwrap_or_default();
    let email = returned
        .as_ref()
        .map(|returned| returned.typed("email"))
        .unwrap_or_default();
    let title = if returned.is_some() {
        "Error: Sign in"
    } else {
        "Sign in"
    };
    let problem = returned
        .filter(|_| mistakes.is_empty())
        .map(|returned| returned.error);
    let mistakes = Signal::stored(mistakes);
    let sign_up = paths::sign_up_then(&next);
    view! {
        <Page title=title.to_owned() kind="narrow">
            <header class="page-head"><h1 class="page-title">"Sign in"</h1></header>
            {problem.map(|error| view! { <ProblemNotice words=problem::sentence(&error)/> })}
            <MistakeSummary mistakes/>
            <form class="form" method="post" action=SignIn::PATH>
                <input type="hidden" name="next" value=next/>
                <TextField
                    field=Field::Email
                    label="E-mail"
                    kind="email"
                    autocomplete="username"
                    value=email
                    mistakes
                />
                <PasswordField password=Password::Current mistakes/>
                <button class="button wide">"Sign in"</button>
            </form>
            <p class="form-other">
                "New here? "
                <a href=sign_up>"Create an account"</a>
                ". You can also buy without one."
            </p>
        </Page>
    }
}
