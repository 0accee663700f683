//! Back to an order with what a person knows: its number and their e-mail.

use domain::checkout::{Field, FieldProblem};
use shop::ShopError;

use crate::till::{self, GOOD_CARD};

const HOME: &str = "203.0.113.9";

#[tokio::test]
async fn linus_finds_his_order_by_its_number_however_he_types_it() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let orders = till.test.shop.orders();
    let number = orders.page(&key).await.unwrap().number.to_string();
    let sloppy = format!(" {} ", number.to_lowercase().replace('-', " "));
    let found = orders.find(&sloppy, " Linus@Example.com ", HOME).await;
    assert_eq!(found.unwrap(), key);
}

#[tokio::test]
async fn a_wrong_e_mail_and_a_number_that_was_never_given_out_look_the_same() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let orders = till.test.shop.orders();
    let number = orders.page(&key).await.unwrap().number.to_string();
    let wrong_email = orders.find(&number, "ada@example.com", HOME).await;
    let wrong_number = orders.find("0000-0000", "linus@example.com", HOME).await;
    assert!(matches!(wrong_email, Err(ShopError::NotFound)));
    assert!(matches!(wrong_number, Err(ShopError::NotFound)));
    let Err(ShopError::Invalid(mistakes)) = orders.find("", "nobody", HOME).await else {
        panic!("that is neither a number nor an e-mail")
    };
    let told: Vec<_> = mistakes
        .iter()
        .map(|mistake| (mistake.field, mistake.problem))
        .collect();
    assert_eq!(
        told,
        [
            (Field::OrderNumber, FieldProblem::Missing),
            (Field::Email, FieldProblem::Malformed),
        ]
    );
}

#[tokio::test]
async fn nobody_guesses_an_e_mail_for_long_from_wherever_they_come() {
    let (till, _gateway) = till::open().await;
    let linus = till.linus(1).await;
    let key = till.buy(&linus, GOOD_CARD, "1").await;
    let orders = till.test.shop.orders();
    let number = orders.page(&key).await.unwrap().number.to_string();
    for guess in 0..10 {
        let from = format!("198.51.100.{guess}");
        let email = format!("guess{guess}@example.com");
        let answer = orders.find(&number, &email, &from).await;
        assert!(matches!(answer, Err(ShopError::NotFound)), "{answer:?}");
    }
    let even_right = orders.find(&number, "linus@example.com", HOME).await;
    assert!(matches!(even_right, Err(ShopError::TooManyAttempts { .. })));
    // It is not a lock on the shop's door: other orders are found, and this one again later.
    let other = till.linus(1).await;
    let other_key = till.buy(&other, GOOD_CARD, "2").await;
    let other_number = orders.page(&other_key).await.unwrap().number.to_string();
    let found = orders.find(&other_number, "linus@example.com", HOME).await;
    assert_eq!(found.unwrap(), other_key);
    till.test
        .clock
        .advance(std::time::Duration::from_secs(16 * 60));
    let later = orders.find(&number, "linus@example.com", HOME).await;
    assert_eq!(later.unwrap(), key);
}

#[tokio::test]
async fn one_place_can_t_try_number_after_number() {
    let (till, _gateway) = till::open().await;
    let orders = till.test.shop.orders();
    for guess in 0..50 {
        let number = format!("0000-{guess:04}");
        let answer = orders.find(&number, "linus@example.com", HOME).await;
        assert!(matches!(answer, Err(ShopError::NotFound)));
    }
    let next = orders.find("0000-9999", "linus@example.com", HOME).await;
    assert!(matches!(next, Err(ShopError::TooManyAttempts { .. })));
    let neighbour = orders
        .find("0000-9999", "linus@example.com", "198.51.100.1")
        .await;
    assert!(matches!(neighbour, Err(ShopError::NotFound)));
}
