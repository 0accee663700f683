//! Every address of the shop, as a function of what it shows.

use domain::{Slug, catalog::ListingQuery, order::OrderKey};

pub const HOME: &str = "/";
pub const SEARCH: &str = "/search";
pub const CART: &str = "/cart";
pub const CHECKOUT: &str = "/checkout";
/// Back from the gateway’s page with a card, for a last look.
pub const CARD_RETURN: &str = "/checkout/review";
pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_UP: &str = "/sign-up";
/// Back to an order with its number and an e-mail.
pub const FIND_ORDER: &str = "/orders/find";
pub const ACCOUNT: &str = "/account";
pub const ADDRESSES: &str = "/account/addresses";
/// In place of an id: the address is yet to be made.
pub const NEW: &str = "new";

pub fn category(slug: &Slug) -> String {
    format!("/categories/{slug}")
}

pub fn category_listing(slug: &Slug, listing: ListingQuery) -> String {
    with_query(category(slug), &[listing.to_query_string()])
}

pub fn product(slug: &Slug) -> String {
    format!("/products/{slug}")
}

/// The product's page with one of its variants chosen.
pub fn variant(slug: &Slug, sku: &str) -> String {
    with_query(product(slug), &[format!("variant={}", encode(sku))])
}

pub fn search(words: &str) -> String {
    search_listing(words, ListingQuery::default())
}

pub fn search_listing(words: &str, listing: ListingQuery) -> String {
    let query = [format!("q={}", encode(words)), listing.to_query_string()];
    with_query(SEARCH.to_owned(), &query)
}

pub fn order(key: &OrderKey) -> String {
    format!("/orders/{key}")
}

/// The order's status as it changes.
pub fn order_events(key: &OrderKey) -> String {
    format!("{}/events", order(key))
}

/// The bill, made to be printed.
pub fn invoice(key: &OrderKey) -> String {
    format!("{}/invoice", order(key))
}

/// Where the gateway's page leads back to, with a card for another try.
pub fn order_card_return(key: &OrderKey) -> String {
    format!("{}/card-return", order(key))
}

pub fn address(id: &str) -> String {
    format!("{ADDRESSES}/{}", encode(id))
}

/// The door, and after it `next`.
pub fn sign_in_then(next: &str) -> String {
    with_query(SIGN_IN.to_owned(), &[next_query(next)])
}

pub fn sign_up_then(next: &str) -> String {
    with_query(SIGN_UP.to_owned(), &[next_query(next)])
}

/// Where to go on after signing in: a page of ours that is worth coming back to, else the account.
pub fn next_or_account(next: &str) -> &str {
    let is_plain = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = next.split('?').next().unwrap_or_default();
    let is_page = [CART, CHECKOUT, ACCOUNT].contains(&path);
    let is_below = ["/account/", "/orders/", "/products/", "/categories/"]
        .iter()
        .any(|known| path.starts_with(known));
    if is_plain && (is_page || is_below) {
        next
    } else {
        ACCOUNT
    }
}

/// Where a form that stands on both pages came from.
pub fn cart_or_checkout(from: &str) -> &'static str {
    if from == CHECKOUT { CHECKOUT } else { CART }
}

fn next_query(next: &str) -> String {
    match next_or_account(next) {
        ACCOUNT => String::new(),
        next => format!("next={}", encode(next)),
    }
}

/// A picture in one of the widths it is kept in. The hash names its content, so it never changes.
pub fn media(hash: &str, width: u32) -> String {
    format!("/media/{hash}/{width}.webp")
}

fn with_query(path: String, parts: &[String]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        path
    } else {
        format!("{path}?{}", parts.join("&"))
    }
}

/// Percent-encodes a value for a query string, blanks as `+` as browsers' forms do.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => {
                encoded.push(char::from(byte));
            }
            b' ' => encoded.push('+'),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use domain::catalog::Sort;

    use super::*;

    #[test]
    fn a_search_can_be_shared_as_an_address() {
        assert_eq!(search("enamel mug"), "/search?q=enamel+mug");
        assert_eq!(search("50% & möre"), "/search?q=50%25+%26+m%C3%B6re");
    }

    #[test]
    fn signing_in_leads_on_to_pages_of_ours_only() {
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "/cart\r\nx",
            "",
            "/api/x",
        ] {
            assert_eq!(next_or_account(bad), ACCOUNT, "{bad:?}");
        }
        assert_eq!(next_or_account("/checkout"), "/checkout");
        assert_eq!(
            sign_in_then("/products/mug?variant=M-1"),
            "/sign-in?next=%2Fproducts%2Fmug%3Fvariant%3DM-1"
        );
        assert_eq!(sign_up_then("/account"), "/sign-up");
    }

    #[test]
    fn an_address_says_nothing_that_goes_without_saying() {
        let mugs: Slug = "mugs".parse().expect("a slug");
        assert_eq!(
            category_listing(&mugs, ListingQuery::default()),
            "/categories/mugs"
        );
        let cheap_first = ListingQuery {
            sort: Sort::PriceUp,
            ..ListingQuery::default()
        };
        assert_eq!(
            category_listing(&mugs, cheap_first),
            "/categories/mugs?sort=price-up"
        );
    }
}
