//! A picture from the object store, in the width that fits.

use domain::catalog::Picture;
use leptos::prelude::*;

use crate::paths;

/// How wide a picture stands in the page, for `sizes`.
pub mod sizes {
    /// A tile: two, three or four in a row of at most 90rem.
    pub const TILE: &str =
        "(width >= 90rem) 22rem, (width >= 60rem) 25vw, (width >= 40rem) 34vw, 50vw";
    /// The big picture of a product.
    pub const STAGE: &str = "(width >= 90rem) 40rem, (width >= 48rem) 50vw, 100vw";
    pub const THUMB: &str = "5.5rem";
    pub const LINE: &str = "6rem";
}

/// The fallback for browsers that know no `srcset`, and what it says about its size.
const USUAL_WIDTH: u32 = 640;

/// Always square by its frame. Without a picture the frame stays empty and nothing shifts.
#[component]
pub fn PictureView(
    #[prop(into)] picture: Option<Picture>,
    /// One of [`sizes`].
    sizes: &'static str,
    /// In the first view: load it now, before other pictures.
    #[prop(optional)]
    first: bool,
    /// Words beside it say the same: its text would be read twice.
    #[prop(optional)]
    decorative: bool,
) -> impl IntoView {
    let image = picture.map(|picture| {
        let widths = &picture.widths;
        let usual = widths
            .iter()
            .rfind(|width| **width <= USUAL_WIDTH)
            .or(widths.first());
        let src = usual.map(|width| paths::media(&picture.hash, *width));
        let srcset = widths
            .iter()
            .map(|width| format!("{} {width}w", paths::media(&picture.hash, *width)))
            .collect::<Vec<_>>()
            .join(", ");
        view! {
            <img
                src=src
                srcset=srcset
                sizes=sizes
                width=picture.width.to_string()
                height=picture.height.to_string()
                alt=if decorative { String::new() } else { picture.alt }
                loading=(!first).then_some("lazy")
                fetchpriority=first.then_some("high")
                decoding="async"
            />
        }
    });
    view! { <span class="picture">{image}</span> }
}
