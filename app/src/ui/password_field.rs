//! A password that may be looked at while it is typed.

use domain::{account::PasswordProblem, checkout::Field};
use leptos::prelude::*;

use super::field::{FieldMistake, Mistakes, mistake_in, name_of};

/// What the password is for: managers offer the right one, and only a new one has a least length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Password {
    Current,
    New,
}

#[component]
pub fn PasswordField(password: Password, mistakes: Mistakes) -> impl IntoView {
    let name = name_of(Field::Password);
    let mistake = mistake_in(Field::Password, mistakes);
    let is_shown = RwSignal::new(false);
    let is_new = password == Password::New;
    let described = move || {
        let hint = is_new.then_some("password-hint");
        let error = mistake.get().map(|_| "password-error");
        let ids: Vec<_> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    view! {
        <div class="field">
            <label class="field-label" for=name>
                "Password "
                <span class="field-need">"required"</span>
            </label>
            {is_new.then(|| view! {
                <p class="field-hint" id="password-hint">
                    {format!("{} characters or more. A sentence is fine.", PasswordProblem::MIN)}
                </p>
            })}
            <input
                class="field-input"
                id=name
                name=name
                type=move || if is_shown.get() { "text" } else { "password" }
                autocomplete=if is_new { "new-password" } else { "current-password" }
                minlength=is_new.then(|| PasswordProblem::MIN.to_string())
                maxlength=PasswordProblem::MAX.to_string()
                autocapitalize="none"
                spellcheck="false"
                required
                aria-invalid=move || mistake.get().map(|_| "true")
                aria-describedby=described
            />
            <FieldMistake name mistake/>
            <button
                class="link field-show with-script"
                type="button"
                aria-controls=name
                aria-pressed=move || is_shown.get().to_string()
                on:click=move |_| is_shown.update(|shown| *shown = !*shown)
            >
                "Show password"
            </button>
        </div>
    }
}
