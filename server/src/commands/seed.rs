//! `server seed`: the demo shop, drawn and shelved; and two accounts to look at it with.

use std::num::NonZero;

use anyhow::Context as _;
use clap::Args;
use domain::Refusal;
use futures::{StreamExt as _, future::BoxFuture, stream};
use shop::{
    Shop, ShopError,
    import::{PictureSource, PutOutcome},
    pictures::{Drawing, Original, PictureProblem},
};
use tracing::info;

use super::Surroundings;

#[derive(Debug, Args)]
pub(crate) struct Seed {
    /// Another number is another shop; the same number is the same shop.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many products.
    #[arg(long, default_value_t = 150)]
    products: usize,
    /// Leaves a shop alone that has goods already.
    #[arg(long)]
    if_empty: bool,
    #[command(flatten)]
    with: Surroundings,
}

/// Ada buys, Grace runs the shop. The passwords are public, and so is the demo.
const ADA: (&str, &str, &str) = ("Ada Lovelace", "ada@example.com", "correct horse battery");
const GRACE: (&str, &str, &str) = ("Grace Hopper", "grace@example.com", "staple battery horse");

impl Seed {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let seed = async |shop: &Shop| {
            if self.if_empty && !shop.import().is_empty().await? {
                info!("There are goods on the shelves; nothing to seed");
                return Ok(());
            }
            self.fill(shop).await?;
            open_accounts(shop).await
        };
        self.with.open(seed).await
    }

    async fn fill(&self, shop: &Shop) -> anyhow::Result<()> {
        info!("Drawing and shelving {} products", self.products);
        let import = shop.import();
        // Drawn on every core, shelved one after the other: the order is part of what is deterministic.
        let mut prepared = stream::iter(demo::goods(self.seed, self.products))
            .map(|draft| import.prepare(draft, &Drawings))
            .buffered(std::thread::available_parallelism().map_or(1, NonZero::get));
        let (mut new, mut done) = (0, 0);
        while let Some(product) = prepared.next().await {
            let product = product.context("a demo product can't be prepared")?;
            if let Some((origin, problem)) = product.left_out().first() {
                anyhow::bail!("the picture {origin} can't be drawn: {problem}");
            }
            if import.write(product).await? != PutOutcome::Unchanged {
                new += 1;
            }
            done += 1;
            if done % 25 == 0 {
                info!("{done} of {} products", self.products);
            }
        }
        info!(
            "{new} products are new or changed, {} were there",
            done - new
        );
        Ok(())
    }
}

async fn open_accounts(shop: &Shop) -> anyhow::Result<()> {
    let accounts = shop.accounts();
    let ada = accounts.sign_up(ADA.0, ADA.1, ADA.2).await.map(drop);
    let grace = accounts
        .create_merchant(GRACE.0, GRACE.1, GRACE.2)
        .await
        .map(drop);
    for made in [ada, grace] {
        match made {
            Ok(()) | Err(ShopError::Refused(Refusal::EmailTaken)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Finds a picture by drawing it.
struct Drawings;

/// A product page's picture on a dense screen. Wider costs seconds, and flat colours gain nothing by it.
const WIDTH: u32 = 960;

impl PictureSource for Drawings {
    fn find<'a>(&'a self, origin: &'a str) -> BoxFuture<'a, Result<Original, PictureProblem>> {
        let name = origin.to_owned();
        Box::pin(async move {
            tokio::task::spawn_blocking(move || draw(&name))
                .await
                .unwrap_or(Err(PictureProblem::Unreadable))
        })
    }
}

fn draw(name: &str) -> Result<Original, PictureProblem> {
    let drawing: demo::Drawing = name.parse().map_err(|_| PictureProblem::Missing)?;
    let svg = demo::illustration(&drawing);
    let pixels = demo::render(&svg, WIDTH).map_err(|_| PictureProblem::Unreadable)?;
    Ok(Original::Drawing(Drawing {
        width: pixels.width,
        height: pixels.height,
        rgba: pixels.rgba,
    }))
}
