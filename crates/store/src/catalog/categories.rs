//! The category tree, with what stands on each shelf.

use domain::{
    Currency,
    catalog::{CategoryLink, CategoryNode, Picture},
};
use uuid::Uuid;

use crate::{Connection, StoreError, row};

/// A category with all that is known about it, its place in the tree included.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub id: Uuid,
    pub parent: Option<Uuid>,
    pub link: CategoryLink,
    pub description: String,
    /// Products for sale here and below.
    pub products: u32,
    /// Of the first product here or below that has one.
    pub picture: Option<Picture>,
}

/// Every category, siblings in the merchant's order. There are few, and every page names them.
pub async fn list_shelves(
    db: &impl Connection,
    currency: Currency,
) -> Result<Vec<Shelf>, StoreError> {
    let sql = "
        WITH RECURSIVE below AS (
            SELECT id AS root, id FROM category
            UNION ALL
            SELECT below.root, category.id FROM below JOIN category ON category.parent_id = below.id
        ), goods AS (
            SELECT product.id, product.category_id, product.position, product.slug FROM product
            WHERE product.state = 'published' AND EXISTS (
                SELECT 1 FROM variant JOIN price ON price.variant_id = variant.id AND price.currency = $1
                WHERE variant.product_id = product.id AND variant.retired_at IS NULL)
        ), counted AS (
            SELECT below.root, count(*) AS products
            FROM below JOIN goods ON goods.category_id = below.id GROUP BY below.root
        ), shown AS (
            SELECT DISTINCT ON (below.root) below.root, to_jsonb(picture) - 'product_id' - 'position' AS picture
            FROM below JOIN goods ON goods.category_id = below.id
            JOIN picture ON picture.product_id = goods.id AND picture.position = 0
            ORDER BY below.root, goods.position, md5(goods.slug)
        )
        SELECT category.id, category.parent_id, category.slug, category.title, category.description,
               COALESCE(counted.products, 0) AS products, shown.picture
        FROM category
        LEFT JOIN counted ON counted.root = category.id
        LEFT JOIN shown ON shown.root = category.id
        ORDER BY category.position, category.title, category.slug";
    let rows = row::all(db, sql, [currency.code().into()]).await?;
    rows.iter()
        .map(|found| {
            let products: i64 = row::get(found, "products")?;
            Ok(Shelf {
                id: row::get(found, "id")?,
                parent: row::get(found, "parent_id")?,
                link: CategoryLink {
                    slug: row::parse(found, "category", "slug")?,
                    title: row::get(found, "title")?,
                },
                description: row::get(found, "description")?,
                products: u32::try_from(products).unwrap_or(u32::MAX),
                picture: row::optional_json(found, "picture", "picture")?,
            })
        })
        .collect()
}

impl Shelf {
    /// The tree below a parent; `None` is the whole shop.
    pub fn tree(shelves: &[Self], parent: Option<Uuid>) -> Vec<CategoryNode> {
        shelves
            .iter()
            .filter(|shelf| shelf.parent == parent)
            .map(|shelf| CategoryNode {
                link: shelf.link.clone(),
                products: shelf.products,
                picture: shelf.picture.clone(),
                children: Self::tree(shelves, Some(shelf.id)),
            })
            .collect()
    }

    /// From the root down to this shelf's parent.
    pub fn ancestors(&self, shelves: &[Self]) -> Vec<CategoryLink> {
        let parent = self
            .parent
            .and_then(|id| shelves.iter().find(|shelf| shelf.id == id));
        match parent {
            Some(parent) => {
                let mut path = parent.ancestors(shelves);
                path.push(parent.link.clone());
                path
            }
            None => Vec::new(),
        }
    }
}
