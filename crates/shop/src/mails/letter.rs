//! A mail as it is read: a subject, and the same words as text and as HTML. No picture is fetched from
//! anywhere, and what a shopper typed is escaped by the template.

use askama::Template;
use domain::{
    Money,
    mail::Mail,
    order::{OrderLine, OrderNumber},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::{mails::ClaimedMail, orders::StoredOrder};

use crate::{Shop, ShopError};

mod words;

/// Ready to be posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The left half of the Message-ID: the same whenever this mail is sent.
    pub id: String,
    /// [`Mail::kind`]
    pub kind: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// What both templates print.
#[derive(Debug, Clone)]
struct Contents {
    subject: String,
    title: String,
    paragraphs: Vec<String>,
    /// What to press, and where it leads.
    action: Option<(String, String)>,
    number: OrderNumber,
    /// The order's page.
    order_url: String,
    lines: Vec<Line>,
    sums: Vec<(&'static str, Money)>,
    address: Vec<String>,
    seller: String,
    shop_url: String,
}

#[derive(Debug, Clone)]
struct Line {
    quantity: u16,
    title: String,
    /// `Colour: Moss, Size: M`
    options: String,
    total: Money,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Html<'a> {
    mail: &'a Contents,
}

#[derive(Template)]
#[template(path = "mail.txt")]
struct Text<'a> {
    mail: &'a Contents,
}

pub(super) fn write(
    shop: &Shop,
    claimed: &ClaimedMail,
    order: &StoredOrder,
    lines: &[OrderLine],
) -> Result<Letter, ShopError> {
    let settings = &shop.parts.settings;
    let country = shop
        .checkout()
        .countries()
        .into_iter()
        .find(|country| country.code == order.details.address.country)
        .map_or_else(String::new, |country| country.name);
    let contents = contents(
        &claimed.mail,
        order,
        lines,
        country,
        &settings.public_url,
        &settings.seller.name,
    );
    let print = |printed: askama::Result<String>| printed.map_err(ShopError::internal);
    Ok(Letter {
        id: id(&claimed.mail, order),
        kind: claimed.mail.kind().to_owned(),
        to: claimed.recipient.to_string(),
        text: print(Text { mail: &contents }.render())?,
        html: print(Html { mail: &contents }.render())?,
        subject: contents.subject,
    })
}

fn contents(
    mail: &Mail,
    order: &StoredOrder,
    lines: &[OrderLine],
    country: String,
    shop_url: &str,
    seller: &str,
) -> Contents {
    let order_url = format!("{shop_url}/orders/{}", order.key);
    let words = words::of(mail, order, &order_url);
    let address = order.details.address.clone();
    let place = format!("{} {}", address.postcode, address.city);
    let address = [
        Some(address.name),
        Some(address.line1),
        address.line2,
        Some(place.trim().to_owned()),
        Some(country),
    ];
    Contents {
        subject: words.subject,
        title: words.title,
        paragraphs: words.paragraphs,
        action: words.action,
        number: order.number.clone(),
        lines: lines.iter().map(Line::from).collect(),
        sums: order.totals.sums(),
        address: address
            .into_iter()
            .flatten()
            .filter(|line| !line.is_empty())
            .collect(),
        order_url,
        seller: seller.to_owned(),
        shop_url: shop_url.to_owned(),
    }
}

/// Tells neither the order's id nor its key.
fn id(mail: &Mail, order: &StoredOrder) -> String {
    let mut hash = Sha256::new();
    hash.update(order.id.0.as_bytes());
    hash.update(mail.key());
    hex::encode(&hash.finalize()[..16])
}

impl From<&OrderLine> for Line {
    fn from(line: &OrderLine) -> Self {
        let options: Vec<_> = line
            .options
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        Self {
            quantity: line.quantity.get(),
            title: line.title.clone(),
            options: options.join(", "),
            total: line.total,
        }
    }
}

#[cfg(test)]
mod tests;
