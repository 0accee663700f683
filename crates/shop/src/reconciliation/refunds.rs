//! The gateway's refunds and ours.

use std::collections::HashSet;

use domain::{RefundId, Timestamp, refund::RefundState};
use gateways::{ListedRefund, Refund};
use serde_json::json;
use store::reconciliation::Difference;

use super::{ReconciliationReport, unanswered};
use crate::{Shop, ShopError};

pub(super) async fn compare(
    shop: &Shop,
    since: Timestamp,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let mut seen = HashSet::new();
    let mut after: Option<String> = None;
    loop {
        let page = shop.parts.gateway.list_refunds(since, after.as_deref());
        let page = page.await.map_err(unanswered)?;
        for refund in page.items {
            compare_one(shop, &refund, report).await?;
            seen.insert(refund.reference);
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
    refund: &ListedRefund,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let db = shop.parts.database.reader();
    let charge = refund.charge.as_deref().unwrap_or_default();
    let is_ours = refund.refund.is_some()
        || store::reconciliation::posted(db, "capture", charge)
            .await?
            .is_some();
    if !is_ours {
        report.foreign += 1;
        return Ok(());
    }
    report.compared += 1;
    let went = matches!(refund.state, RefundState::Succeeded { .. });
    let mut posted = store::reconciliation::posted(db, "refund", &refund.reference).await?;
    if posted.is_none() && went {
        // We may only not have heard of it yet.
        if let Some(id) = refund.refund {
            match shop.refunds().send(id).await {
                Ok(()) | Err(ShopError::NotFound) => {}
                Err(error) if error.is_transient() => return Err(error),
                Err(error) => tracing::error!(refund = %id, ?error, "A refund can't be settled"),
            }
        }
        posted = store::reconciliation::posted(db, "refund", &refund.reference).await?;
        report.settled += u64::from(posted.is_some());
        if posted.is_none() && is_on_its_way(db, refund).await? {
            return Ok(());
        }
    }
    let difference = match posted {
        // Given back by hand, at the gateway's own desk.
        None if went => Some(Difference::MissingHere),
        None => None,
        // A card that was closed since: the money came back to the merchant.
        Some(_) if matches!(refund.state, RefundState::Failed { .. }) => {
            Some(Difference::MissingThere)
        }
        Some(posted) if posted.amount.currency.code() != refund.currency => {
            Some(Difference::Currency)
        }
        Some(posted) if posted.amount.minor != refund.minor => Some(Difference::Amount),
        Some(_) => None,
    };
    let (gateway, reference) = (shop.parts.gateway.name(), refund.reference.as_str());
    match difference {
        None => {
            report.closed += store::reconciliation::agree(db, gateway, reference).await?;
        }
        Some(difference) => {
            let detail = json!({ "refund": reference, "charge": charge, "minor": refund.minor,
                "currency": refund.currency });
            let noted =
                store::reconciliation::note(db, difference, gateway, reference, None, detail);
            if noted.await? {
                let kind = difference.name();
                tracing::error!(reference, kind, "The gateway's books and ours differ");
                report.found += 1;
            }
        }
    }
    Ok(())
}

/// Somebody is sending it this moment, or waits to ask again: what becomes of it is written down soon.
async fn is_on_its_way(
    db: &impl store::Connection,
    refund: &ListedRefund,
) -> Result<bool, ShopError> {
    let Some(id) = refund.refund else {
        return Ok(false);
    };
    let ours = store::refunds::find(db, id).await?;
    Ok(ours.is_some_and(|ours| !ours.state.is_over()))
}

async fn ask_for_the_missing(
    shop: &Shop,
    since: Timestamp,
    seen: &HashSet<String>,
    report: &mut ReconciliationReport,
) -> Result<(), ShopError> {
    let (db, gateway) = (shop.parts.database.reader(), shop.parts.gateway.name());
    for (reference, payment) in store::reconciliation::posted_since(db, "refund", since).await? {
        if seen.contains(&reference) {
            continue;
        }
        report.compared += 1;
        let is_there = match store::reconciliation::refund_of(db, &reference).await? {
            Some(id) => is_there(shop, id).await?,
            None => false,
        };
        if is_there {
            report.closed += store::reconciliation::agree(db, gateway, &reference).await?;
            continue;
        }
        let (there, detail) = (Difference::MissingThere, json!({ "refund": reference }));
        let noted = store::reconciliation::note(db, there, gateway, &reference, payment, detail);
        report.found += u64::from(noted.await?);
    }
    Ok(())
}

async fn is_there(shop: &Shop, refund: RefundId) -> Result<bool, ShopError> {
    let db = shop.parts.database.reader();
    let Some(refund) = store::refunds::find(db, refund).await? else {
        return Ok(false);
    };
    let wanted = Refund {
        refund: refund.id,
        reference: refund.charge,
        amount: refund.amount,
        idempotency_key: refund.idempotency_key,
    };
    match shop.parts.gateway.find_refund(&wanted).await {
        Ok(found) => Ok(found.is_some()),
        Err(gateways::GatewayError::Refused { .. }) => Ok(false),
        Err(error) => Err(unanswered(error)),
    }
}
