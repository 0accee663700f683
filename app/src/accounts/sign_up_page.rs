//! `/sign-up`.

use domain::checkout::Field;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;

use super::api::{SignUp, get_entry};
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
pub(super) fn SignUpPage() -> impl IntoView {
    let query = use_query_map();
    let entry = Resource::new_blocking(|| (), |()| get_entry(paths::SIGN_UP.to_owned()));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let next = query.read_untracked().get("next").unwrap_or_default();
                // Without an answer the form is still a form.
                let returned = entry.await.ok().flatten();
                view! { <SignUpForm returned next/> }
            })}
        </Transition>
    }
}

#[component]
fn SignUpForm(returned: Option<Returned>, next: String) -> impl IntoView {
    let typed = |name: &str| {
        returned
            .as_ref()
            .map(|returned| returned.typed(name))
            .unwrap_or_default()
    };
    let (name, email) = (typed("name"), typed("email"));
    let mistakes = returned
        .as_ref()
        .map(Returned::mistakes)
        .unwrap_or_default();
    let title = if returned.is_some() {
        "Error: Create an account"
    } else {
        "Create an account"
    };
    let problem = returned
        .filter(|_| mistakes.is_empty())
        .map(|returned| returned.error);
    let mistakes = Signal::stored(mistakes);
    let sign_in = paths::sign_in_then(&next);
    view! {
        <Page title=title.to_owned() kind="narrow">
            <header class="page-head"><h1 class="page-title">"Create an account"</h1></header>
            {problem.map(|error| view! { <ProblemNotice words=problem::sentence(&error)/> })}
            <MistakeSummary mistakes/>
            <form class="form" method="post" action=SignUp::PATH>
                <input type="hidden" name="next" value=next/>
                <TextField
                    field=Field::Name
                    label="Name"
                    autocomplete="name"
                    value=name
                    mistakes
                />
                <TextField
                    field=Field::Email
                    label="E-mail"
                    kind="email"
                    autocomplete="email"
                    value=email
                    mistakes
                />
                <PasswordField password=Password::New mistakes/>
                <button class="button wide">"Create account"</button>
            </form>
            <p class="form-other">"Been here before? " <a href=sign_in>"Sign in"</a></p>
        </Page>
    }
}
