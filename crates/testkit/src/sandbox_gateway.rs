//! The real sandbox gateway behind the real adapter, so that tests pay over the wire.

use std::{sync::Arc, time::Duration};

use gateways::{Gateway, Stripe, StripeSettings};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

const SECRET_KEY: &str = "sk_test_stoa";
const WEBHOOK_SECRET: &str = "whsec_stoa_sandbox";

pub struct TestGateway {
    url: Url,
    http: reqwest::Client,
}

impl TestGateway {
    /// Answers at once and sends no webhooks: a test rings the bell itself.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let settings = sandbox::Settings {
            secret_key: SECRET_KEY.to_owned(),
            webhook_secret: WEBHOOK_SECRET.to_owned(),
            webhook_url: String::new(),
            latency: sandbox::Span::millis(1),
            ..sandbox::Settings::default()
        };
        tokio::spawn(sandbox::serve(listener, settings));
        // Whoever was first chose the provider; then theirs stays.
        drop(rustls::crypto::ring::default_provider().install_default());
        Self {
            url: format!("http://{address}")
                .parse()
                .expect("an address and a port"),
            http: reqwest::Client::new(),
        }
    }

    /// The adapter that the shop uses. It loses patience a little sooner than in earnest.
    pub fn adapter(&self) -> Arc<dyn Gateway> {
        let settings = StripeSettings {
            api_url: self.url.clone(),
            secret_key: SECRET_KEY.into(),
            webhook_secrets: vec![WEBHOOK_SECRET.into()],
            card_frame_url: self.at("embed/card"),
            card_page_url: self.at("pay/card"),
            connect_timeout: Duration::from_secs(1),
            timeout: Duration::from_secs(2),
        };
        Arc::new(Stripe::new(settings).expect("a client can be made"))
    }

    /// Makes the gateway slow, faulty or absent; see the sandbox's own `/switches`.
    pub async fn switch(&self, rule: Value) {
        let answer = self
            .http
            .post(self.at("switches"))
            .json(&rule)
            .send()
            .await
            .expect("the gateway answers");
        assert!(
            answer.status().is_success(),
            "{}",
            answer.text().await.unwrap_or_default()
        );
    }

    /// Everything works again.
    pub async fn mend(&self) {
        self.http
            .delete(self.at("switches"))
            .send()
            .await
            .expect("the gateway answers");
    }

    /// What really happened to the money: the journal's entries of this kind.
    pub async fn journal(&self, kind: &str) -> Vec<Value> {
        let mut url = self.at("journal");
        url.query_pairs_mut().append_pair("kind", kind);
        let answer: Value = self
            .http
            .get(url)
            .send()
            .await
            .expect("the gateway answers")
            .json()
            .await
            .expect("the journal is JSON");
        answer["data"].as_array().cloned().unwrap_or_default()
    }

    /// A signed event about a payment intent: the signature and the body.
    pub fn webhook(
        event_id: &str,
        kind: &str,
        reference: &str,
        sent_at: domain::Timestamp,
    ) -> (String, Vec<u8>) {
        let body = json!({
            "id": event_id, "object": "event", "type": kind,
            "data": { "object": { "id": reference, "object": "payment_intent" } },
        })
        .to_string()
        .into_bytes();
        let signature = sandbox::sign(WEBHOOK_SECRET, sent_at.unix_millis() / 1000, &body);
        (signature, body)
    }

    fn at(&self, path: &str) -> Url {
        self.url.join(path).expect("a path of our own")
    }
}
