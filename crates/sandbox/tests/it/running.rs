//! A gateway for one test, and the few words tests say to it.

use std::{path::Path, process::Stdio};

use sandbox::{Settings, Span};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    net::TcpListener,
    process::{Child, Command},
};

pub(crate) const SHOP: &str = "http://127.0.0.1:3000";

pub(crate) struct Running {
    pub(crate) url: String,
    pub(crate) http: reqwest::Client,
}

/// Quick and without webhooks, unless the test says otherwise.
pub(crate) fn settings() -> Settings {
    Settings {
        latency: Span::millis(0),
        webhook_url: String::new(),
        ..Settings::default()
    }
}

pub(crate) async fn start(settings: Settings) -> Running {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    tokio::spawn(sandbox::serve(listener, settings));
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a plain client");
    Running { url, http }
}

impl Running {
    /// The gateway as a process of its own, which a test can kill.
    pub(crate) async fn program(journal: &Path) -> (Child, Self) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .args(["--addr", "127.0.0.1:0", "--webhook-url", ""])
            .args(["--latency", "0ms", "--journal"])
            .arg(journal)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program starts");
        let stdout = program.stdout.take().expect("piped");
        let line = BufReader::new(stdout).lines().next_line().await;
        let line = line.expect("readable").expect("a first line");
        let url = line
            .strip_prefix("sandbox listening on ")
            .expect("the address");
        let gateway = Self {
            url: url.to_owned(),
            http: reqwest::Client::new(),
        };
        (program, gateway)
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> reqwest::RequestBuilder {
        self.http
            .post(format!("{}{path}", self.url))
            .bearer_auth("sk_test_stoa")
            .form(fields)
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let call = self.http.get(format!("{}{path}", self.url));
        let answer = call.bearer_auth("sk_test_stoa").send().await;
        let answer = answer.expect("the gateway answers");
        answer.json().await.expect("JSON")
    }

    pub(crate) async fn card(&self, number: &str) -> String {
        let answer = self.post(
            "/v1/payment_methods",
            &[
                ("type", "card"),
                ("card[number]", number),
                ("card[exp_month]", "12"),
                ("card[exp_year]", "34"),
                ("card[cvc]", "123"),
            ],
        );
        let (status, method) = answered(answer).await;
        assert_eq!(status, 200, "{method}");
        method["id"].as_str().expect("an id").to_owned()
    }

    /// Asks for €18.00 with a fresh card of this number.
    pub(crate) async fn pay(&self, number: &str, order: &str) -> (u16, Value) {
        let card = self.card(number).await;
        answered(self.post("/v1/payment_intents", &purchase(&card, order))).await
    }

    pub(crate) async fn switch(&self, rule: Value) {
        let call = self.http.post(format!("{}/switches", self.url)).json(&rule);
        let answer = call.send().await.expect("the gateway answers");
        assert_eq!(answer.status(), 200, "{rule}");
    }

    pub(crate) async fn journal(&self, query: &str) -> Vec<Value> {
        let journal = self.get(&format!("/journal?{query}")).await;
        journal["data"].as_array().expect("entries").clone()
    }
}

pub(crate) fn purchase<'a>(card: &'a str, order: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("amount", "1800"),
        ("currency", "eur"),
        ("payment_method", card),
        ("confirm", "true"),
        ("return_url", "http://127.0.0.1:3000/orders/S-1?from=bank"),
        ("metadata[order]", order),
        ("metadata[payment_id]", "p-1"),
    ]
}

pub(crate) async fn answered(call: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = call.send().await.expect("the gateway answers");
    let status = answer.status().as_u16();
    (status, answer.json().await.expect("JSON"))
}
