//! `server orders`: what Grace does about an order.

use std::io::Write as _;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::order::OrderNumber;

use crate::{
    config::{ShopSettings, TelemetrySettings},
    opening, telemetry,
};

#[derive(Debug, Args)]
pub(crate) struct Orders {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The goods left the house: the order is shipped, and its shopper is told by mail.
    Ship(Box<Ship>),
}

#[derive(Debug, Args)]
struct Ship {
    /// The order's number, like 7K4M-92QX.
    number: OrderNumber,
    /// Where the parcel can be followed, an http or https address.
    #[arg(long)]
    tracking: Option<String>,
    #[command(flatten)]
    shop: ShopSettings,
    #[command(flatten)]
    telemetry: TelemetrySettings,
}

impl Orders {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self.what {
            What::Ship(command) => command.run().await,
        }
    }
}

impl Ship {
    async fn run(self) -> anyhow::Result<()> {
        let telemetry = telemetry::start(&self.telemetry)?;
        let shop = opening::open_for_command(&self.shop).await?;
        let shipped = shop.orders().ship(&self.number, self.tracking).await;
        shipped.with_context(|| format!("order {} is not shipped", self.number))?;
        writeln!(std::io::stdout(), "Order {} is shipped", self.number)?;
        telemetry.end().await;
        Ok(())
    }
}
