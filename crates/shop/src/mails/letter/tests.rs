//! Each mail, read as its shopper reads it.

use domain::{
    CalendarDate, CartId, Currency, OrderId, Timestamp,
    cart::Quantity,
    checkout::{CheckoutDetails, PostalAddress, ShippingMethod},
    order::{OrderKey, OrderState, OrderTotals},
    payment::DeclineReason,
};
use uuid::Uuid;

use super::*;

const SHOP: &str = "https://shop.example";

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn day(day: u8) -> CalendarDate {
    CalendarDate {
        year: 2026,
        month: 11,
        day,
    }
}

fn order(name: &str) -> StoredOrder {
    StoredOrder {
        id: OrderId(Uuid::from_u128(7)),
        number: "7K4M-92QX".parse().unwrap(),
        key: OrderKey::from_random(7),
        cart: CartId(Uuid::from_u128(8)),
        account: None,
        state: OrderState::Paid,
        details: CheckoutDetails {
            email: "linus@example.com".parse().unwrap(),
            address: PostalAddress {
                name: name.to_owned(),
                line1: "Mannerheimintie 1".to_owned(),
                line2: None,
                postcode: "00100".to_owned(),
                city: "Helsinki".to_owned(),
                country: "FI".parse().unwrap(),
                phone: None,
            },
            shipping: ShippingMethod::Standard,
        },
        totals: OrderTotals {
            subtotal: eur(3600),
            shipping: eur(490),
            total: eur(4090),
        },
        delivery: (day(24), day(26)),
        trace_parent: None,
        placed_at: Timestamp::from_unix_millis(1_795_355_101_000),
    }
}

fn mugs(title: &str) -> OrderLine {
    OrderLine {
        sku: "MUG-ENA-MOS".to_owned(),
        product: None,
        title: title.to_owned(),
        options: vec![("Colour".to_owned(), "Moss".to_owned())],
        picture: None,
        unit_price: eur(1800),
        quantity: Quantity::new(2).unwrap(),
        total: eur(3600),
    }
}

/// Subject, text and HTML.
fn read(mail: &Mail, name: &str, title: &str) -> (String, String, String) {
    let contents = contents(
        mail,
        &order(name),
        &[mugs(title)],
        "Finland".to_owned(),
        SHOP,
        "Stoa",
    );
    let text = Text { mail: &contents }.render().unwrap();
    let html = Html { mail: &contents }.render().unwrap();
    (contents.subject, text, html)
}

#[test]
fn linus_reads_what_he_bought_what_it_cost_and_when_it_comes() {
    let (subject, text, html) = read(&Mail::Confirmation, "Linus T.", "Enamel mug");
    assert_eq!(subject, "Order 7K4M-92QX is confirmed");
    let link = format!("{SHOP}/orders/{}", OrderKey::from_random(7));
    for part in [&text, &html] {
        for told in [
            "We received your payment of €40.90",
            "between Tue 24 Nov and Thu 26 Nov",
            "Enamel mug",
            "Colour: Moss",
            "€36.00",
            "€4.90",
            "Helsinki",
            "Finland",
            &link,
        ] {
            assert!(part.contains(told), "{told:?} is missing in {part}");
        }
    }
    assert!(
        text.contains("2 x Enamel mug (Colour: Moss): €36.00\n"),
        "{text}"
    );
    assert!(text.contains("\n\nDELIVERY TO\n\nLinus T.\n"), "{text}");
}

#[test]
fn a_failed_payment_says_why_and_how_to_go_on() {
    for reason in DeclineReason::ALL {
        let (subject, text, html) = read(&Mail::PaymentFailed { reason }, "Linus T.", "Mug");
        assert!(subject.contains("did not go through"));
        assert!(text.contains("No money was taken."));
        assert!(html.contains(">Pay again</a>"));
    }
}

#[test]
fn a_refund_says_how_much_and_a_parcel_where_it_is() {
    let refund = Mail::Refund {
        id: Uuid::from_u128(1),
        amount: eur(500),
    };
    let (subject, text, _) = read(&refund, "Linus T.", "Mug");
    assert_eq!(subject, "€5.00 for order 7K4M-92QX is on its way back");
    assert!(text.contains("€5.00 back to the card"));
    let url = "https://parcels.example/track?id=1&lang=en".to_owned();
    let shipped = Mail::Shipped {
        tracking: Some(url.clone()),
    };
    let (_, text, html) = read(&shipped, "Linus T.", "Mug");
    assert!(
        text.contains(&format!("Follow the parcel:\n{url}\n")),
        "{text}"
    );
    assert!(
        html.contains("https://parcels.example/track?id=1&#38;lang=en"),
        "{html}"
    );
}

#[test]
fn what_a_shopper_typed_stays_text() {
    let (_, _, html) = read(
        &Mail::Confirmation,
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
    );
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("&#60;script&#62;"), "{html}");
}

#[test]
fn nothing_is_fetched_from_anywhere_when_a_mail_is_opened() {
    let (_, _, html) = read(&Mail::Confirmation, "Linus T.", "Mug");
    for fetching in ["<img", "<link", "src=", "url(", "@import"] {
        assert!(!html.contains(fetching), "{fetching}");
    }
}

#[test]
fn the_same_mail_has_the_same_id_and_tells_no_secret() {
    let order = order("Linus T.");
    let first = id(&Mail::Confirmation, &order);
    assert_eq!(first, id(&Mail::Confirmation, &order));
    assert_ne!(first, id(&Mail::Shipped { tracking: None }, &order));
    assert!(!first.contains(&order.id.to_string()) && !first.contains(order.key.as_str()));
}
