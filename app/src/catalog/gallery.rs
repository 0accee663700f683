//! A product's pictures: a strip to swipe through, and a thumbnail for each.
//!
//! Without script the thumbnails are links to the pictures, which is all a strip needs.

use domain::catalog::Picture;
use leptos::{ev, html, prelude::*};

use crate::ui::{PictureView, picture::sizes};

/// `wanted` is the position of the picture that shows the chosen variant.
#[component]
pub fn Gallery(
    pictures: Vec<Picture>,
    #[prop(into)] wanted: Signal<Option<usize>>,
) -> impl IntoView {
    // The strip begins with the variant that the address names; later choices scroll.
    let order = Order {
        first: wanted.get_untracked().unwrap_or(0),
        count: pictures.len(),
    };
    let stage = NodeRef::<html::Ul>::new();
    let shown = RwSignal::new(0_usize);

    let show = move |position: usize| {
        if let Some(stage) = stage.get_untracked() {
            let left = i32::try_from(position).unwrap_or(0) * stage.client_width();
            stage.set_scroll_left(left);
        }
    };
    Effect::new(move |before: Option<Option<usize>>| {
        let wanted = wanted.get();
        if before.is_some_and(|before| before != wanted)
            && let Some(picture) = wanted
        {
            show(order.position_of(picture));
        }
        wanted
    });
    let note_scroll = move |_| {
        if let Some(stage) = stage.get_untracked() {
            let width = stage.client_width().max(1);
            let position = (stage.scroll_left() + width / 2) / width;
            shown.set(usize::try_from(position).unwrap_or(0));
        }
    };

    let ordered: Vec<Picture> = order
        .pictures()
        .map(|index| pictures[index].clone())
        .collect();
    let thumbs = (1 < ordered.len()).then(|| thumbs(&ordered, shown, Callback::new(show)));
    view! {
        <section class="gallery" aria-label="Pictures">
            <ul
                class="gallery-stage"
                tabindex="0"
                aria-label="Pictures, scroll sideways"
                node_ref=stage
                on:scroll=note_scroll
            >
                {views(ordered)}
            </ul>
            {thumbs}
        </section>
    }
}

/// Pictures in the product's order, with one of them moved to the front.
#[derive(Debug, Clone, Copy)]
struct Order {
    first: usize,
    count: usize,
}

impl Order {
    fn pictures(self) -> impl Iterator<Item = usize> {
        let rest = (0..self.count).filter(move |index| *index != self.first);
        (self.first < self.count)
            .then_some(self.first)
            .into_iter()
            .chain(rest)
    }

    fn position_of(self, picture: usize) -> usize {
        self.pictures()
            .position(|index| index == picture)
            .unwrap_or(0)
    }
}

fn views(pictures: Vec<Picture>) -> impl IntoView {
    pictures
        .into_iter()
        .enumerate()
        .map(|(position, picture)| {
            view! {
                <li class="gallery-view" id=id(position)>
                    <PictureView picture=picture sizes=sizes::STAGE first={position == 0}/>
                </li>
            }
        })
        .collect_view()
}

fn thumbs(
    pictures: &[Picture],
    shown: RwSignal<usize>,
    show: Callback<usize>,
) -> impl IntoView + use<> {
    let thumbs = pictures
        .iter()
        .cloned()
        .enumerate()
        .map(|(position, picture)| {
            let choose = move |event: ev::MouseEvent| {
                event.prevent_default();
                show.run(position);
            };
            view! {
                <li>
                    <a
                        class="gallery-thumb"
                        href=format!("#{}", id(position))
                        aria-current=move || (shown.get() == position).then_some("true")
                        on:click=choose
                    >
                        <PictureView picture=picture sizes=sizes::THUMB/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="gallery-thumbs">{thumbs}</ul> }
}

fn id(position: usize) -> String {
    format!("picture-{}", position + 1)
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn the_chosen_variants_picture_comes_first_and_none_is_lost() {
        let order = Order { first: 2, count: 4 };
        assert_eq!(order.pictures().collect::<Vec<_>>(), [2, 0, 1, 3]);
        assert_eq!(order.position_of(3), 3);
        assert_eq!(Order { first: 0, count: 0 }.pictures().count(), 0);
    }
}
