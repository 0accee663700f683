//! Which number does what, and what a mistake in a card is called.

use super::*;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 22);

fn read(number: &str) -> Result<Card, CardFault> {
    Card::read(
        TypedCard {
            number,
            exp_month: "12",
            exp_year: "30",
            cvc: Some("123"),
        },
        TODAY,
    )
}

#[test]
fn ada_may_type_spaces_and_dashes() {
    let card = read("4242 4242-4242 4242").expect("a good card");
    assert_eq!((card.brand, card.last4.as_str()), (Brand::Visa, "4242"));
    assert_eq!(card.behaviour, Behaviour::Pays);
    assert_eq!(card.exp_year, 2030);
}

#[test]
fn every_published_number_behaves_as_published() {
    for (number, code, decline_code) in [
        ("4000000000000002", "card_declined", "generic_decline"),
        ("4000000000009995", "card_declined", "insufficient_funds"),
        ("4000000000009987", "card_declined", "lost_card"),
        ("4000000000000069", "expired_card", "expired_card"),
        ("4000000000000127", "incorrect_cvc", "incorrect_cvc"),
        ("4000000000000119", "processing_error", "processing_error"),
    ] {
        let Behaviour::Declines(decline) = read(number).expect("well formed").behaviour else {
            panic!("{number} should decline");
        };
        assert_eq!(decline.fault().code, code);
        assert_eq!(decline.fault().decline_code, Some(decline_code));
    }
    for number in ["4000002760003184", "4000002500003155", "4000000000003220"] {
        assert_eq!(
            read(number).expect("well formed").behaviour,
            Behaviour::Authenticates(AfterAuthentication::Pays)
        );
    }
    assert_eq!(
        read("4000000000000259").expect("well formed").behaviour,
        Behaviour::PaysThenDisputes
    );
}

#[test]
fn a_slip_of_the_finger_is_named_by_field() {
    let codes = |number, exp_month, exp_year, cvc| {
        let typed = TypedCard {
            number,
            exp_month,
            exp_year,
            cvc: Some(cvc),
        };
        Card::read(typed, TODAY).map_err(|fault| (fault.code, fault.param))
    };
    let good = "4242424242424242";
    let wrong = |code, param| Err((code, Some(param)));
    assert_eq!(
        codes("4242424242424241", "12", "30", "123"),
        wrong("incorrect_number", "number")
    );
    assert_eq!(
        codes("4242", "12", "30", "123"),
        wrong("incorrect_number", "number")
    );
    assert_eq!(
        codes(good, "13", "30", "123"),
        wrong("invalid_expiry_month", "exp_month")
    );
    assert_eq!(
        codes(good, "10", "26", "123"),
        wrong("invalid_expiry_month", "exp_month")
    );
    assert_eq!(
        codes(good, "12", "25", "123"),
        wrong("invalid_expiry_year", "exp_year")
    );
    assert_eq!(codes(good, "12", "30", "12"), wrong("invalid_cvc", "cvc"));
    assert!(codes(good, "11", "2026", "123").is_ok());
    assert!(codes("378282246310005", "12", "30", "1234").is_ok());
    assert_eq!(
        codes("378282246310005", "12", "30", "123"),
        wrong("invalid_cvc", "cvc")
    );
}

#[test]
fn a_real_card_is_refused() {
    let fault = read("4539578763621486").expect_err("not a test number");
    assert_eq!(fault.decline_code, Some("test_mode_live_card"));
}
