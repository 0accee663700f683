//! What the gateway's webhooks are answered.

use std::time::{SystemTime, UNIX_EPOCH};

use testkit::TestDatabase;

use crate::program::Program;

const SECRET: &str = "whsec_stoa_sandbox";
const EVENT: &str = r#"{"id":"evt_1","object":"event","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent","metadata":{}}}}"#;

/// As the gateway signs: now, or it would be too old.
#[expect(
    clippy::disallowed_methods,
    reason = "the program under test has the real clock"
)]
fn signature(secret: &str, body: &str) -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    sandbox::sign(secret, i64::try_from(now).unwrap(), body.as_bytes())
}

#[tokio::test]
async fn a_webhook_is_answered_by_whether_it_is_kept() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    let deliver = async |signature: String| {
        let delivery = program
            .post("/webhooks/stripe")
            .header("stripe-signature", signature)
            .body(EVENT);
        delivery.send().await.unwrap().status().as_u16()
    };
    assert_eq!(deliver(signature(SECRET, EVENT)).await, 200);
    assert_eq!(
        deliver(signature(SECRET, EVENT)).await,
        200,
        "twice is as good as once"
    );
    assert_eq!(deliver(signature("whsec_other", EVENT)).await, 400);
    assert_eq!(deliver(String::new()).await, 400);

    let mut admin = database.connect().await;
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM webhook_inbox")
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(kept, 1);
    sqlx::Executor::execute(&mut admin, "ALTER TABLE webhook_inbox RENAME TO away")
        .await
        .unwrap();
    assert_eq!(
        deliver(signature(SECRET, EVENT)).await,
        503,
        "so that it is sent again"
    );
}
