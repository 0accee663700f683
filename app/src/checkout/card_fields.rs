//! The card's fields: a frame of the payment gateway's, which hands us a token and nothing else.
//!
//! Messages go both ways, and each side checks where they come from:
//! `stoa:tokenize` to the frame; `stoa:height`, `stoa:token` and `stoa:error` from it.

use std::time::Duration;

use domain::checkout::{CardEntry, Field, FieldError, FieldProblem};
use futures::channel::oneshot;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsValue;
use web_sys::MessageEvent;

use crate::{
    error::AppError,
    ui::field::{FieldMistake, Mistakes, mistake_in, name_of},
};

/// Then the frame is taken for dead.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Clone, Copy)]
pub struct Card {
    url: StoredValue<String>,
    frame: NodeRef<html::Iframe>,
    /// The question that is open, and who waits for its answer.
    open: StoredValue<Option<Question>>,
    asked: StoredValue<u32>,
}

struct Question {
    id: u32,
    answer: oneshot::Sender<Result<String, AppError>>,
}

impl Card {
    pub fn new(entry: &CardEntry) -> Self {
        Self {
            url: StoredValue::new(entry.frame_url.clone()),
            frame: NodeRef::new(),
            open: StoredValue::new(None),
            asked: StoredValue::new(0),
        }
    }

    /// Asks the frame for a token of the card in it. `name` is the buyer's.
    pub async fn tokenize(self, name: &str) -> Result<String, AppError> {
        // Whoever pressed the button may have left the page since.
        let id = self.asked.try_with_value(|asked| asked + 1);
        let id = id.ok_or(AppError::Unavailable)?;
        self.asked.set_value(id);
        let (answer, answered) = oneshot::channel();
        self.open.set_value(Some(Question { id, answer }));
        self.post(id, name).map_err(|_| AppError::Unavailable)?;
        set_timeout(
            move || self.settle(id, Err(AppError::Unavailable)),
            PATIENCE,
        );
        answered.await.unwrap_or(Err(AppError::Unavailable))
    }

    fn post(self, id: u32, name: &str) -> Result<(), JsValue> {
        let frame = self
            .frame
            .get_untracked()
            .and_then(|frame| frame.content_window());
        let frame = frame.ok_or(JsValue::NULL)?;
        let message = js_sys::Object::new();
        let set = |key: &str, value: &JsValue| js_sys::Reflect::set(&message, &key.into(), value);
        set("type", &"stoa:tokenize".into())?;
        set("id", &id.into())?;
        set("name", &name.into())?;
        frame.post_message(
            &message,
            &self.url.with_value(|url| origin_of(url).to_owned()),
        )
    }

    fn hear(self, event: &MessageEvent) {
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let is_ours = self.url.with_value(|url| event.origin() == origin_of(url))
            && event.source().map(JsValue::from) == frame.content_window().map(JsValue::from);
        if !is_ours {
            return;
        }
        let message = event.data();
        let number = |key| field(&message, key).and_then(|value| value.as_f64());
        let id = number("id").map(|id| id as u32).unwrap_or_default();
        match text(&message, "type").as_deref() {
            Some("stoa:height") => {
                let height = number("px").unwrap_or_default().clamp(80.0, 1200.0);
                _ = web_sys::HtmlElement::style(&frame)
                    .set_property("block-size", &format!("{height}px"));
            }
            Some("stoa:token") => {
                self.settle(
                    id,
                    text(&message, "paymentMethod").ok_or(AppError::Unavailable),
                );
            }
            Some("stoa:error") => {
                let error = match text(&message, "field") {
                    Some(_) => AppError::Invalid(vec![FieldError {
                        field: Field::Card,
                        problem: FieldProblem::Malformed,
                    }]),
                    None => AppError::Unavailable,
                };
                self.settle(id, Err(error));
            }
            _ => {}
        }
    }

    fn settle(self, id: u32, outcome: Result<String, AppError>) {
        let question = self.open.try_update_value(|open| match open {
            Some(question) if question.id == id => open.take(),
            _ => None,
        });
        if let Some(question) = question.flatten() {
            // Whoever asked may be gone; then nobody minds.
            _ = question.answer.send(outcome);
        }
    }
}

#[component]
pub fn CardFields(card: Card, mistakes: Mistakes) -> impl IntoView {
    let mistake = mistake_in(Field::Card, mistakes);
    let src = RwSignal::new(None);
    // The frame is loaded once somebody listens to it; without script it never is.
    Effect::new(move |_| {
        let listener = window_event_listener(ev::message, move |event| card.hear(&event));
        on_cleanup(move || listener.remove());
        src.set(Some(card.url.get_value()));
    });
    view! {
        <div class="field with-script">
            <div class="pay-frame">
                <iframe
                    class="pay-frame-view"
                    id=name_of(Field::Card)
                    title="Card details"
                    referrerpolicy="origin"
                    src=move || src.get()
                    node_ref=card.frame
                ></iframe>
            </div>
            <FieldMistake name=name_of(Field::Card) mistake/>
        </div>
    }
}

fn field(message: &JsValue, key: &str) -> Option<JsValue> {
    js_sys::Reflect::get(message, &key.into()).ok()
}

fn text(message: &JsValue, key: &str) -> Option<String> {
    field(message, key)?.as_string()
}

/// `https://pay.example:8443` of any address there.
fn origin_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |scheme| scheme + 3);
    let end = url[host..]
        .find(['/', '?', '#'])
        .map_or(url.len(), |path| host + path);
    &url[..end]
}

#[cfg(test)]
mod tests {
    use super::origin_of;

    #[test]
    fn an_origin_ends_where_the_path_begins() {
        assert_eq!(
            origin_of("http://127.0.0.1:3010/embed/card"),
            "http://127.0.0.1:3010"
        );
        assert_eq!(origin_of("https://pay.example?x=/"), "https://pay.example");
        assert_eq!(origin_of("https://pay.example"), "https://pay.example");
    }
}
