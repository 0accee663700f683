//! What the shop sells in a run: few goods, plainly named, priced so that sums tell them apart.

use std::fmt::Write as _;

use sqlx::{Executor as _, PgConnection, Row as _};
use uuid::Uuid;

#[derive(Debug, Clone, Copy)]
pub struct Goods {
    pub products: u32,
    /// Of each.
    pub stock: u32,
    /// One more, of which there are this many.
    pub rare: Option<u32>,
}

/// A product as the shop knows it.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub variant: Uuid,
    pub sku: String,
    pub slug: String,
    pub price_minor: i64,
    pub stock: i32,
}

/// The SKU of which there are few.
pub const RARE: &str = "RARE";

impl Goods {
    pub(super) fn csv(self) -> String {
        let mut csv = String::from(
            "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,\
             Option1 name,Option1 value,Price,Inventory quantity\n",
        );
        let mut row = |slug: &str, sku: &str, cents: u32, stock: u32| {
            let price = format!("{}.{:02}", cents / 100, cents % 100);
            writeln!(
                csv,
                "{slug},{slug},,Havn,Kitchen,mug,,TRUE,Active,{sku},Colour,Moss,{price},{stock}"
            )
            .expect("writing to a string");
        };
        for number in 1..=self.products {
            let price = 700 + 13 * number;
            row(
                &format!("good-{number}"),
                &format!("GOOD-{number}"),
                price,
                self.stock,
            );
        }
        if let Some(stock) = self.rare {
            row("rare", RARE, 1990, stock);
        }
        csv
    }
}

/// Writes down what was on the shelves, for the checker to compare with, and reads them.
pub(super) async fn remember(admin: &mut PgConnection) -> anyhow::Result<Vec<Shelf>> {
    admin
        .execute(
            "CREATE TABLE stock_initial AS SELECT variant_id, location_id, on_hand AS quantity FROM stock_item",
        )
        .await?;
    let rows = sqlx::query(
        "SELECT v.id, v.sku, p.slug, price.amount_minor, s.on_hand
         FROM variant v JOIN product p ON p.id = v.product_id JOIN price ON price.variant_id = v.id
         JOIN stock_item s ON s.variant_id = v.id ORDER BY v.sku",
    )
    .fetch_all(admin)
    .await?;
    Ok(rows
        .iter()
        .map(|row| Shelf {
            variant: row.get(0),
            sku: row.get(1),
            slug: row.get(2),
            price_minor: row.get(3),
            stock: row.get(4),
        })
        .collect())
}
