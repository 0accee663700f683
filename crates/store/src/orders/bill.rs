//! What promotions took off an order, and its tax by rate.

use domain::{
    CouponId, Currency, OrderId,
    pricing::{Discount, TaxShare},
};

use crate::{
    Connection, StoreError, Tx,
    row::{all, execute, get, money},
};

/// Writes both down, with the order.
pub async fn insert_bill(
    tx: &Tx,
    order: OrderId,
    discounts: &[Discount],
    taxes: &[TaxShare],
) -> Result<(), StoreError> {
    for (position, discount) in (1_i16..).zip(discounts) {
        let code = discount.code.as_ref().map(|code| code.as_str().to_owned());
        execute(
            tx,
            "INSERT INTO order_discount (order_id, position, coupon_id, name, code, amount_minor) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                order.0.into(),
                position.into(),
                discount.coupon.0.into(),
                discount.name.as_str().into(),
                code.into(),
                discount.amount.minor.into(),
            ],
        )
        .await?;
    }
    for (position, tax) in (1_i16..).zip(taxes) {
        execute(
            tx,
            "INSERT INTO order_tax (order_id, position, name, millionths, net_minor, amount_minor) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                order.0.into(),
                position.into(),
                tax.name.as_str().into(),
                i32::try_from(tax.rate.millionths()).unwrap_or(i32::MAX).into(),
                tax.net.minor.into(),
                tax.amount.minor.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

pub async fn discounts(
    db: &impl Connection,
    order: OrderId,
    currency: Currency,
) -> Result<Vec<Discount>, StoreError> {
    let rows = all(
        db,
        "SELECT coupon_id, name, code, amount_minor FROM order_discount WHERE order_id = $1 ORDER BY position",
        [order.0.into()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let code: Option<String> = get(row, "code")?;
            Ok(Discount {
                coupon: CouponId(get(row, "coupon_id")?),
                name: get(row, "name")?,
                code: code.and_then(|code| code.parse().ok()),
                amount: money(row, "amount_minor", currency)?,
            })
        })
        .collect()
}

pub async fn taxes(
    db: &impl Connection,
    order: OrderId,
    currency: Currency,
) -> Result<Vec<TaxShare>, StoreError> {
    let rows = all(
        db,
        "SELECT name, millionths, net_minor, amount_minor FROM order_tax WHERE order_id = $1 ORDER BY position",
        [order.0.into()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let rate = u32::try_from(get::<i32>(row, "millionths")?).unwrap_or(u32::MAX);
            Ok(TaxShare {
                name: get(row, "name")?,
                rate: rate
                    .try_into()
                    .map_err(|error| StoreError::corrupt("order_tax", error))?,
                net: money(row, "net_minor", currency)?,
                amount: money(row, "amount_minor", currency)?,
            })
        })
        .collect()
}
