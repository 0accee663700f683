//! `/orders/find`: back to an order without an account and without its address.

use domain::checkout::Field;
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::api::{FindOrder, get_find_form};
use crate::{
    error::AppError,
    layout::{Page, returned::Returned},
    paths,
    ui::{
        field::TextField,
        mistakes::{MistakeSummary, ProblemNotice},
        problem,
    },
    wire::load,
};

#[component]
pub(super) fn FindOrderPage() -> impl IntoView {
    let form = load(|| (), |()| get_find_form());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                // Without an answer the form is still a form.
                let returned = form.await.ok().flatten();
                view! { <FindForm returned/> }
            })}
        </Transition>
    }
}

#[component]
fn FindForm(returned: Option<Returned>) -> impl IntoView {
    let typed = |name: &str| {
        let returned = returned.as_ref();
        returned.map(|form| form.typed(name)).unwrap_or_default()
    };
    let (number, email) = (typed("number"), typed("email"));
    let title = if returned.is_some() {
        "Error: Find an order"
    } else {
        "Find an order"
    };
    let mistakes = returned
        .as_ref()
        .map(Returned::mistakes)
        .unwrap_or_default();
    let problem = returned
        .filter(|_| mistakes.is_empty())
        .map(|form| form.error);
    let mistakes = Signal::stored(mistakes);
    view! {
        <Page title=title.to_owned() kind="narrow">
            <header class="page-head">
                <h1 class="page-title">"Find an order"</h1>
                <p class="page-lead">"Both stand in every mail that we sent about it."</p>
            </header>
            {problem.map(|error| view! { <ProblemNotice words=sentence(&error)/> })}
            <MistakeSummary mistakes/>
            <form class="form" method="post" action=FindOrder::PATH novalidate>
                <TextField
                    field=Field::OrderNumber
                    label="Order number"
                    hint="Like 7K4M-92QX"
                    autocomplete="off"
                    value=number
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
                <button class="button wide">"Find the order"</button>
            </form>
            <p class="form-other">
                "Have an account? "
                <a href=paths::sign_in_then(paths::ACCOUNT)>"Sign in"</a>
                " and see all of your orders."
            </p>
        </Page>
    }
}

fn sentence(error: &AppError) -> String {
    match error {
        AppError::NotFound => "We have no order with this number and this e-mail. Check both and \
                               try again."
            .to_owned(),
        error => problem::sentence(error),
    }
}
