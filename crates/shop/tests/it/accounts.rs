//! Signing up, in and out, as Ada does it and as somebody does who isn't Ada.

use std::time::Duration;

use domain::{
    Refusal,
    checkout::{Field, FieldProblem},
};
use shop::{ShopError, accounts::Session};
use testkit::TestShop;
use testkit::sqlx::Row as _;

const PASSWORD: &str = "correct horse battery";

async fn with_ada() -> (TestShop, Session) {
    let test = TestShop::start().await;
    let session = test
        .shop
        .accounts()
        .sign_up("Ada", "Ada@Example.com ", PASSWORD)
        .await
        .unwrap();
    (test, session)
}

#[tokio::test]
async fn ada_signs_up_comes_back_and_leaves() {
    let (test, first) = with_ada().await;
    let again = test
        .shop
        .accounts()
        .sign_in("ada@example.com", PASSWORD, "127.0.0.1")
        .await
        .unwrap();
    assert_eq!(again.viewer, first.viewer);
    assert_ne!(again.token, first.token, "every sign-in makes a new token");

    let accounts = test.shop.accounts();
    assert_eq!(
        accounts.viewer(&again.token).await.unwrap(),
        Some(again.viewer.clone())
    );
    accounts.sign_out(&again.token).await.unwrap();
    assert_eq!(accounts.viewer(&again.token).await.unwrap(), None);
    assert!(
        accounts.viewer(&first.token).await.unwrap().is_some(),
        "the other device stays signed in"
    );
}

#[tokio::test]
async fn the_database_knows_no_password_and_no_token() {
    let (test, session) = with_ada().await;
    let rows = testkit::sqlx::query("SELECT account::text || session::text FROM account, session")
        .fetch_all(&mut test.database.connect().await)
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    let kept: String = rows[0].get(0);
    assert!(kept.contains("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
    assert!(!kept.contains(PASSWORD) && !kept.contains(&session.token.reveal()));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_email_get_the_same_answer() {
    let (test, _) = with_ada().await;
    for (email, password) in [
        ("ada@example.com", "wrong horse battery"),
        ("nobody@example.com", PASSWORD),
        ("?", ""),
    ] {
        let refused = test
            .shop
            .accounts()
            .sign_in(email, password, "127.0.0.1")
            .await
            .unwrap_err();
        assert!(
            matches!(refused, ShopError::Refused(Refusal::WrongCredentials)),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn the_eleventh_guess_has_to_wait_even_if_it_is_right() {
    let (test, _) = with_ada().await;
    for guess in 0..10 {
        let wrong = format!("guess number {guess}");
        test.shop
            .accounts()
            .sign_in("ada@example.com", &wrong, "127.0.0.1")
            .await
            .unwrap_err();
    }
    let refused = test
        .shop
        .accounts()
        .sign_in("ADA@example.com", PASSWORD, "127.0.0.2")
        .await
        .unwrap_err();
    assert!(
        matches!(refused, ShopError::TooManyAttempts { .. }),
        "{refused:?}"
    );
    test.clock.advance(Duration::from_secs(16 * 60));
    test.shop
        .accounts()
        .sign_in("ada@example.com", PASSWORD, "127.0.0.1")
        .await
        .unwrap();
}

#[tokio::test]
async fn a_session_sleeps_three_days_and_lives_two_weeks() {
    let (test, session) = with_ada().await;
    let day = Duration::from_secs(24 * 60 * 60);
    for _ in 0..6 {
        test.clock.advance(day * 2);
        assert!(
            test.shop
                .accounts()
                .viewer(&session.token)
                .await
                .unwrap()
                .is_some()
        );
    }
    test.clock.advance(day * 2);
    assert!(
        test.shop
            .accounts()
            .viewer(&session.token)
            .await
            .unwrap()
            .is_none(),
        "two weeks are over"
    );

    let fresh = test
        .shop
        .accounts()
        .sign_in("ada@example.com", PASSWORD, "127.0.0.1")
        .await
        .unwrap();
    test.clock.advance(day * 4);
    assert!(
        test.shop
            .accounts()
            .viewer(&fresh.token)
            .await
            .unwrap()
            .is_none(),
        "it slept too long"
    );
}

#[tokio::test]
async fn a_taken_email_and_a_bad_form_are_told_apart() {
    let (test, _) = with_ada().await;
    let taken = test
        .shop
        .accounts()
        .sign_up("Eve", "ada@example.com", "another fine password")
        .await
        .unwrap_err();
    assert!(
        matches!(taken, ShopError::Refused(Refusal::EmailTaken)),
        "{taken:?}"
    );

    let ShopError::Invalid(errors) = test
        .shop
        .accounts()
        .sign_up(" ", "eve", "short")
        .await
        .unwrap_err()
    else {
        panic!("a form full of mistakes was accepted")
    };
    let found: Vec<_> = errors
        .iter()
        .map(|error| (error.field, error.problem))
        .collect();
    assert_eq!(
        found,
        [
            (Field::Name, FieldProblem::Missing),
            (Field::Email, FieldProblem::Malformed),
            (Field::Password, FieldProblem::TooShort),
        ]
    );
}

#[tokio::test]
async fn the_address_book_always_has_one_default() {
    let (test, session) = with_ada().await;
    let (accounts, ada) = (test.shop.accounts(), session.viewer.account);
    let london = accounts
        .save_address(ada, None, &testkit::ada())
        .await
        .unwrap();
    let helsinki = accounts
        .save_address(ada, None, &testkit::linus())
        .await
        .unwrap();
    let defaults = async || {
        let book = test.shop.accounts().addresses(ada).await.unwrap();
        book.iter()
            .filter(|saved| saved.is_default)
            .map(|saved| saved.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(defaults().await, [london]);
    accounts.set_default_address(ada, helsinki).await.unwrap();
    assert_eq!(defaults().await, [helsinki]);
    accounts.delete_address(ada, helsinki).await.unwrap();
    assert_eq!(defaults().await, [london]);

    let eve = test
        .shop
        .accounts()
        .sign_up("Eve", "eve@example.com", "another fine password")
        .await
        .unwrap();
    let eve = eve.viewer.account;
    assert!(matches!(
        accounts.delete_address(eve, london).await,
        Err(ShopError::NotFound)
    ));
    assert!(matches!(
        accounts
            .save_address(eve, Some(london), &testkit::linus())
            .await,
        Err(ShopError::NotFound)
    ));
    assert_eq!(defaults().await, [london]);
}
