//! Tokens for merchants' programs: shown once, good for what they were made for, and no longer.

use std::time::Duration;

use shop::api_tokens::{Admission, Scope};
use testkit::TestShop;

const BY: &str = "command:grace";

#[tokio::test]
async fn a_token_opens_what_it_was_made_for_and_nothing_else() {
    let test = TestShop::start().await;
    let tokens = test.shop.api_tokens();
    let token = tokens.create("desk", &[Scope::Refunds], None, BY).await;
    let shown = token.unwrap().reveal();
    let admitted = tokens.admit(&shown, Scope::Refunds).await.unwrap();
    let actor = "token:desk".to_owned();
    assert_eq!(admitted, Admission::Admitted { actor });
    let other = tokens.admit(&shown, Scope::Books).await.unwrap();
    assert_eq!(other, Admission::OutOfScope);
    assert!(tokens.list().await.unwrap()[0].last_used_at.is_some());
    let hash = "SELECT count(*) FROM api_token WHERE length(secret_hash) = 32";
    let kept: i64 = testkit::sqlx::query_scalar(hash)
        .fetch_one(&mut test.database.connect().await)
        .await
        .unwrap();
    assert_eq!(kept, 1, "only the hash is kept");
}

#[tokio::test]
async fn a_guessed_a_revoked_and_an_old_token_open_nothing() {
    let test = TestShop::start().await;
    let tokens = test.shop.api_tokens();
    let day = Duration::from_secs(24 * 60 * 60);
    let scopes = [Scope::Books];
    let short = tokens
        .create("short", &scopes, Some(day), BY)
        .await
        .unwrap();
    let long = tokens.create("long", &scopes, None, BY).await.unwrap();
    let mixed_up = format!("{}{}", &short.reveal()[..37], &long.reveal()[37..]);
    for guess in ["", "stoa_", "stoa_1_2", mixed_up.as_str()] {
        let told = tokens.admit(guess, Scope::Books).await.unwrap();
        assert_eq!(told, Admission::Unknown, "{guess}");
    }
    let opens = async |shown: String| {
        matches!(
            tokens.admit(&shown, Scope::Books).await.unwrap(),
            Admission::Admitted { .. }
        )
    };
    assert!(opens(short.reveal()).await && opens(long.reveal()).await);
    test.clock.advance(day);
    assert!(!opens(short.reveal()).await);
    assert!(opens(long.reveal()).await);
    tokens.revoke("long", BY).await.unwrap();
    assert!(!opens(long.reveal()).await);
    assert!(tokens.revoke("long", BY).await.is_err(), "once");
}
