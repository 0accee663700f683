//! `server orders`: what a merchant does about an order: ship it, give its money back, or call its payment off.

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use domain::{
    Money,
    cart::Quantity,
    order::OrderNumber,
    refund::{RefundOf, RefundState},
};
use shop::{Shop, refunds::RequestRefund};

use super::{By, Surroundings};

#[derive(Debug, Args)]
pub(crate) struct Orders {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// The goods left the house: the order is shipped, and its shopper is told by mail.
    Ship(Box<Ship>),
    /// Gives money back: all that is left of it, an amount, or pieces of the order's lines.
    Refund(Box<Refund>),
    /// Calls a payment off that no money has moved for.
    Void(Box<Order>),
    /// Takes the money of an order that was only reserved on the card.
    Capture(Box<Order>),
}

#[derive(Debug, Args)]
struct Ship {
    /// The order's number, like 7K4M-92QX.
    number: OrderNumber,
    /// Where the parcel can be followed, an http or https address.
    #[arg(long)]
    tracking: Option<String>,
    #[command(flatten)]
    with: Surroundings,
}

#[derive(Debug, Args)]
struct Refund {
    /// The order's number, like 7K4M-92QX.
    number: OrderNumber,
    /// So much, in the order's currency, like 4.90.
    #[arg(long, conflicts_with = "lines")]
    amount: Option<String>,
    /// Pieces of a line, like MUG-MOSS=2. May be given several times.
    #[arg(long = "line", value_name = "SKU=QUANTITY", value_parser = line)]
    lines: Vec<(String, Quantity)>,
    /// The goods lie on the shelf again.
    #[arg(long, conflicts_with_all = ["amount", "no_restock"])]
    restock: bool,
    /// They don't. What happens without a word.
    #[arg(long)]
    no_restock: bool,
    /// A note to yourself.
    #[arg(long)]
    reason: Option<String>,
    /// The same key is the same refund, however often the command is run. Without one each run is another.
    #[arg(long)]
    key: Option<String>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    with: Surroundings,
}

#[derive(Debug, Args)]
struct Order {
    /// The order's number, like 7K4M-92QX.
    number: OrderNumber,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    with: Surroundings,
}

impl Orders {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::Ship(ship) => ship.run().await,
            Verb::Refund(refund) => refund.run().await,
            Verb::Void(order) => order.void().await,
            Verb::Capture(order) => order.capture().await,
        }
    }
}

impl Ship {
    async fn run(self) -> anyhow::Result<()> {
        let (number, tracking) = (self.number, self.tracking);
        let ship = async |shop: &Shop| Ok(shop.orders().ship(&number, tracking).await?);
        let shipped = self.with.open(ship).await;
        shipped.with_context(|| format!("order {number} is not shipped"))?;
        println!("Order {number} is shipped");
        Ok(())
    }
}

impl Refund {
    async fn run(self) -> anyhow::Result<()> {
        self.with.open(async |shop| self.refund(shop).await).await
    }

    async fn refund(&self, shop: &Shop) -> anyhow::Result<()> {
        let wanted = RequestRefund {
            of: self.of()?,
            reason: self.reason.clone(),
            actor: self.by.actor(),
            idempotency_key: self
                .key
                .clone()
                .unwrap_or_else(|| shop.new_token().reveal()),
        };
        let requested = shop.refunds().request(&self.number, wanted).await?;
        // A worker would do it within a second; whoever sits here wants to know how it went.
        if let Err(error) = shop.refunds().send(requested.refund).await {
            tracing::warn!(%error, "Not sent from here; a worker does it");
        }
        let (number, id, amount) = (&self.number, requested.refund, requested.amount);
        match shop.refunds().find(id).await?.state {
            RefundState::Succeeded { reference } => println!(
                "Order {number}: {amount} went back as {reference}; {} is left. Refund {id}",
                requested.left
            ),
            RefundState::Failed { reason } => {
                bail!("order {number}: the gateway refused to give {amount} back: {reason}")
            }
            _ => println!(
                "Order {number}: {amount} is on its way back; {} is left. Refund {id}",
                requested.left
            ),
        }
        Ok(())
    }

    fn of(&self) -> anyhow::Result<RefundOf> {
        let restock = self.restock;
        Ok(match &self.amount {
            Some(text) => {
                let currency = self.with.shop.trade.currency;
                let amount = Money::parse_decimal(text, currency)
                    .with_context(|| format!("--amount takes an amount like 4.90, not {text:?}"))?;
                RefundOf::Amount { amount }
            }
            None if self.lines.is_empty() => RefundOf::Rest { restock },
            None => RefundOf::Lines {
                lines: self.lines.clone(),
                restock,
            },
        })
    }
}

impl Order {
    async fn capture(self) -> anyhow::Result<()> {
        let actor = self.by.actor();
        let capture = async |shop: &Shop| Ok(shop.payments().capture(&self.number, &actor).await?);
        self.with.open(capture).await?;
        println!("Order {} is paid", self.number);
        Ok(())
    }

    async fn void(self) -> anyhow::Result<()> {
        let actor = self.by.actor();
        let void = async |shop: &Shop| Ok(shop.refunds().void(&self.number, &actor).await?);
        let state = self.with.open(void).await?;
        println!("Order {} is {} now", self.number, state.name());
        Ok(())
    }
}

fn line(text: &str) -> Result<(String, Quantity), &'static str> {
    let sentence = "a line is a SKU and how many of it, like MUG-MOSS=2";
    let (sku, count) = text.rsplit_once('=').ok_or(sentence)?;
    let quantity = count
        .parse()
        .ok()
        .and_then(|count| Quantity::new(count).ok());
    Ok((sku.to_owned(), quantity.ok_or(sentence)?))
}
