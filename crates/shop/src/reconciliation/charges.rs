//! The gateway's charges and our captures.

use std::collections::HashSet;

use domain::{Currency, Money, PaymentId, Timestamp, payment::PaymentState};
use gateways::{GatewayError, ListedCharge};
use serde_json::json;
use store::{
    payments::StoredPayment,
    reconciliation::{Difference, Posted},
    webhooks::BreakKind,
};

use super::{ReconciliationReport, unanswered};
use crate::{Shop, ShopError, crash};

pub(super) async fn compare(
    shop: &Shop,
    since: Timestamp,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let mut seen = HashSet::new();
    let mut after: Option<String> = None;
    loop {
        let page = shop.parts.gateway.list_charges(since, after.as_deref());
        let page = page.await.map_err(unanswered)?;
        crash::point("reconciliation-not-written").await?;
        for charge in page.items {
            compare_one(shop, &charge, report).await?;
            seen.insert(charge.reference);
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    ask_for_the_missing(shop, since, &seen, report).await
}

async fn compare_one(
    shop: &Shop,
    charge: &ListedCharge,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let Some(id) = charge.payment else {
        report.foreign += 1;
        return Ok(());
    };
    report.compared += 1;
    if charge.captured_minor == 0 {
        return Ok(());
    }
    let db = shop.parts.database.reader();
    let mut posted = store::reconciliation::posted(db, "capture", &charge.reference).await?;
    if posted.is_none() {
        // We may only not have heard of it yet: asking settles it as a webhook would.
        match shop.payments().settle(id).await {
            Ok(()) | Err(ShopError::NotFound) => {}
            Err(error) if error.is_transient() => return Err(error),
            // One charge that can't be settled must not keep the others from being compared.
            Err(error) => tracing::error!(payment = %id, ?error, "A charge can't be settled"),
        }
        posted = store::reconciliation::posted(db, "capture", &charge.reference).await?;
        report.settled += u64::from(posted.is_some());
    }
    let payment = store::payments::find(db, id).await?;
    match (posted, payment) {
        (Some(posted), _) => same(shop, charge, &posted, report).await,
        (None, Some(payment)) => unposted(shop, charge, &payment, report).await,
        (None, None) => note(shop, Difference::MissingHere, charge, None, report).await,
    }
}

async fn same(
    shop: &Shop,
    charge: &ListedCharge,
    posted: &Posted,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let amount = posted.amount;
    if amount.currency.code() != charge.currency {
        note(shop, Difference::Currency, charge, posted.payment, report).await
    } else if amount.minor != charge.captured_minor {
        note(shop, Difference::Amount, charge, posted.payment, report).await
    } else {
        let (db, gateway) = (shop.parts.database.reader(), shop.parts.gateway.name());
        report.closed += store::reconciliation::agree(db, gateway, &charge.reference).await?;
        Ok(())
    }
}

/// Money moved that the ledger does not know, and asking did not change that.
async fn unposted(
    shop: &Shop,
    charge: &ListedCharge,
    payment: &StoredPayment,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let own = payment.reference.as_deref() == Some(charge.reference.as_str());
    let is_captured = matches!(payment.state, PaymentState::Captured { .. });
    if own || !is_captured {
        let difference = match payment.amount {
            amount if amount.currency.code() != charge.currency => Difference::Currency,
            amount if amount.minor != charge.captured_minor => Difference::Amount,
            _ => Difference::MissingHere,
        };
        return note(shop, difference, charge, Some(payment.id), report).await;
    }
    // The payment was captured under another reference: this is a second charge, and it goes back.
    let Ok(currency) = charge.currency.parse::<Currency>() else {
        return note(shop, Difference::Currency, charge, Some(payment.id), report).await;
    };
    let amount = Money::new(charge.captured_minor, currency);
    let (id, order, gateway) = (payment.id, payment.order, shop.parts.gateway.name());
    let reference = charge.reference.clone();
    tracing::error!(payment = %id, reference, "A payment was charged a second time");
    report.found += 1;
    let database = &shop.parts.database;
    database
        .write::<_, ShopError, _>(move |tx| {
            Box::pin(async move {
                let detail = json!({ "order": order, "amount": amount });
                let kind = BreakKind::OrphanCapture;
                Ok(store::webhooks::note_break(tx, kind, gateway, &reference, id, detail).await?)
            })
        })
        .await
}

/// What we posted and the gateway did not list is asked for one by one: a list may begin a moment later
/// than our books do.
async fn ask_for_the_missing(
    shop: &Shop,
    since: Timestamp,
    seen: &HashSet<String>,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let (db, gateway) = (shop.parts.database.reader(), shop.parts.gateway.name());
    for (reference, payment) in store::reconciliation::posted_since(db, "capture", since).await? {
        if seen.contains(&reference) {
            continue;
        }
        report.compared += 1;
        match shop.parts.gateway.fetch(&reference).await {
            Ok(verdict) if matches!(verdict.state, PaymentState::Captured { .. }) => {
                report.closed += store::reconciliation::agree(db, gateway, &reference).await?;
            }
            Ok(_) | Err(GatewayError::Refused { .. }) => {
                let there = Difference::MissingThere;
                let detail = json!({ "capture": reference });
                let noted =
                    store::reconciliation::note(db, there, gateway, &reference, payment, detail);
                report.found += u64::from(noted.await?);
            }
            Err(error) => return Err(unanswered(error)),
        }
    }
    Ok(())
}

async fn note(
    shop: &Shop,
    difference: Difference,
    charge: &ListedCharge,
    payment: Option<PaymentId>,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let (reference, kind) = (&charge.reference, difference.name());
    let detail = json!({ "capture": reference, "payment": charge.payment,
        "minor": charge.captured_minor, "currency": charge.currency });
    let (db, gateway) = (shop.parts.database.reader(), shop.parts.gateway.name());
    let noted = store::reconciliation::note(db, difference, gateway, reference, payment, detail);
    if noted.await? {
        tracing::error!(reference, kind, "The gateway's books and ours differ");
        report.found += 1;
    }
    Ok(())
}
