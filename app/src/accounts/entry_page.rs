//! `/sign-in` and `/sign-up`: two doors into one account.

use domain::checkout::Field;
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_query_map;

use super::api::{SignIn, SignUp, get_entry};
use crate::{
    layout::{Page, returned::Returned},
    paths,
    ui::{
        field::TextField,
        mistakes::{MistakeSummary, ProblemNotice},
        password_field::{Password, PasswordField},
        problem,
    },
    wire::load,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    SignIn,
    SignUp,
}

impl Door {
    const fn path(self) -> &'static str {
        match self {
            Self::SignIn => paths::SIGN_IN,
            Self::SignUp => paths::SIGN_UP,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::SignIn => "Sign in",
            Self::SignUp => "Create an account",
        }
    }
}

#[component]
pub(super) fn EntryPage(door: Door) -> impl IntoView {
    let query = use_query_map();
    let entry = load(|| (), move |()| get_entry(door.path().to_owned()));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let next = query.read_untracked().get("next").unwrap_or_default();
                // Without an answer the form is still a form.
                let returned = entry.await.ok().flatten();
                view! { <EntryForm door returned next/> }
            })}
        </Transition>
    }
}

#[component]
fn EntryForm(door: Door, returned: Option<Returned>, next: String) -> impl IntoView {
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
        format!("Error: {}", door.title())
    } else {
        door.title().to_owned()
    };
    let problem = returned
        .filter(|_| mistakes.is_empty())
        .map(|returned| returned.error);
    let mistakes = Signal::stored(mistakes);
    let (action, username, password, button) = match door {
        Door::SignIn => (SignIn::PATH, "username", Password::Current, "Sign in"),
        Door::SignUp => (SignUp::PATH, "email", Password::New, "Create account"),
    };
    let named = (door == Door::SignUp).then(|| {
        view! { <TextField field=Field::Name label="Name" autocomplete="name" value=name mistakes/> }
    });
    view! {
        <Page title kind="narrow">
            <header class="page-head"><h1 class="page-title">{door.title()}</h1></header>
            {problem.map(|error| view! { <ProblemNotice words=problem::sentence(&error)/> })}
            <MistakeSummary mistakes/>
            <form class="form" method="post" action=action>
                <input type="hidden" name="next" value=next.clone()/>
                {named}
                <TextField
                    field=Field::Email
                    label="E-mail"
                    kind="email"
                    autocomplete=username
                    value=email
                    mistakes
                />
                <PasswordField password mistakes/>
                <button class="button wide">{button}</button>
            </form>
            <OtherDoor door next/>
        </Page>
    }
}

#[component]
fn OtherDoor(door: Door, next: String) -> impl IntoView {
    let (question, address, answer, aside) = match door {
        Door::SignIn => (
            "New here? ",
            paths::sign_up_then(&next),
            "Create an account",
            ". You can also buy without one.",
        ),
        Door::SignUp => (
            "Been here before? ",
            paths::sign_in_then(&next),
            "Sign in",
            "",
        ),
    };
    let find = (door == Door::SignIn).then(|| {
        view! {
            <p class="form-other">
                "Bought as a guest? "<a href=paths::FIND_ORDER>"Find your order"</a>"."
            </p>
        }
    });
    view! {
        <p class="form-other">{question}<a href=address>{answer}</a>{aside}</p>
        {find}
    }
}
