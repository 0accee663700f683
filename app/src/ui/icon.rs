//! Line drawings of 24 by 24.

use leptos::prelude::*;

/// A drawing, as the path of its lines.
#[derive(Debug, Clone, Copy)]
pub struct Icon(&'static str);

pub const ACCOUNT: Icon = Icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.5-6 8-6s8 2 8 6");
pub const CART: Icon = Icon("M5 8h14l-1 13H6zM9 10V6a3 3 0 0 1 6 0v4");
pub const CHECK: Icon = Icon("M4 12.5l5 5L20 6.5");
pub const CLOSE: Icon = Icon("M5 5l14 14M19 5 5 19");
pub const MENU: Icon = Icon("M3 7h18M3 12h18M3 17h18");
pub const SEARCH: Icon = Icon("M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21");

impl Icon {
    /// Always decoration: whatever it stands for is said in words beside it.
    pub fn draw(self) -> impl IntoView {
        view! {
            <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                <path d=self.0/>
            </svg>
        }
    }
}
