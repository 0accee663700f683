//! One product into the catalogue: pictures first, then everything else in one transaction.

use std::sync::Arc;

use domain::{
    ProductId, Slug, Timestamp,
    catalog::{Picture, ProductDraft},
};
use sha2::{Digest as _, Sha256};
use store::{Tx, catalog, search};
use uuid::Uuid;

use super::{DraftProblem, Import, PictureSource, PutError, PutOutcome, draft};
use crate::{
    Clock, Randomness, ShopError, clock,
    pictures::{KeepError, PictureProblem},
};

/// A clean draft whose pictures are in the object store.
#[derive(Debug)]
pub struct Prepared {
    draft: ProductDraft,
    pictures: Vec<Picture>,
    hash: [u8; 32],
    left_out: Vec<(String, PictureProblem)>,
}

impl Import<'_> {
    /// Makes the catalogue say what the draft says. The same draft again changes nothing.
    pub async fn put(
        &self,
        draft: ProductDraft,
        source: &dyn PictureSource,
    ) -> Result<PutOutcome, PutError> {
        let mut prepared = self.prepare(draft, source).await?;
        match prepared.left_out.pop() {
            Some((origin, problem)) => Err(PutError::Picture { origin, problem }),
            None => self.write(prepared).await,
        }
    }

    /// The slow half, which several products may go through at once: cleans, and keeps the pictures.
    pub async fn prepare(
        &self,
        draft: ProductDraft,
        source: &dyn PictureSource,
    ) -> Result<Prepared, PutError> {
        self.resolve(draft, source, false).await
    }

    /// What [`Self::prepare`] would say, keeping nothing.
    pub(super) async fn rehearse(
        &self,
        draft: ProductDraft,
        source: &dyn PictureSource,
    ) -> Result<Prepared, PutError> {
        self.resolve(draft, source, true).await
    }

    /// What [`Self::write`] would do.
    pub(super) async fn foresee(&self, prepared: &Prepared) -> Result<PutOutcome, PutError> {
        let db = self.parts.database.reader();
        let slug = &prepared.draft.slug;
        let skus: Vec<&str> = prepared.skus().collect();
        if let Some(sku) = catalog::find_taken_sku(db, slug, &skus).await? {
            return Err(DraftProblem::SkuTaken(sku).into());
        }
        let known = catalog::find_draft_hash(db, slug).await?;
        Ok(match known {
            None => PutOutcome::Created,
            Some(hash) if hash == prepared.hash => PutOutcome::Unchanged,
            Some(_) => PutOutcome::Updated,
        })
    }

    /// The quick half: one transaction.
    pub async fn write(&self, prepared: Prepared) -> Result<PutOutcome, PutError> {
        let outcome = self.foresee(&prepared).await?;
        if outcome == PutOutcome::Unchanged {
            return Ok(outcome);
        }
        let ids = Ids {
            clock: self.parts.clock.clone(),
            randomness: self.parts.randomness.clone(),
        };
        let now = self.parts.clock.now();
        self.parts
            .database
            .write(move |tx| Box::pin(async move { write(tx, prepared, &ids, now).await }))
            .await
    }

    async fn resolve(
        &self,
        draft: ProductDraft,
        source: &dyn PictureSource,
        rehearsal: bool,
    ) -> Result<Prepared, PutError> {
        let mut draft = draft::clean(draft)?;
        let mut pictures = Vec::new();
        let mut left_out = Vec::new();
        // Where each of the draft's pictures ends up, once those that can't be had are gone.
        let mut places = Vec::new();
        for asked in &draft.pictures {
            let kept = match source.find(&asked.origin).await {
                Ok(original) if rehearsal => self.shop.pictures().check(original).await,
                Ok(original) => self.shop.pictures().keep(original, &asked.alt).await,
                Err(problem) => Err(problem.into()),
            };
            match kept {
                Ok(mut picture) => {
                    picture.alt.clone_from(&asked.alt);
                    places.push(Some(pictures.len()));
                    pictures.push(picture);
                }
                Err(KeepError::Problem(problem)) => {
                    places.push(None);
                    left_out.push((asked.origin.clone(), problem));
                }
                Err(KeepError::Shop(error)) => return Err(error.into()),
            }
        }
        for variant in &mut draft.variants {
            variant.picture = variant.picture.and_then(|position| places[position]);
        }
        let hash = fingerprint(&draft, &pictures)?;
        Ok(Prepared {
            draft,
            pictures,
            hash,
            left_out,
        })
    }
}

impl Prepared {
    /// The pictures that the product goes in without, by their origin, and why.
    pub fn left_out(&self) -> &[(String, PictureProblem)] {
        &self.left_out
    }

    pub(super) fn slug(&self) -> &Slug {
        &self.draft.slug
    }

    pub(super) fn skus(&self) -> impl Iterator<Item = &str> {
        self.draft
            .variants
            .iter()
            .map(|variant| variant.sku.as_str())
    }
}

/// Where ids come from inside the transaction's task.
struct Ids {
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
}

impl Ids {
    fn next<Id: From<Uuid>>(&self) -> Id {
        clock::new_id(&*self.clock, &*self.randomness)
    }
}

/// Changes when the words that searches find are put together differently, so that an import renews them.
const RECIPE: &[u8] = b"stoa draft 1";

fn fingerprint(draft: &ProductDraft, pictures: &[Picture]) -> Result<[u8; 32], ShopError> {
    let text = serde_json::to_vec(&(draft, pictures)).map_err(ShopError::internal)?;
    Ok(Sha256::new()
        .chain_update(RECIPE)
        .chain_update(text)
        .finalize()
        .into())
}

async fn write(
    tx: &Tx,
    prepared: Prepared,
    ids: &Ids,
    now: Timestamp,
) -> Result<PutOutcome, PutError> {
    let Prepared {
        draft,
        pictures,
        hash,
        ..
    } = prepared;
    catalog::lock_writers(tx).await?;
    let known = catalog::find_product_id(tx, &draft.slug).await?;
    if let Some(known) = known {
        search::uncount_words(tx, known).await?;
    }
    let brand = match &draft.brand {
        Some(name) => Some(catalog::ensure_brand(tx, ids.next(), &draft::slug(name)?, name).await?),
        None => None,
    };
    let category = ensure_path(tx, &draft.category, ids).await?;
    let product = catalog::NewProduct {
        id: ids.next(),
        slug: &draft.slug,
        title: &draft.title,
        brand,
        category,
        kind: &draft.kind,
        description_html: &draft.description_html,
        tags: &draft.tags,
        state: draft.state,
        search_names: draft::search_names(&draft),
        search_facts: draft::search_facts(&draft),
        draft_hash: hash,
        now,
    };
    let id: ProductId = catalog::put_product(tx, product).await?;
    let variants: Vec<_> = draft
        .variants
        .into_iter()
        .map(|variant| (ids.next(), variant))
        .collect();
    let mut taken = catalog::replace_variants(tx, id, &variants, now).await?;
    if let Some(sku) = taken.pop() {
        return Err(DraftProblem::SkuTaken(sku).into());
    }
    catalog::replace_contents(tx, id, &draft.options, &draft.attributes, &pictures).await?;
    search::count_words(tx, id).await?;
    Ok(match known {
        Some(_) => PutOutcome::Updated,
        None => PutOutcome::Created,
    })
}

/// The category at the end of a path of titles, made with everything above it where missing.
async fn ensure_path(tx: &Tx, path: &[String], ids: &Ids) -> Result<Option<Uuid>, PutError> {
    let mut parent = None;
    for depth in 1..=path.len() {
        let above = &path[..depth];
        let category = catalog::NewCategory {
            id: ids.next(),
            parent,
            title: &above[depth - 1],
            slugs: &draft::category_slugs(above)?,
        };
        parent = Some(catalog::ensure_category(tx, category).await?);
    }
    Ok(parent)
}
