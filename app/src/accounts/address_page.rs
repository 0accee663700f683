//! `/account/addresses/{id}`: one address, or a new one.

use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::use_params_map;

use super::api::{AddressVisit, SaveAddress, get_address};
use crate::{
    checkout::AddressFields,
    layout::{Page, ProblemPage, returned::Returned},
    paths,
    ui::{
        mistakes::{MistakeSummary, ProblemNotice},
        problem,
    },
    wire::load,
};

#[component]
pub(super) fn AddressPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let visit = load(move || id.get(), get_address);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match visit.await {
                    Ok(Some(visit)) => view! { <AddressForm id=id.get_untracked() visit/> }.into_any(),
                    // On the way to the door.
                    Ok(None) => ().into_any(),
                    Err(error) => view! { <ProblemPage error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn AddressForm(id: String, visit: AddressVisit) -> impl IntoView {
    let AddressVisit {
        form,
        is_default,
        countries,
        returned,
    } = visit;
    let form = match &returned {
        Some(returned) => returned.form(),
        None => form,
    };
    let mistakes = returned
        .as_ref()
        .map(Returned::mistakes)
        .unwrap_or_default();
    let heading = if id == paths::NEW {
        "Add an address"
    } else {
        "Edit address"
    };
    let title = if returned.is_some() {
        format!("Error: {heading}")
    } else {
        heading.to_owned()
    };
    let problem = returned
        .filter(|_| mistakes.is_empty())
        .map(|returned| returned.error);
    let mistakes = Signal::stored(mistakes);
    view! {
        <Page title=title kind="narrow">
            <nav class="breadcrumbs" aria-label="Breadcrumb">
                <ol>
                    <li><a href=paths::ACCOUNT>"Account"</a></li>
                    <li><span aria-current="page">{heading}</span></li>
                </ol>
            </nav>
            <header class="page-head"><h1 class="page-title">{heading}</h1></header>
            {problem.map(|error| view! { <ProblemNotice words=problem::sentence(&error)/> })}
            <MistakeSummary mistakes/>
            <form class="form" method="post" action=SaveAddress::PATH>
                <input type="hidden" name="id" value=id/>
                <AddressFields form countries mistakes/>
                <label class="check">
                    <input type="checkbox" name="is_default" value="yes" checked=is_default/>
                    <span class="check-text">"Use this one unless I say otherwise"</span>
                </label>
                <div class="form-actions">
                    <button class="button">"Save address"</button>
                    <a class="button quiet" href=paths::ACCOUNT>"Cancel"</a>
                </div>
            </form>
        </Page>
    }
}
