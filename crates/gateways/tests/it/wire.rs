//! A gateway to call, and Ada's order.

use std::time::Duration;

use domain::{Currency, Money, OrderId, PaymentId, payment::PaymentState};
use gateways::{Capture, Charge, Stripe, StripeSettings, Verdict};
use sandbox::{Settings, Span};
use tokio::net::TcpListener;
use uuid::Uuid;

/// A gateway of its own for each test, and the shop's adapter to it.
pub(crate) struct Wire {
    pub(crate) url: String,
    pub(crate) stripe: Stripe,
}

pub(crate) async fn wire() -> Wire {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    let settings = Settings {
        latency: Span::millis(0),
        webhook_url: String::new(),
        ..Settings::default()
    };
    tokio::spawn(sandbox::serve(listener, settings));
    Wire {
        stripe: stripe(&url, "sk_test_stoa"),
        url,
    }
}

pub(crate) fn stripe(url: &str, secret_key: &str) -> Stripe {
    let at = |path: &str| format!("{url}{path}").parse().expect("an address");
    Stripe::new(StripeSettings {
        api_url: at("/"),
        secret_key: secret_key.into(),
        webhook_secrets: vec!["whsec_stoa_sandbox".into()],
        card_frame_url: at("/embed/card"),
        card_page_url: at("/pay/card"),
        connect_timeout: StripeSettings::CONNECT_TIMEOUT,
        timeout: Duration::from_millis(700),
    })
    .expect("nothing is called yet")
}

/// Ada's order of €18.00, paid by a ready-made test card.
pub(crate) fn purchase(card: &str) -> Charge {
    Charge {
        payment: PaymentId(Uuid::from_u128(1)),
        order: OrderId(Uuid::from_u128(2)),
        amount: Money::new(1800, Currency::Eur),
        payment_method: card.to_owned(),
        idempotency_key: "pay:2:1".to_owned(),
        capture: Capture::AtOnce,
        return_url: "http://127.0.0.1:3000/orders/S-1".to_owned(),
        trace_parent: None,
    }
}

pub(crate) fn captured(verdict: &Verdict) -> bool {
    verdict.state
        == PaymentState::Captured {
            reference: verdict.reference.clone(),
            amount: Money::new(1800, Currency::Eur),
        }
}

impl Wire {
    /// Makes the next call about Ada's order, or all of them, go wrong.
    pub(crate) async fn switch(&self, rule: &str) {
        let scope = format!(
            "\"scope\": {{\"metadata.order\": \"{}\"}}",
            purchase("").order
        );
        let answer = reqwest::Client::new()
            .post(format!("{}/switches", self.url))
            .header("content-type", "application/json")
            .body(format!("{{{scope}, {rule}}}"))
            .send()
            .await
            .expect("the gateway answers");
        assert_eq!(answer.status(), 200, "{rule}");
    }

    pub(crate) async fn captures(&self) -> usize {
        let journal = reqwest::get(format!("{}/journal?kind=capture", self.url)).await;
        let journal = journal.expect("the gateway answers").text().await;
        journal
            .expect("a body")
            .matches("\"kind\":\"capture\"")
            .count()
    }
}
