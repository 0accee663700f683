//! Short news at the foot of the window, read aloud without moving the focus.

use std::time::Duration;

use leptos::prelude::*;

/// Where any page puts its news.
#[derive(Clone, Copy)]
pub struct Toasts(RwSignal<Vec<Toast>>);

#[derive(Clone)]
struct Toast {
    id: usize,
    text: String,
    action: Option<(&'static str, Callback<()>)>,
}

/// Long enough to read it twice.
const STAYS: Duration = Duration::from_secs(6);
/// Long enough to change one's mind.
const STAYS_WITH_ACTION: Duration = Duration::from_secs(12);

pub(crate) fn provide_toasts() {
    provide_context(Toasts(RwSignal::new(Vec::new())));
}

pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(|| Toasts(RwSignal::new(Vec::new())))
}

impl Toasts {
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), None);
    }

    /// News that can be taken back: `toasts.offer("Kiln mug removed", "Undo", …)`.
    pub fn offer(self, text: impl Into<String>, label: &'static str, action: Callback<()>) {
        self.show(text.into(), Some((label, action)));
    }

    fn show(self, text: String, action: Option<(&'static str, Callback<()>)>) {
        let stays = if action.is_some() {
            STAYS_WITH_ACTION
        } else {
            STAYS
        };
        let id = self
            .0
            .with_untracked(|toasts| toasts.last().map_or(0, |last| last.id + 1));
        self.0
            .update(|toasts| toasts.push(Toast { id, text, action }));
        set_timeout(move || self.close(id), stays);
    }

    fn close(self, id: usize) {
        self.0
            .try_update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

#[component]
pub(crate) fn ToastList() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.0.get() key=|toast| toast.id let(toast)>
                <ToastView toast/>
            </For>
        </div>
    }
}

#[component]
fn ToastView(toast: Toast) -> impl IntoView {
    let toasts = use_toasts();
    let Toast { id, text, action } = toast;
    let close = move |_| toasts.close(id);
    let action = action.map(|(label, action)| {
        let act = move |_| {
            action.run(());
            toasts.close(id);
        };
        view! { <button class="toast-action" type="button" on:click=act>{label}</button> }
    });
    view! {
        <div class="toast">
            <p>{text}</p>
            {action}
            <button class="toast-close" type="button" aria-label="Close" on:click=close>
                {crate::ui::icon::CLOSE.draw()}
            </button>
        </div>
    }
}
