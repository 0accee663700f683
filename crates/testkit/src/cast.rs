//! The people and things that every test knows. Ada buys, Linus is the guest, Grace runs the shop.

use domain::{
    Currency, Money,
    catalog::{Attribute, AttributeValue, Colour, ProductDraft, PublishState, VariantDraft},
    checkout::CheckoutForm,
};

/// Ada's form: a member from London.
pub fn ada() -> CheckoutForm {
    CheckoutForm {
        email: "ada@example.com".to_owned(),
        name: "Ada Lovelace".to_owned(),
        line1: "12 St James's Square".to_owned(),
        postcode: "SW1Y 4JH".to_owned(),
        city: "London".to_owned(),
        country: "GB".to_owned(),
        shipping: "standard".to_owned(),
        ..CheckoutForm::default()
    }
}

/// Linus's form: a guest from Helsinki.
pub fn linus() -> CheckoutForm {
    CheckoutForm {
        email: "linus@example.com".to_owned(),
        name: "Linus T.".to_owned(),
        line1: "Mannerheimintie 1".to_owned(),
        postcode: "00100".to_owned(),
        city: "Helsinki".to_owned(),
        country: "FI".to_owned(),
        ..ada()
    }
}

/// The enamel mug, in chalk and in moss, at €18.00, with this many of each on the shelf.
pub fn enamel_mug(stock: u32) -> ProductDraft {
    let variant = |sku: &str, colour: &str, hex: &str| VariantDraft {
        sku: sku.to_owned(),
        gtin: None,
        options: vec![colour.to_owned()],
        colour: Colour::try_from(hex.to_owned()).ok(),
        price: Money::new(1800, Currency::Eur),
        compare_at: None,
        stock: Some(stock),
        picture: None,
    };
    ProductDraft {
        slug: "enamel-mug".parse().expect("a slug"),
        title: "Enamel mug".to_owned(),
        brand: Some("Havn".to_owned()),
        category: vec!["Kitchen".to_owned(), "Cups & bowls".to_owned()],
        kind: "mug".to_owned(),
        description_html: "<p>A mug for the garden and the kitchen table.</p>".to_owned(),
        tags: Vec::new(),
        state: PublishState::Published,
        options: vec!["Colour".to_owned()],
        attributes: vec![Attribute {
            name: "Volume".to_owned(),
            value: AttributeValue::Number {
                thousandths: 350_000,
                unit: "ml".to_owned(),
            },
        }],
        variants: vec![
            variant("MUG-ENA-CHK", "Chalk", "#efece4"),
            variant("MUG-ENA-MOS", "Moss", "#5b6b4a"),
        ],
        pictures: Vec::new(),
    }
}
