//! What can be asked of an order by whoever knows its key.

use domain::{
    checkout::CardEntry,
    invoice::InvoicePage,
    order::{OrderKey, OrderPage},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{error::AppError, layout::returned::Returned};

/// One visit to an order's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub order: OrderPage,
    /// The country's name; the order knows its code.
    pub country: String,
    /// None while there is nothing to try again.
    pub retry: Option<Retry>,
    /// Why the last form came back.
    pub returned: Option<Returned>,
}

/// What another attempt to pay needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retry {
    pub card: CardEntry,
    /// The gateway's page for a card, which leads back here.
    pub hosted_url: String,
    /// Whatever is paid from this page is paid once.
    pub idempotency_key: String,
}

/// An order, for whoever has its address. `is_back`: the shopper comes from their bank's page.
#[server(endpoint = "orders/page")]
pub async fn get_order(key: String, is_back: bool) -> Result<Visit, AppError> {
    use domain::order::OrderStatus;

    use crate::{
        paths,
        ssr::{hosted_card_page, keep_no_copy, not_found, shop, take_returned},
    };

    keep_no_copy();
    let key: OrderKey = key.parse().map_err(|_| not_found())?;
    let shop = shop()?;
    if is_back {
        // What the bank said is asked for, not believed; without an answer the worker asks again.
        if let Err(error) = shop.payments().settle_order(&key).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "Not settled on return"
            );
        }
    }
    let order = shop.orders().page(&key).await?;
    let retry = matches!(order.status, OrderStatus::Declined { .. }).then(|| {
        let card = shop.card_entry();
        let back = paths::order_card_return(&key);
        let (total, number) = (order.totals.total, order.number.as_str());
        Retry {
            hosted_url: hosted_card_page(&card, shop.public_url(), &back, total, number),
            idempotency_key: shop.new_token().reveal(),
            card,
        }
    });
    let countries = shop.checkout().countries();
    let country = countries
        .into_iter()
        .find(|country| country.code == order.address.country);
    let country = country.map_or_else(|| order.address.country.to_string(), |found| found.name);
    let returned = take_returned(&paths::order(&key));
    Ok(Visit {
        order,
        country,
        retry,
        returned,
    })
}

/// Tries to pay again, with another card or the same.
#[server(endpoint = "orders/retry-payment")]
pub async fn retry_payment(
    key: OrderKey,
    payment_method: String,
    idempotency_key: String,
) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{answer_form, return_form, shop},
    };

    let outcome: Result<(), AppError> = async {
        Ok(shop()?
            .checkout()
            .retry(&key, payment_method, idempotency_key)
            .await?)
    }
    .await;
    let page = paths::order(&key);
    match &outcome {
        Ok(()) => answer_form(&page, None),
        Err(error) => return_form(&page, error, &[]),
    }
    outcome
}

/// Calls the order off. A plain form, with script and without.
#[server(endpoint = "orders/cancel")]
pub async fn cancel_order(key: OrderKey) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{redirect, return_form, shop},
    };

    let outcome: Result<(), AppError> = async { Ok(shop()?.orders().cancel(&key).await?) }.await;
    let page = paths::order(&key);
    match &outcome {
        Ok(()) => redirect(&page),
        Err(error) => return_form(&page, error, &[]),
    }
    outcome
}

/// The form that came back to the page that looks for an order, if one did.
#[server(endpoint = "orders/find-form")]
pub async fn get_find_form() -> Result<Option<Returned>, AppError> {
    use crate::{
        paths,
        ssr::{keep_no_copy, take_returned},
    };

    keep_no_copy();
    Ok(take_returned(paths::FIND_ORDER))
}

/// Leads to the order of this number, if it was placed with this e-mail. A plain form, as above.
#[server(endpoint = "orders/find")]
pub async fn find_order(number: String, email: String) -> Result<(), AppError> {
    use crate::{
        paths,
        ssr::{client_address, redirect, return_form, shop},
    };

    let outcome: Result<OrderKey, AppError> = async {
        let shop = shop()?;
        let orders = shop.orders();
        Ok(orders.find(&number, &email, &client_address()).await?)
    }
    .await;
    match outcome {
        Ok(key) => {
            redirect(&paths::order(&key));
            Ok(())
        }
        Err(error) => {
            let typed = [("number", number.as_str()), ("email", email.as_str())];
            return_form(paths::FIND_ORDER, &error, &typed);
            Err(error)
        }
    }
}

/// The bill, with the name of the country that it goes to.
#[server(endpoint = "orders/invoice")]
pub async fn get_invoice(key: String) -> Result<(InvoicePage, String), AppError> {
    use crate::ssr::{keep_no_copy, not_found, shop};

    keep_no_copy();
    let key: OrderKey = key.parse().map_err(|_| not_found())?;
    let shop = shop()?;
    let invoice = shop.orders().invoice(&key).await?;
    let code = invoice.order.address.country;
    let countries = shop.checkout().countries();
    let country = countries.into_iter().find(|country| country.code == code);
    let country = country.map_or_else(|| code.to_string(), |found| found.name);
    Ok((invoice, country))
}
