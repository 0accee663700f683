//! What a shopper hears by mail: everything once, whatever fails on the way.

use std::{sync::Arc, time::Duration};

use domain::order::OrderStatus;
use futures::future::join_all;
use shop::{
    clock::SystemClock,
    mails::{Letter, PostError, post},
};
use tokio::net::TcpListener;

use crate::till::{self, BAD_CARD, CAREFUL_CARD, GOOD_CARD, Till};

fn kinds(till: &Till) -> Vec<String> {
    let letters = till.test.post.letters();
    letters.into_iter().map(|letter| letter.kind).collect()
}

async fn only_letter(till: &Till) -> Letter {
    let letters = till.test.post.letters();
    assert_eq!(letters.len(), 1, "{letters:?}");
    letters[0].clone()
}

#[tokio::test]
async fn linus_gets_one_confirmation_however_often_the_news_of_his_payment_comes() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(2).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    for _ in 0..3 {
        till.test.shop.payments().settle_order(&key).await.unwrap();
        till.let_time_pass(false).await;
        till.test.shop.mails().sweep().await.unwrap();
        till.work().await;
    }
    let letter = only_letter(&till).await;
    assert_eq!(letter.to, "linus@example.com");
    let page = till.test.shop.orders().page(&key).await.unwrap();
    assert_eq!(
        letter.subject,
        format!("Order {} is confirmed", page.number)
    );
    assert!(
        letter
            .text
            .contains(&format!("http://127.0.0.1:3000/orders/{key}"))
    );
    assert!(
        letter
            .text
            .contains("2 x Enamel mug (Colour: Chalk): €36.00")
    );
    till.check_the_books().await;
}

#[tokio::test]
async fn a_declined_card_is_told_once_and_the_card_that_pays_is_confirmed() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    till.buy(&linus, BAD_CARD, "1").await;
    till.buy(&linus, BAD_CARD, "2").await;
    till.buy(&linus, GOOD_CARD, "3").await;
    assert_eq!(kinds(&till), ["payment_failed", "confirmation"]);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_failure_that_is_over_when_its_mail_could_leave_is_not_told() {
    let (till, _gateway) = till::open().await;
    let later = PostError::Later("busy".to_owned());
    till.test.post.trouble(Some(later));
    let linus = till.linus(1).await;
    till.buy(&linus, BAD_CARD, "1").await;
    let key = till.buy(&linus, GOOD_CARD, "2").await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    till.test.post.trouble(None);
    till.let_time_pass(false).await;
    till.test.shop.mails().sweep().await.unwrap();
    till.work().await;
    assert_eq!(kinds(&till), ["confirmation"]);
    let dropped = "SELECT count(*) FROM mail WHERE kind = 'payment_failed' AND state = 'dropped'";
    assert_eq!(till.count(dropped).await, 1);
}

#[tokio::test]
async fn a_mail_server_that_refuses_every_connection_fails_no_order() {
    let (till, gateway) = till::open().await;
    // A port that was free a moment ago: whoever calls is refused.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    drop(listener);
    let server = post::open(&url, "Stoa <orders@shop.example>", Arc::new(SystemClock)).unwrap();
    let letter = Letter {
        id: "1".to_owned(),
        kind: "confirmation".to_owned(),
        to: "linus@example.com".to_owned(),
        subject: "Order".to_owned(),
        text: "Text".to_owned(),
        html: "<p>Text</p>".to_owned(),
    };
    let refusal = server.send(&letter).await.unwrap_err();
    assert!(matches!(refusal, PostError::Later(_)), "{refusal:?}");

    till.test.post.trouble(Some(refusal));
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    assert_eq!(till.status(&key).await, OrderStatus::Paid);
    assert_eq!(gateway.journal("capture").await.len(), 1);
    let waits =
        "SELECT count(*) FROM mail WHERE state = 'queued' AND tries = 1 AND last_error IS NOT NULL";
    assert_eq!(till.count(waits).await, 1);

    till.test.post.trouble(None);
    till.let_time_pass(false).await;
    till.test.shop.mails().sweep().await.unwrap();
    till.work().await;
    assert_eq!(kinds(&till), ["confirmation"]);
    till.check_the_books().await;
}

#[tokio::test]
async fn a_mail_is_sent_even_if_its_job_is_lost() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let placed = till.place(&linus, GOOD_CARD, "1").await.unwrap();
    till.test
        .shop
        .payments()
        .charge(crate::payments::payment(&till).await)
        .await
        .unwrap();
    assert_eq!(till.status(&placed.key).await, OrderStatus::Paid);
    till.sql("DELETE FROM apalis.jobs").await;
    assert_eq!(till.test.shop.mails().sweep().await.unwrap().picked_up, 1);
    till.work().await;
    assert_eq!(kinds(&till), ["confirmation"]);
}

#[tokio::test]
async fn two_workers_with_the_same_mail_send_it_once() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    till.place(&linus, GOOD_CARD, "1").await.unwrap();
    till.test
        .shop
        .payments()
        .charge(crate::payments::payment(&till).await)
        .await
        .unwrap();
    let id = till.mail("confirmation").await;
    let mails = till.test.shop.mails();
    for done in join_all((0..8).map(|_| mails.send(id))).await {
        done.unwrap();
    }
    till.work().await;
    assert_eq!(kinds(&till), ["confirmation"]);
}

#[tokio::test]
async fn a_mail_whose_sender_died_is_sent_again_with_the_same_id() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    till.buy(&linus, GOOD_CARD, "1").await;
    // The server took it, and its sender died before that was written down.
    till.sql("UPDATE mail SET state = 'sending', sent_at = NULL, next_try_at = now() + interval '1 minute'")
        .await;
    till.test.shop.mails().sweep().await.unwrap();
    till.work().await;
    assert_eq!(till.test.post.letters().len(), 1, "its sender may be alive");
    till.let_time_pass(false).await;
    till.test.shop.mails().sweep().await.unwrap();
    till.work().await;
    let letters = till.test.post.letters();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0].id, letters[1].id);
}

#[tokio::test]
async fn an_address_that_no_server_takes_is_not_tried_again_and_old_news_is_given_up() {
    let (till, _gateway) = till::open().await;
    let never = PostError::Refused("550 no such user".to_owned());
    till.test.post.trouble(Some(never));
    let linus = till.linus(1).await;
    till.buy(&linus, GOOD_CARD, "1").await;
    let failed =
        "SELECT count(*) FROM mail WHERE state = 'failed' AND last_error = '550 no such user'";
    assert_eq!(till.count(failed).await, 1);

    till.test
        .post
        .trouble(Some(PostError::Later("away".to_owned())));
    let linus = till.linus(1).await;
    till.buy(&linus, GOOD_CARD, "2").await;
    till.sql("UPDATE mail SET queued_at = now() - interval '4 days'")
        .await;
    assert_eq!(till.test.shop.mails().sweep().await.unwrap().given_up, 1);
    assert_eq!(
        till.count("SELECT count(*) FROM mail WHERE state = 'failed'")
            .await,
        2
    );
}

#[tokio::test]
async fn a_parcel_that_leaves_is_told_with_where_it_can_be_followed() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let orders = till.test.shop.orders();
    let number = orders.page(&key).await.unwrap().number;
    let nonsense = Some("javascript:alert(1)".to_owned());
    assert!(orders.ship(&number, nonsense).await.is_err());
    let tracking = "https://parcels.example/1?lang=en".to_owned();
    orders.ship(&number, Some(tracking.clone())).await.unwrap();
    assert!(orders.ship(&number, None).await.is_err(), "it left already");
    till.work().await;
    let page = orders.page(&key).await.unwrap();
    assert_eq!(page.status, OrderStatus::Shipped);
    assert_eq!(page.tracking, Some(tracking.clone()));
    assert_eq!(kinds(&till), ["confirmation", "shipped"]);
    assert!(till.test.post.letters()[1].text.contains(&tracking));
    let actor =
        "SELECT count(*) FROM order_event WHERE to_state = 'fulfilled' AND actor = 'merchant'";
    assert_eq!(till.count(actor).await, 1);
    till.check_the_books().await;
}

#[tokio::test]
async fn whoever_forgets_their_bank_hears_that_the_time_is_over() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    till.buy(&linus, CAREFUL_CARD, "1").await;
    till.let_time_pass(true).await;
    till.test.shop.payments().sweep().await.unwrap();
    till.work().await;
    let letter = only_letter(&till).await;
    assert!(
        letter.text.contains("The time to pay ran out."),
        "{}",
        letter.text
    );
}

#[tokio::test]
async fn a_caught_mail_can_be_read_and_nothing_else_in_the_folder_can() {
    let folder = std::env::temp_dir().join(format!("stoa-mails-{}", std::process::id()));
    let catcher = post::open(
        folder.to_str().unwrap(),
        "Stoa <orders@shop.example>",
        Arc::new(SystemClock),
    )
    .unwrap();
    assert_eq!(post::Folder::list(&folder, 10).await.unwrap(), []);
    let letter = Letter {
        id: "abc".to_owned(),
        kind: "confirmation".to_owned(),
        to: "linus@example.com".to_owned(),
        subject: "Order 7K4M-92QX is confirmed".to_owned(),
        text: "Text".to_owned(),
        html: "<p>Text</p>".to_owned(),
    };
    catcher.send(&letter).await.unwrap();
    tokio::time::sleep(Duration::from_millis(2)).await;
    catcher.send(&letter).await.unwrap();
    let caught = post::Folder::list(&folder, 10).await.unwrap();
    assert_eq!(caught.len(), 2, "a mail that was sent twice is there twice");
    let found = post::Folder::find(&folder, &caught[0].name).await.unwrap();
    assert_eq!(found.unwrap().letter, letter);
    for strange in ["../secret", "", "none"] {
        assert_eq!(post::Folder::find(&folder, strange).await.unwrap(), None);
    }
    std::fs::remove_dir_all(folder).unwrap();
}
