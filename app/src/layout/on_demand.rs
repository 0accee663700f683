//! Pages whose code the browser loads with them, so that nobody loads a page they don't see.

use leptos::prelude::*;
use leptos_router::ChooseView;

/// A route's view: calls a function that is `#[lazy]`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnDemand<F>(pub(crate) F);

impl<F, Page> ChooseView for OnDemand<F>
where
    F: Fn() -> Page + Send + Clone + 'static,
    Page: Future<Output = AnyView>,
{
    async fn choose(self) -> AnyView {
        (self.0)().await
    }

    async fn preload(&self) {}
}
