//! The cart against today's prices and shelves: what can be mended is, and what was mended is said.

use domain::{
    Money, VariantId,
    cart::{CartLine, CartNotice, Quantity},
    catalog::Availability,
    pricing::Goods,
};
use store::cart::{Offer, StoredLine};

use crate::ShopError;

/// A cart after a look at the shelves.
#[derive(Clone, Default)]
pub(super) struct Looked {
    pub(super) lines: Vec<Looking>,
    pub(super) gone: Vec<VariantId>,
    pub(super) notices: Vec<CartNotice>,
    /// Whether something must be written down, so that it isn't said again.
    pub(super) mended: bool,
}

#[derive(Clone)]
pub(super) struct Looking {
    pub(super) variant: VariantId,
    pub(super) quantity: Quantity,
    pub(super) unit_price: Money,
    offer: Offer,
}

impl Looked {
    pub(super) fn at(stored: Vec<StoredLine>) -> Self {
        let mut looked = Self::default();
        for line in stored {
            looked.look(line);
        }
        looked
    }

    fn look(
        &mut self,
        StoredLine {
            variant,
            quantity,
            seen_price,
            offer,
        }: StoredLine,
    ) {
        let title = offer.title.clone();
        let Some(unit_price) = offer.price.filter(|_| offer.for_sale) else {
            self.gone.push(variant);
            self.notices.push(CartNotice::Gone { title });
            self.mended = true;
            return;
        };
        if unit_price != seen_price {
            self.notices.push(CartNotice::PriceChanged {
                title: title.clone(),
                was: seen_price,
                now: unit_price,
            });
            self.mended = true;
        }
        let left = u16::try_from(offer.available.min(u32::from(Quantity::MAX)))
            .ok()
            .and_then(|left| Quantity::new(left).ok());
        let quantity = match left {
            // Sold out stays in the cart, so that it isn't lost; it is said for as long as it is so.
            None => {
                self.notices.push(CartNotice::SoldOut { title });
                quantity
            }
            Some(left) if left < quantity => {
                self.notices.push(CartNotice::StockReduced {
                    title,
                    wanted: quantity,
                    available: offer.available,
                });
                self.mended = true;
                left
            }
            Some(_) => quantity,
        };
        self.lines.push(Looking {
            variant,
            quantity,
            unit_price,
            offer,
        });
    }
}

impl Looking {
    pub(super) fn goods(&self) -> Goods {
        Goods {
            variant: self.variant,
            product: self.offer.product.clone(),
            categories: self.offer.categories.clone(),
            unit_price: self.unit_price,
            quantity: self.quantity,
        }
    }

    pub(super) fn into_line(self) -> Result<CartLine, ShopError> {
        let Self {
            variant,
            quantity,
            unit_price,
            offer,
        } = self;
        let total = unit_price.times(u32::from(quantity.get()))?;
        Ok(CartLine {
            variant,
            sku: offer.sku,
            product: offer.product,
            title: offer.title,
            options: offer.options,
            picture: offer.picture,
            unit_price,
            quantity,
            total,
            availability: Availability::of(offer.available),
            orderable: u32::from(quantity.get()) <= offer.available,
        })
    }
}
