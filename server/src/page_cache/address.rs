//! Which pages are kept, and under which address: what a page doesn't read of its query doesn't count.

use std::borrow::Cow;

use app::paths;
use axum::extract::{MatchedPath, Request};
use domain::{Slug, catalog::ListingQuery};
use http::{Method, Uri};
use url::form_urlencoded;

/// The pages that are the same for everybody. A page that reads another parameter names it in
/// [`Address::of`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Home,
    Category,
    Product,
    Search,
}

/// The one spelling of a page's address: it names the page in the cache, and is what the page is rendered for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Address(String);

/// No page of ours has a longer one; strangers' inventions need no room.
const LENGTH_AT_MOST: usize = 512;

impl Kind {
    pub(super) fn of(request: &Request) -> Option<Self> {
        let route = request.extensions().get::<MatchedPath>()?;
        if request.method() != Method::GET {
            return None;
        }
        match route.as_str() {
            "/" => Some(Self::Home),
            "/categories/{slug}" => Some(Self::Category),
            "/products/{slug}" => Some(Self::Product),
            "/search" => Some(Self::Search),
            _ => None,
        }
    }
}

impl Address {
    /// None: the page has to be asked for as the visitor spelt it.
    pub(super) fn of(kind: Kind, uri: &Uri) -> Option<Self> {
        let query = uri.query().unwrap_or_default();
        let listing = || {
            let (sort, page) = (said(query, "sort")?, said(query, "page")?);
            Some(ListingQuery::from_parts(sort.as_deref(), page.as_deref()))
        };
        let address = match kind {
            Kind::Home => paths::HOME.to_owned(),
            Kind::Category => paths::category_listing(&slug(uri, "/categories/")?, listing()?),
            Kind::Product => {
                let product = slug(uri, "/products/")?;
                match said(query, "variant")? {
                    Some(sku) => paths::variant(&product, &sku),
                    None => paths::product(&product),
                }
            }
            Kind::Search => {
                let words = said(query, "q")?.unwrap_or_default();
                paths::search_listing(&words, listing()?)
            }
        };
        (address.len() <= LENGTH_AT_MOST).then_some(Self(address))
    }

    pub(super) fn uri(&self) -> Uri {
        self.0
            .parse()
            .expect("paths encodes whatever is not a plain letter")
    }

    pub(super) fn weight(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

fn slug(uri: &Uri, prefix: &str) -> Option<Slug> {
    uri.path().strip_prefix(prefix)?.parse().ok()
}

/// What the query says about a parameter. None: it says it twice, or says something that is still
/// escaped, and what the page makes of that is not for us to guess.
fn said<'query>(query: &'query str, name: &str) -> Option<Option<Cow<'query, str>>> {
    let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
    let value = values.next().map(|(_, value)| value);
    let is_plain = value.as_ref().is_none_or(|value| !value.contains('%'));
    (is_plain && values.next().is_none()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(kind: Kind, uri: &str) -> Option<String> {
        Address::of(kind, &uri.parse().unwrap()).map(|address| address.0)
    }

    #[test]
    fn what_a_page_does_not_read_does_not_count() {
        let tracked = "/products/mug?utm_source=mail&variant=M-1&fbclid=x";
        let plain = Some("/products/mug?variant=M-1".to_owned());
        assert_eq!(address(Kind::Product, tracked), plain);
        assert_eq!(
            address(Kind::Home, "/?variant=M-1&x=%FF"),
            Some("/".to_owned())
        );
    }

    #[test]
    fn one_page_has_one_spelling() {
        let wanted = Some("/categories/mugs?sort=price-up&page=2".to_owned());
        for spelt in [
            "?page=2&sort=price-up",
            "?sort=price%2Dup&page=02",
            "?sort=price-up&page=2",
        ] {
            let spelt = format!("/categories/mugs{spelt}");
            assert_eq!(address(Kind::Category, &spelt), wanted, "{spelt}");
        }
        let plain = Some("/categories/mugs".to_owned());
        let wrong = "/categories/mugs?sort=upwards&page=0";
        assert_eq!(address(Kind::Category, wrong), plain);
        let words = Some("/search?q=enamel+m%C3%BCg".to_owned());
        assert_eq!(address(Kind::Search, "/search?q=enamel%20müg"), words);
        assert_eq!(
            address(Kind::Search, "/search"),
            Some("/search?q=".to_owned())
        );
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_not_kept() {
        for unclear in [
            "/products/mug?variant=M-1&variant=M-2",
            "/products/mug?variant=M%252D1",
            "/products/m%75g",
            "/products/Mug",
            "/products/mug/",
        ] {
            assert_eq!(address(Kind::Product, unclear), None, "{unclear}");
        }
        let long = format!("/search?q={}", "mug+".repeat(200));
        assert_eq!(address(Kind::Search, &long), None);
    }
}
