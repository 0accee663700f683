//! Whose shop it is, for mails and invoices.

use clap::Args;
use domain::invoice::Seller;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Seller")]
pub(crate) struct SellerSettings {
    /// The seller's name, on mails and invoices.
    #[arg(long, env = "STOA_SELLER_NAME", default_value = "Stoa")]
    seller_name: String,

    /// The seller's address on invoices, its lines with a comma between.
    #[arg(
        long,
        env = "STOA_SELLER_ADDRESS",
        default_value = "",
        hide_default_value = true
    )]
    seller_address: String,

    /// The seller's tax number as invoices print it, like VAT ID DE123456789.
    #[arg(
        long,
        env = "STOA_SELLER_TAX_ID",
        default_value = "",
        hide_default_value = true
    )]
    seller_tax_id: String,
}

impl SellerSettings {
    pub(crate) fn seller(&self) -> Seller {
        let some = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Seller {
            name: self.seller_name.trim().to_owned(),
            address: self.seller_address.split(',').filter_map(some).collect(),
            tax_id: some(&self.seller_tax_id),
        }
    }
}
