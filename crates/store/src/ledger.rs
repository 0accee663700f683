//! Double entry: every transaction adds up to zero, and nothing is ever rewritten.

use domain::{Money, OrderId, PaymentId};
use uuid::Uuid;

use crate::{StoreError, Tx, row::execute};

/// The accounts, by their ids in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    CustomerReceivable = 1,
    GatewayClearing = 2,
    Sales = 3,
    ShippingIncome = 4,
    TaxPayable = 5,
    Discounts = 8,
}

/// One line: positive amounts are debits.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub account: Account,
    pub amount: Money,
}

/// What happened. The external id is what makes it happen once.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// The goods are the customer's; the order is the event.
    Sale { order: OrderId },
    /// The gateway took the money, under this reference.
    Capture {
        order: OrderId,
        payment: PaymentId,
        reference: &'a str,
    },
}

/// Posts an event with its lines. Posting it again changes nothing; an event without money leaves no trace.
pub async fn post(
    tx: &Tx,
    id: Uuid,
    event: Event<'_>,
    entries: &[Entry],
) -> Result<(), StoreError> {
    let entries: Vec<_> = entries
        .iter()
        .filter(|entry| !entry.amount.is_zero())
        .collect();
    if entries.is_empty() {
        return Ok(());
    }
    let (kind, order, payment, external_id) = match event {
        Event::Sale { order } => ("sale", order, None, order.to_string()),
        Event::Capture {
            order,
            payment,
            reference,
        } => ("capture", order, Some(payment.0), reference.to_owned()),
    };
    let posted = execute(
        tx,
        "INSERT INTO ledger_tx (id, kind, order_id, payment_id, external_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (kind, external_id) DO NOTHING",
        [
            id.into(),
            kind.into(),
            order.0.into(),
            payment.into(),
            external_id.into(),
        ],
    )
    .await?;
    if posted == 0 {
        return Ok(());
    }
    for (line, entry) in (1_i16..).zip(entries) {
        execute(
            tx,
            "INSERT INTO ledger_entry (tx_id, line, account_id, amount_minor, currency) VALUES ($1, $2, $3, $4, $5)",
            [
                id.into(),
                line.into(),
                (entry.account as i16).into(),
                entry.amount.minor.into(),
                entry.amount.currency.code().into(),
            ],
        )
        .await?;
    }
    Ok(())
}
