//! Orders, their lines and events.

use domain::{
    AccountId, CalendarDate, CartId, Currency, Email, Money, OrderId, Slug, Timestamp, VariantId,
    cart::Quantity,
    catalog::Picture,
    checkout::{CheckoutDetails, PostalAddress, ShippingMethod},
    order::{
        OrderEvent, OrderKey, OrderLine, OrderNumber, OrderState, OrderStatus, OrderSummary,
        OrderTotals,
    },
    pricing::Taxation,
};
use sea_orm::{QueryResult, Value};

mod bill;

pub use bill::{discounts, insert_bill, taxes};

use crate::{
    Connection, StoreError, Tx,
    payments::state_of,
    row::{
        all, execute, from_calendar_date, get, json, money, one, parse, timestamp,
        to_calendar_date, to_database_time,
    },
};

mod lookup;

pub use lookup::{act_as, find, find_by_number};

/// An order on its way into the books.
#[derive(Debug, Clone)]
pub struct NewOrder {
    pub id: OrderId,
    pub number: OrderNumber,
    pub key: OrderKey,
    pub cart: CartId,
    pub account: Option<AccountId>,
    pub details: CheckoutDetails,
    pub totals: OrderTotals,
    pub delivery: (CalendarDate, CalendarDate),
    pub trace_parent: Option<String>,
    pub placed_at: Timestamp,
}

/// A line with everything that its order will ever know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    pub variant: VariantId,
    pub sku: String,
    pub title: String,
    pub options: Vec<(String, String)>,
    pub picture: Option<Picture>,
    pub unit_price: Money,
    pub quantity: Quantity,
    pub total: Money,
    pub discount: Money,
    pub tax: Money,
}

/// An order as the books have it.
#[derive(Debug, Clone)]
pub struct StoredOrder {
    pub id: OrderId,
    pub number: OrderNumber,
    pub key: OrderKey,
    pub cart: CartId,
    pub account: Option<AccountId>,
    pub state: OrderState,
    pub details: CheckoutDetails,
    pub totals: OrderTotals,
    pub delivery: (CalendarDate, CalendarDate),
    pub trace_parent: Option<String>,
    pub placed_at: Timestamp,
}

const COLUMNS: &str =
    "id, number, key, cart_id, account_id, email, state, currency, subtotal_minor, discount_minor,
    shipping_minor, tax_minor, shipping_tax_minor, prices_include_tax, total_minor, address, shipping_method, deliver_from, deliver_until, trace_parent, placed_at";

/// Writes the order. False: its number is taken, try another.
pub async fn insert(tx: &Tx, order: &NewOrder) -> Result<bool, StoreError> {
    let address = serde_json::to_value(&order.details.address)
        .map_err(|error| StoreError::corrupt("orders", error))?;
    let inserted = execute(
        tx,
        "INSERT INTO orders (id, number, key, cart_id, account_id, email, currency, subtotal_minor, shipping_minor,
            total_minor, address, shipping_method, deliver_from, deliver_until, trace_parent, placed_at,
            discount_minor, tax_minor, shipping_tax_minor, prices_include_tax)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
         ON CONFLICT (number) DO NOTHING",
        [
            order.id.0.into(),
            order.number.as_str().into(),
            order.key.as_str().into(),
            order.cart.0.into(),
            order.account.map(|account| account.0).into(),
            order.details.email.as_str().into(),
            order.totals.total.currency.code().into(),
            order.totals.subtotal.minor.into(),
            order.totals.shipping.minor.into(),
            order.totals.total.minor.into(),
            address.into(),
            order.details.shipping.name().into(),
            to_calendar_date(order.delivery.0)?.into(),
            to_calendar_date(order.delivery.1)?.into(),
            order.trace_parent.clone().into(),
            to_database_time(order.placed_at).into(),
            order.totals.discount.minor.into(),
            order.totals.tax.minor.into(),
            order.totals.shipping_tax.minor.into(),
            (order.totals.taxation == Taxation::Included).into(),
        ],
    )
    .await?;
    Ok(inserted == 1)
}

pub async fn insert_lines(tx: &Tx, order: OrderId, lines: &[NewLine]) -> Result<(), StoreError> {
    for (position, line) in (1_i16..).zip(lines) {
        let corrupt = |error| StoreError::corrupt("order_line", error);
        let picture = line.picture.as_ref().map(serde_json::to_value).transpose();
        execute(
            tx,
            "INSERT INTO order_line (order_id, position, variant_id, sku, title, options, picture, unit_price_minor, quantity, total_minor, discount_minor, tax_minor)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            [
                order.0.into(),
                position.into(),
                line.variant.0.into(),
                line.sku.as_str().into(),
                line.title.as_str().into(),
                serde_json::to_value(&line.options).map_err(corrupt)?.into(),
                picture.map_err(corrupt)?.into(),
                line.unit_price.minor.into(),
                i16::try_from(line.quantity.get()).unwrap_or(i16::MAX).into(),
                line.total.minor.into(),
                line.discount.minor.into(),
                line.tax.minor.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

pub async fn find_by_key(
    db: &impl Connection,
    key: &OrderKey,
) -> Result<Option<StoredOrder>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM orders WHERE key = $1");
    let row = one(db, &sql, [key.as_str().into()]).await?;
    row.as_ref().map(order_of).transpose()
}

/// The order, locked until the transaction ends. Lock its cart first.
pub async fn lock(tx: &Tx, order: OrderId) -> Result<StoredOrder, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM orders WHERE id = $1 FOR UPDATE");
    let row = one(tx, &sql, [order.0.into()]).await?;
    row.as_ref()
        .map(order_of)
        .transpose()?
        .ok_or_else(|| StoreError::corrupt("orders", format!("{order} is missing")))
}

/// The cart's order that counts, locked. Lock the cart first.
pub async fn lock_of_cart(tx: &Tx, cart: CartId) -> Result<Option<StoredOrder>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM orders WHERE cart_id = $1 AND state <> 'cancelled' FOR UPDATE"
    );
    let row = one(tx, &sql, [cart.0.into()]).await?;
    row.as_ref().map(order_of).transpose()
}

/// The cart that became the order. It never changes, so it can be read before anything is locked.
pub async fn cart_of(db: &impl Connection, order: OrderId) -> Result<Option<CartId>, StoreError> {
    let row = one(
        db,
        "SELECT cart_id FROM orders WHERE id = $1",
        [order.0.into()],
    )
    .await?;
    row.map(|row| Ok(CartId(get(&row, "cart_id")?))).transpose()
}

/// Moves the order. The schema refuses a move that the domain would refuse, and leaves an event.
pub async fn set_state(tx: &Tx, order: OrderId, state: OrderState) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE orders SET state = $2 WHERE id = $1",
        [order.0.into(), state.name().into()],
    )
    .await?;
    Ok(())
}

/// What was ordered, for holding and for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    pub variant: VariantId,
    pub title: String,
    pub quantity: Quantity,
    pub unit_price: Money,
}

pub async fn contents(
    db: &impl Connection,
    order: OrderId,
    currency: Currency,
) -> Result<Vec<Ordered>, StoreError> {
    let rows = all(
        db,
        "SELECT variant_id, title, quantity, unit_price_minor FROM order_line WHERE order_id = $1 ORDER BY position",
        [order.0.into()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(Ordered {
                variant: VariantId(get(row, "variant_id")?),
                title: get(row, "title")?,
                quantity: quantity_of(row)?,
                unit_price: money(row, "unit_price_minor", currency)?,
            })
        })
        .collect()
}

/// The lines as the order's page shows them; only the link to the product is looked up.
pub async fn lines(
    db: &impl Connection,
    order: OrderId,
    currency: Currency,
) -> Result<Vec<OrderLine>, StoreError> {
    let rows = all(
        db,
        "SELECT l.sku, l.title, l.options, l.picture, l.unit_price_minor, l.quantity, l.total_minor, l.discount_minor, l.tax_minor, p.slug
         FROM order_line l
         LEFT JOIN variant v ON v.id = l.variant_id
         LEFT JOIN product p ON p.id = v.product_id AND p.state = 'published'
         WHERE l.order_id = $1 ORDER BY l.position",
        [order.0.into()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            let slug: Option<String> = get(row, "slug")?;
            let slug = slug
                .map(|slug| slug.parse::<Slug>())
                .transpose()
                .map_err(|error| StoreError::corrupt("product", error))?;
            let picture: Option<serde_json::Value> = get(row, "picture")?;
            let picture = picture
                .map(serde_json::from_value)
                .transpose()
                .map_err(|error| StoreError::corrupt("order_line", error))?;
            Ok(OrderLine {
                sku: get(row, "sku")?,
                product: slug,
                title: get(row, "title")?,
                options: json(row, "order_line", "options")?,
                picture,
                unit_price: money(row, "unit_price_minor", currency)?,
                quantity: quantity_of(row)?,
                total: money(row, "total_minor", currency)?,
                discount: money(row, "discount_minor", currency)?,
                tax: money(row, "tax_minor", currency)?,
            })
        })
        .collect()
}

pub async fn history(db: &impl Connection, order: OrderId) -> Result<Vec<OrderEvent>, StoreError> {
    let rows = all(
        db,
        "SELECT to_state, at FROM order_event WHERE order_id = $1 ORDER BY seq",
        [order.0.into()],
    )
    .await?;
    rows.iter()
        .map(|row| {
            Ok(OrderEvent {
                state: parse(row, "order_event", "to_state")?,
                at: timestamp(row, "at")?,
            })
        })
        .collect()
}

/// The order's state and its latest payment's, together.
const STATUS: &str =
    "o.id, o.state AS order_state, p.state, p.decline_reason, p.redirect_url, p.gateway_ref,
    p.captured_minor, o.currency";
const LATEST_PAYMENT: &str = "LEFT JOIN LATERAL
    (SELECT * FROM payment WHERE payment.order_id = o.id ORDER BY attempt DESC LIMIT 1) p ON true";

pub async fn status(
    db: &impl Connection,
    key: &OrderKey,
) -> Result<Option<(OrderId, OrderStatus)>, StoreError> {
    let sql = format!("SELECT {STATUS} FROM orders o {LATEST_PAYMENT} WHERE o.key = $1");
    let row = one(db, &sql, [key.as_str().into()]).await?;
    row.map(|row| Ok((OrderId(get(&row, "id")?), status_of(&row)?)))
        .transpose()
}

/// An account's orders, the newest first.
pub async fn of_account(
    db: &impl Connection,
    account: AccountId,
    limit: u32,
) -> Result<Vec<OrderSummary>, StoreError> {
    let sql = format!(
        "SELECT {STATUS}, o.key, o.number, o.total_minor, o.placed_at,
            (SELECT sum(quantity) FROM order_line l WHERE l.order_id = o.id) AS items
         FROM orders o {LATEST_PAYMENT} WHERE o.account_id = $1 ORDER BY o.placed_at DESC, o.id DESC LIMIT $2"
    );
    let rows = all(db, &sql, [account.0.into(), i64::from(limit).into()]).await?;
    rows.iter()
        .map(|row| {
            let currency: Currency = parse(row, "orders", "currency")?;
            let items: Option<i64> = get(row, "items")?;
            Ok(OrderSummary {
                key: parse(row, "orders", "key")?,
                number: parse(row, "orders", "number")?,
                status: status_of(row)?,
                items: u32::try_from(items.unwrap_or_default()).unwrap_or(u32::MAX),
                total: money(row, "total_minor", currency)?,
                placed_at: timestamp(row, "placed_at")?,
            })
        })
        .collect()
}

/// Whether an account with this e-mail exists.
pub async fn has_account(db: &impl Connection, email: &Email) -> Result<bool, StoreError> {
    let values: [Value; 1] = [email.as_str().into()];
    let row = one(db, "SELECT 1 AS one FROM account WHERE email = $1", values).await?;
    Ok(row.is_some())
}

fn status_of(row: &QueryResult) -> Result<OrderStatus, StoreError> {
    let order: OrderState = parse(row, "orders", "order_state")?;
    let latest = match get::<Option<String>>(row, "state")? {
        Some(state) => Some(state_of(row, &state, parse(row, "orders", "currency")?)?),
        None => None,
    };
    Ok(OrderStatus::of(order, latest.as_ref()))
}

fn quantity_of(row: &QueryResult) -> Result<Quantity, StoreError> {
    u16::try_from(get::<i16>(row, "quantity")?)
        .ok()
        .and_then(|count| Quantity::new(count).ok())
        .ok_or_else(|| StoreError::corrupt("order_line", "quantity"))
}

fn order_of(row: &QueryResult) -> Result<StoredOrder, StoreError> {
    let currency: Currency = parse(row, "orders", "currency")?;
    let method: String = get(row, "shipping_method")?;
    let shipping = ShippingMethod::find(&method)
        .ok_or_else(|| StoreError::corrupt("orders", "shipping_method"))?;
    let address: PostalAddress = json(row, "orders", "address")?;
    Ok(StoredOrder {
        id: OrderId(get(row, "id")?),
        number: parse(row, "orders", "number")?,
        key: parse(row, "orders", "key")?,
        cart: CartId(get(row, "cart_id")?),
        account: get::<Option<uuid::Uuid>>(row, "account_id")?.map(AccountId),
        state: parse(row, "orders", "state")?,
        details: CheckoutDetails {
            email: parse(row, "orders", "email")?,
            address,
            shipping,
        },
        totals: OrderTotals {
            subtotal: money(row, "subtotal_minor", currency)?,
            discount: money(row, "discount_minor", currency)?,
            shipping: money(row, "shipping_minor", currency)?,
            tax: money(row, "tax_minor", currency)?,
            shipping_tax: money(row, "shipping_tax_minor", currency)?,
            taxation: if get(row, "prices_include_tax")? {
                Taxation::Included
            } else {
                Taxation::Added
            },
            total: money(row, "total_minor", currency)?,
        },
        delivery: (
            from_calendar_date(get(row, "deliver_from")?),
            from_calendar_date(get(row, "deliver_until")?),
        ),
        trace_parent: get(row, "trace_parent")?,
        placed_at: timestamp(row, "placed_at")?,
    })
}
