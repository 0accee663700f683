//! Hears of an order's changes as they happen.

use domain::order::{OrderKey, OrderStatus};
use futures::{FutureExt as _, StreamExt as _, select};
use gloo_net::eventsource::futures::EventSource;
use leptos::{prelude::*, server::codee::Decoder as _, task::spawn_local};
use send_wrapper::SendWrapper;

use crate::{paths, wire::Wire};

/// Calls `changed` once the order is no longer as it is `shown`. Ends with the page.
pub(super) fn watch(
    key: &OrderKey,
    shown: OrderStatus,
    changed: impl Fn() + Send + Sync + 'static,
) {
    if !shown.is_settling() {
        return;
    }
    let address = paths::order_events(key);
    // None on the server, where a page may be dropped by another thread than the one that made it.
    let source = StoredValue::new(None);
    let changed = StoredValue::new(changed);
    let shown = StoredValue::new(shown);
    // Effects run in the browser only.
    Effect::new(move |_| {
        let Ok(mut events) = EventSource::new(&address) else {
            return;
        };
        let (Ok(mut statuses), Ok(mut end)) = (events.subscribe("status"), events.subscribe("end"))
        else {
            return;
        };
        source.set_value(Some(SendWrapper::new(events)));
        spawn_local(async move {
            loop {
                let message = select! {
                    message = statuses.next().fuse() => message,
                    _ = end.next().fuse() => None,
                };
                let Some(message) = message else { break };
                // A line that broke is picked up again by the browser itself.
                let Ok((_, message)) = message else { continue };
                let status = message.data().as_string();
                let status: Option<OrderStatus> = status.and_then(|json| Wire::decode(&json).ok());
                let is_new =
                    shown.try_with_value(|shown| status.is_some_and(|status| status != *shown));
                match is_new {
                    Some(true) => {
                        changed.try_with_value(|changed| changed());
                        break;
                    }
                    Some(false) => {}
                    None => break,
                }
            }
            close(source);
        });
    });
    on_cleanup(move || close(source));
}

fn close(source: StoredValue<Option<SendWrapper<EventSource>>>) {
    if let Some(Some(events)) = source.try_update_value(Option::take) {
        events.take().close();
    }
}
