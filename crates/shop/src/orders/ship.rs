//! An order leaves the house.

use domain::{
    Refusal,
    checkout::{Field, FieldError, FieldProblem},
    mail::Mail,
    order::{OrderNumber, OrderState},
};

use crate::{Shop, ShopError, mails, race::write_patiently};

pub(super) async fn ship(
    shop: &Shop,
    number: &OrderNumber,
    tracking: Option<String>,
) -> Result<(), ShopError> {
    if tracking.as_deref().is_some_and(|url| !leads_somewhere(url)) {
        return Err(ShopError::Invalid(vec![FieldError {
            field: Field::Tracking,
            problem: FieldProblem::Malformed,
        }]));
    }
    let found = store::orders::find_by_number(shop.parts.database.reader(), number)
        .await?
        .ok_or(ShopError::NotFound)?
        .id;
    write_patiently(shop, move |tx, shop| {
        let tracking = tracking.clone();
        Box::pin(async move {
            let order = store::orders::lock(tx, found).await?;
            if order.state != OrderState::Paid {
                return Err(Refusal::OrderClosed.into());
            }
            store::orders::act_as(tx, "merchant").await?;
            store::orders::set_state(tx, order.id, OrderState::Fulfilled).await?;
            let now = shop.parts.clock.now();
            store::shipments::insert(tx, order.id, tracking.as_deref(), now).await?;
            let mail = Mail::Shipped { tracking };
            mails::queue(tx, &shop, order.id, &order.details.email, &mail).await
        })
    })
    .await?;
    shop.news.order_changed(found);
    Ok(())
}

/// It becomes a link on a page and in a mail.
fn leads_somewhere(url: &str) -> bool {
    url.parse::<url::Url>()
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}
