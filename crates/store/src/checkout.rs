//! What a checkout needs of a cart: its form, and its way into an order and back.

use domain::{
    AccountId, CartId, OrderId, Timestamp,
    checkout::{CheckoutForm, PostalAddress},
    order::{OrderKey, OrderNumber},
};
use sea_orm::Value;

use crate::{
    Connection, StoreError, Tx,
    cart::CartOwner,
    row::{execute, get, json, one, parse, to_database_time},
};

/// Another open cart of the same owner as cart `$1`.
const OTHER_OPEN_CART: &str = "
    SELECT other.id FROM cart mine JOIN cart other ON other.id <> mine.id AND other.state = 'open'
        AND (other.account_id = mine.account_id
             OR other.account_id IS NULL AND mine.account_id IS NULL AND other.token_hash = mine.token_hash)
    WHERE mine.id = $1 FOR UPDATE OF other";

/// The form as it was sent last. None: it never was.
pub async fn form(db: &impl Connection, cart: CartId) -> Result<Option<CheckoutForm>, StoreError> {
    let sql = "SELECT form FROM cart WHERE id = $1 AND form IS NOT NULL";
    let row = one(db, sql, [cart.0.into()]).await?;
    row.map(|row| json(&row, "cart", "form")).transpose()
}

pub async fn save_form(
    db: &impl Connection,
    cart: CartId,
    form: &CheckoutForm,
) -> Result<(), StoreError> {
    let form = serde_json::to_value(form).map_err(|error| StoreError::corrupt("cart", error))?;
    execute(
        db,
        "UPDATE cart SET form = $2 WHERE id = $1",
        [cart.0.into(), form.into()],
    )
    .await?;
    Ok(())
}

pub async fn default_address(
    db: &impl Connection,
    account: AccountId,
) -> Result<Option<PostalAddress>, StoreError> {
    let sql = "SELECT address FROM address WHERE account_id = $1 ORDER BY is_default DESC, created_at DESC LIMIT 1";
    let row = one(db, sql, [account.0.into()]).await?;
    row.map(|row| json(&row, "address", "address")).transpose()
}

/// The cart, whatever its state, locked until the transaction ends. Carts are locked before their orders.
pub async fn lock_cart(tx: &Tx, cart: CartId) -> Result<(), StoreError> {
    one(
        tx,
        "SELECT id FROM cart WHERE id = $1 FOR UPDATE",
        [cart.0.into()],
    )
    .await?;
    Ok(())
}

/// The cart that the owner ordered last.
pub async fn last_ordered(
    db: &impl Connection,
    owner: CartOwner,
) -> Result<Option<CartId>, StoreError> {
    let (condition, key): (_, Value) = match owner {
        CartOwner::Guest(hash) => (
            "c.account_id IS NULL AND c.token_hash",
            hash.to_vec().into(),
        ),
        CartOwner::Member(account) => ("c.account_id", account.0.into()),
    };
    let sql = format!(
        "SELECT c.id FROM cart c JOIN orders o ON o.cart_id = c.id AND o.state <> 'cancelled'
         WHERE {condition} = $1 AND c.state = 'ordered' ORDER BY o.placed_at DESC LIMIT 1"
    );
    let row = one(db, &sql, [key]).await?;
    row.map(|row| Ok(CartId(get(&row, "id")?))).transpose()
}

/// The newest order that became of a cart of the owner's, if it was placed after `since`.
pub async fn ordered_since(
    db: &impl Connection,
    owner: CartOwner,
    since: Timestamp,
) -> Result<Option<(OrderKey, OrderNumber)>, StoreError> {
    let Some(cart) = last_ordered(db, owner).await? else {
        return Ok(None);
    };
    let sql = "SELECT key, number FROM orders WHERE cart_id = $1 AND $2 < placed_at ORDER BY placed_at DESC LIMIT 1";
    let row = one(db, sql, [cart.0.into(), to_database_time(since).into()]).await?;
    row.map(|row| {
        Ok((
            parse(&row, "orders", "key")?,
            parse(&row, "orders", "number")?,
        ))
    })
    .transpose()
}

/// The cart became an order.
pub async fn close_cart(tx: &Tx, cart: CartId) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE cart SET state = 'ordered' WHERE id = $1",
        [cart.0.into()],
    )
    .await?;
    Ok(())
}

/// An order that can't be paid gives its goods back to the shopper's cart.
///
/// Whoever has started another cart meanwhile, or signed up with theirs, finds them in there, and nothing
/// twice. The order's own cart must be locked.
pub async fn put_back(
    tx: &Tx,
    cart: CartId,
    order: OrderId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    let target = match follow(tx, cart).await? {
        Whereabouts::Open(open) => open,
        Whereabouts::Ordered(end) | Whereabouts::Lost(end) => {
            match one(tx, OTHER_OPEN_CART, [end.0.into()]).await? {
                Some(row) => {
                    let open = CartId(get(&row, "id")?);
                    let sql = "UPDATE cart SET state = 'merged', merged_into = $2 WHERE id = $1";
                    execute(tx, sql, [cart.0.into(), open.0.into()]).await?;
                    let sql = "UPDATE cart SET coupon = COALESCE(cart.coupon, mine.coupon) FROM cart mine WHERE cart.id = $1 AND mine.id = $2";
                    execute(tx, sql, [open.0.into(), cart.0.into()]).await?;
                    open
                }
                None => {
                    reopen_for(tx, cart, end).await?;
                    cart
                }
            }
        }
    };
    let now: Value = to_database_time(now).into();
    execute(
        tx,
        "UPDATE cart SET updated_at = $2, expires_at = $3 WHERE id = $1",
        [
            target.0.into(),
            now.clone(),
            to_database_time(expires_at).into(),
        ],
    )
    .await?;
    execute(
        tx,
        "INSERT INTO cart_line (cart_id, variant_id, quantity, seen_price_minor, added_at)
         SELECT $1, variant_id, quantity, unit_price_minor, $3 FROM order_line WHERE order_id = $2
         ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = GREATEST(cart_line.quantity, EXCLUDED.quantity)",
        [target.0.into(), order.0.into(), now],
    )
    .await?;
    Ok(())
}

/// The opposite: the order is tried again, so its goods leave the cart that they were put back into.
/// What the shopper added meanwhile stays theirs, in a cart of the given id if need be. False: they were
/// ordered from there, with another order.
pub async fn take_out(
    tx: &Tx,
    cart: CartId,
    order: OrderId,
    rest: CartId,
) -> Result<bool, StoreError> {
    match follow(tx, cart).await? {
        Whereabouts::Open(open) if open == cart => split(tx, cart, order, rest).await?,
        Whereabouts::Open(open) => subtract(tx, open, order).await?,
        Whereabouts::Ordered(end) => return Ok(end == cart),
        Whereabouts::Lost(end) => {
            if let Some(row) = one(tx, OTHER_OPEN_CART, [end.0.into()]).await? {
                subtract(tx, CartId(get(&row, "id")?), order).await?;
            }
        }
    }
    Ok(true)
}

/// Where the lines of a cart are by now.
enum Whereabouts {
    /// In this cart, which the shopper can still fill.
    Open(CartId),
    /// In an order.
    Ordered(CartId),
    /// In a cart that ran out of time.
    Lost(CartId),
}

/// Goes from a cart through those that it was merged into, to the last one, and locks that.
async fn follow(tx: &Tx, cart: CartId) -> Result<Whereabouts, StoreError> {
    let row = one(
        tx,
        "WITH RECURSIVE way AS (
            SELECT id, merged_into, 0 AS steps FROM cart WHERE id = $1
            UNION ALL
            SELECT next.id, next.merged_into, steps + 1 FROM way JOIN cart next ON next.id = way.merged_into
            WHERE steps < 32)
         SELECT cart.id, cart.state FROM way JOIN cart ON cart.id = way.id
         ORDER BY way.steps DESC LIMIT 1 FOR UPDATE OF cart",
        [cart.0.into()],
    )
    .await?
    .ok_or(StoreError::corrupt("orders", "its cart is gone"))?;
    let end = CartId(get(&row, "id")?);
    Ok(match get::<String>(&row, "state")?.as_str() {
        "open" => Whereabouts::Open(end),
        "ordered" => Whereabouts::Ordered(end),
        _ => Whereabouts::Lost(end),
    })
}

/// Opens an order's cart again, for whoever owns the cart that it led to.
async fn reopen_for(tx: &Tx, cart: CartId, end: CartId) -> Result<(), StoreError> {
    execute(
        tx,
        "UPDATE cart SET state = 'open', merged_into = NULL, token_hash = owner.token_hash, account_id = owner.account_id
         FROM cart owner WHERE cart.id = $1 AND owner.id = $2",
        [cart.0.into(), end.0.into()],
    )
    .await?;
    Ok(())
}

/// Closes the cart with exactly the order's goods in it; the rest moves into a new one.
async fn split(tx: &Tx, cart: CartId, order: OrderId, rest: CartId) -> Result<(), StoreError> {
    close_cart(tx, cart).await?;
    execute(
        tx,
        "WITH rest AS (
            SELECT l.variant_id, l.quantity - COALESCE(o.quantity, 0) AS quantity, l.seen_price_minor, l.added_at
            FROM cart_line l LEFT JOIN order_line o ON o.order_id = $2 AND o.variant_id = l.variant_id
            WHERE l.cart_id = $1 AND l.quantity > COALESCE(o.quantity, 0)),
         opened AS (
            INSERT INTO cart (id, token_hash, account_id, currency, form, created_at, updated_at, expires_at)
            SELECT $3, token_hash, account_id, currency, form, updated_at, updated_at, expires_at FROM cart
            WHERE id = $1 AND EXISTS (SELECT 1 FROM rest) RETURNING id)
         INSERT INTO cart_line (cart_id, variant_id, quantity, seen_price_minor, added_at)
         SELECT opened.id, rest.* FROM opened, rest",
        [cart.0.into(), order.0.into(), rest.0.into()],
    )
    .await?;
    execute(
        tx,
        "DELETE FROM cart_line WHERE cart_id = $1 AND variant_id NOT IN (SELECT variant_id FROM order_line WHERE order_id = $2)",
        [cart.0.into(), order.0.into()],
    )
    .await?;
    execute(
        tx,
        "UPDATE cart_line l SET quantity = o.quantity FROM order_line o
         WHERE l.cart_id = $1 AND o.order_id = $2 AND o.variant_id = l.variant_id",
        [cart.0.into(), order.0.into()],
    )
    .await?;
    Ok(())
}

async fn subtract(tx: &Tx, cart: CartId, order: OrderId) -> Result<(), StoreError> {
    let values: [Value; 2] = [cart.0.into(), order.0.into()];
    execute(
        tx,
        "DELETE FROM cart_line l USING order_line o
         WHERE l.cart_id = $1 AND o.order_id = $2 AND o.variant_id = l.variant_id AND l.quantity <= o.quantity",
        values.clone(),
    )
    .await?;
    execute(
        tx,
        "UPDATE cart_line l SET quantity = l.quantity - o.quantity FROM order_line o
         WHERE l.cart_id = $1 AND o.order_id = $2 AND o.variant_id = l.variant_id",
        values,
    )
    .await?;
    Ok(())
}
