//! What must hold of the shop's books, whatever happened to its processes. Each is a query that must
//! find nothing; `cj` is what clients heard, `gw` what the gateway did with money, `letters` what was posted.

mod goods;
mod money;
mod orders;

pub struct Invariant {
    pub id: &'static str,
    /// What a row of the answer means.
    pub breach: &'static str,
    pub sql: &'static str,
}

const fn always(id: &'static str, breach: &'static str, sql: &'static str) -> Invariant {
    Invariant { id, breach, sql }
}

/// Every query returns one text column that names the offender.
pub fn all() -> impl Iterator<Item = &'static Invariant> {
    orders::ORDERS
        .iter()
        .chain(money::MONEY)
        .chain(goods::GOODS)
}
