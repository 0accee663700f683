//! Browsing: the front page, categories, products.

use domain::{
    Slug,
    catalog::{
        CategoryNode, CategoryPage, Home, Listing, ListingQuery, ProductCard, ProductLookup,
    },
};
use store::catalog::{Found, Scope, Shelf};

use crate::{Parts, Shop, ShopError};

/// See the module.
pub struct Catalog<'shop> {
    parts: &'shop Parts,
}

/// How many goods each row of the front page shows: two lines of four.
const HOME_ROW: u32 = 8;

impl Shop {
    pub fn catalog(&self) -> Catalog<'_> {
        Catalog { parts: &self.parts }
    }
}

impl Catalog<'_> {
    pub async fn home(&self) -> Result<Home, ShopError> {
        let (categories, featured, reduced, newest) = futures::try_join!(
            self.category_tree(),
            self.home_row(Scope::Featured),
            self.home_row(Scope::Reduced),
            self.home_row(Scope::Newest),
        )?;
        Ok(Home {
            categories,
            featured,
            reduced,
            newest,
        })
    }

    /// All categories, for the navigation.
    pub async fn category_tree(&self) -> Result<Vec<CategoryNode>, ShopError> {
        Ok(Shelf::tree(&self.shelves().await?, None))
    }

    /// A category and one cumulative page of what stands in it and below it.
    pub async fn category(
        &self,
        slug: &Slug,
        query: ListingQuery,
    ) -> Result<CategoryPage, ShopError> {
        let shelves = self.shelves().await?;
        let shelf = shelves
            .iter()
            .find(|shelf| shelf.link.slug == *slug)
            .ok_or(ShopError::NotFound)?;
        let listing = self
            .list(Scope::Category(shelf.id), query, query.page.limit())
            .await?;
        Ok(CategoryPage {
            category: shelf.link.clone(),
            description: shelf.description.clone(),
            ancestors: shelf.ancestors(&shelves),
            children: Shelf::tree(&shelves, Some(shelf.id)),
            listing,
        })
    }

    /// One cumulative page of everything that is for sale.
    pub async fn products(&self, query: ListingQuery) -> Result<Listing, ShopError> {
        self.list(Scope::Newest, query, query.page.limit()).await
    }

    /// The product at an address, or where it went. An address that never was is [`ShopError::NotFound`].
    pub async fn product(&self, slug: &Slug) -> Result<ProductLookup, ShopError> {
        let Parts {
            database, settings, ..
        } = self.parts;
        let (db, currency) = (database.reader(), settings.currency);
        let found = store::catalog::find_product(db, currency, slug).await?;
        match found.ok_or(ShopError::NotFound)? {
            Found::Moved(present) => Ok(ProductLookup::Moved(present)),
            Found::Archived => Ok(ProductLookup::Gone),
            Found::Published(mut product) => {
                product.related = store::catalog::list_related(db, currency, &product).await?;
                Ok(ProductLookup::Found(product))
            }
        }
    }

    /// Moves a product to another address; the old one leads there from now on.
    pub async fn rename(&self, from: &Slug, to: &Slug) -> Result<(), ShopError> {
        let (from, to) = (from.clone(), to.clone());
        let now = self.parts.clock.now();
        let renamed = self.parts.database.write(move |tx| {
            Box::pin(async move {
                Ok::<_, ShopError>(store::catalog::rename_product(tx, &from, &to, now).await?)
            })
        });
        if renamed.await? {
            Ok(())
        } else {
            Err(ShopError::NotFound)
        }
    }

    async fn home_row(&self, scope: Scope) -> Result<Vec<ProductCard>, ShopError> {
        let listing = self.list(scope, ListingQuery::default(), HOME_ROW).await?;
        Ok(listing.products)
    }

    async fn list(
        &self,
        scope: Scope,
        query: ListingQuery,
        limit: u32,
    ) -> Result<Listing, ShopError> {
        let Parts {
            database, settings, ..
        } = self.parts;
        let (db, currency) = (database.reader(), settings.currency);
        Ok(store::catalog::list_cards(db, currency, scope, query, limit).await?)
    }

    async fn shelves(&self) -> Result<Vec<Shelf>, ShopError> {
        let Parts {
            database, settings, ..
        } = self.parts;
        Ok(store::catalog::list_shelves(database.reader(), settings.currency).await?)
    }
}
