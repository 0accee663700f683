//! Shoppers against each other, against their own carts, and against the clock.

use std::{collections::HashSet, time::Duration};

use anyhow::{Context as _, ensure};
use tokio::time::sleep;

use super::{
    super::{AT_ONCE, GOOD, ordered},
    Grace, Subject,
    held::HeldBack,
    only,
};
use crate::{
    raw::{Answer, Bytes, all_at_once},
    rig::Rig,
};

impl Grace {
    /// Twenty carts with one coupon that one of them can use.
    pub(super) async fn one_use(
        &self,
        rig: &Rig<'_>,
        code: &str,
        refusal: &str,
        email: impl Fn(u32) -> String,
    ) -> anyhow::Result<()> {
        let (street, mut requests) = (self.street(), Vec::new());
        for number in 0..20 {
            let cart = self.cart(rig).await?;
            let cart = street.with_coupon(0, cart, code).await?;
            let base = street.url(number, 0, "");
            let key = format!("{}-{number:03}", self.name);
            let request = street.order_for(&email(number), &base, &cart, GOOD, &key);
            requests.push(Bytes::of(request)?);
        }
        let answers = all_at_once(requests).await?;
        only(&answers, &[refusal])?;
        let orders = answers.iter().filter_map(ordered).count();
        ensure!(orders == 1, "a coupon for one was used by {orders}");
        Ok(())
    }

    /// One cart is ordered while its coupon comes and goes.
    pub(super) async fn checkout_and_coupon(&self, rig: &Rig<'_>) -> anyhow::Result<()> {
        let cart = self.cart(rig).await?;
        let (street, mut requests) = (self.street(), Vec::new());
        let key = format!("{}-the-same-order", self.name);
        for number in 0..10 {
            let base = street.url(number, 0, "");
            let coupon = match number % 2 {
                0 => street.coupon(&base, &cart.token, "ALWAYS"),
                _ => street
                    .http
                    .delete(format!("{base}/api/v1/cart/coupon"))
                    .header("stoa-cart-token", &cart.token),
            };
            requests.push(Bytes::of(coupon)?);
            requests.push(Bytes::of(street.order(&base, &cart, GOOD, &key))?);
        }
        let answers = all_at_once(requests).await?;
        let refusals = ["cart_changed", "cart_empty", "request_in_flight"];
        only(&answers, &refusals)?;
        let orders: HashSet<_> = answers.iter().filter_map(ordered).collect();
        ensure!(orders.len() <= 1, "one wish became {orders:?}");
        for order in orders {
            let total: i64 = sqlx::query_scalar("SELECT total_minor FROM orders WHERE key = $1")
                .bind(order)
                .fetch_one(&mut rig.admin().await?)
                .await?;
            let seen = cart.total_minor;
            ensure!(total == seen, "seen {seen}, ordered for {total}");
        }
        Ok(())
    }

    /// Calling off what a worker is about to charge, a little later each time.
    pub(super) async fn pay_and_cancel(&self, rig: &Rig<'_>) -> anyhow::Result<()> {
        for (which, later) in [("at-once", 0), ("a-bit-later", 90), ("late", 180)] {
            let subject = self.order(rig, GOOD, which).await?;
            let requests = self.cancels(&subject, 20)?;
            sleep(Duration::from_millis(later)).await;
            let answers = all_at_once(requests).await?;
            self.called_off_or(rig, &subject, &answers, "paid").await?;
        }
        Ok(())
    }

    /// The time to pay is over while the shopper, who never answered the bank, calls it off.
    pub(super) async fn cancel_and_expiry(&self, rig: &mut Rig<'_>) -> anyhow::Result<()> {
        let card = "pm_card_authenticationRequired";
        let subject = self.order(rig, card, "asked-by-bank").await?;
        self.until(&subject, "needs_authentication").await?;
        rig.workers[0].kill().await?;
        sqlx::query(
            "UPDATE reservation SET expires_at = now() WHERE order_id = (SELECT id FROM orders WHERE key = $1)",
        )
        .bind(&subject.key)
        .execute(&mut rig.admin().await?)
        .await?;
        let requests = self.cancels(&subject, 10)?;
        let mut held = HeldBack::order(rig, &subject.key).await?;
        // The first thing that a worker does is to look for what is over.
        rig.workers[0].start()?;
        held.until_waited_for(1).await?;
        let answers = tokio::spawn(all_at_once(requests));
        sleep(Duration::from_millis(300)).await;
        held.let_go().await?;
        let answers = answers.await??;
        rig.workers[0].ready(&rig.http).await?;
        self.called_off_or(rig, &subject, &answers, "payment_failed")
            .await
    }

    /// Whoever was told that the order is off was told the truth.
    async fn called_off_or(
        &self,
        rig: &Rig<'_>,
        subject: &Subject,
        answers: &[Answer],
        otherwise: &str,
    ) -> anyhow::Result<()> {
        only(answers, &["payment_under_way", "order_closed"])?;
        let is_off = answers.iter().any(|answer| answer.status == 200);
        let within = Duration::from_secs(20);
        let seen = self.street().watch(0, &subject.key, within).await?;
        seen.context("the order moves for ever")?;
        let state: String = sqlx::query_scalar("SELECT state FROM orders WHERE key = $1")
            .bind(&subject.key)
            .fetch_one(&mut rig.admin().await?)
            .await?;
        let wanted = if is_off { "cancelled" } else { otherwise };
        ensure!(state == wanted, "off: {is_off}, and the order is {state}");
        Ok(())
    }

    /// One e-mail, in two ways of writing it.
    pub(super) async fn register(&self, rig: &Rig<'_>) -> anyhow::Result<()> {
        let email = format!("{}@example.com", self.name.to_lowercase());
        let mut requests = Vec::new();
        // Each of them costs a hash that takes its time.
        for number in 0..u32::try_from(AT_ONCE / 4)? {
            let typed = match number % 2 {
                0 => email.clone(),
                _ => email.to_uppercase(),
            };
            let password = "nine lives of a cat";
            let form = [("name", "Ada"), ("email", &typed), ("password", password)];
            let url = self.street().url(number, 0, "/api/accounts/sign-up");
            let request = self.street().http.post(url).form(&form);
            let request = request.header("sec-fetch-site", "same-origin");
            requests.push(Bytes::of(request)?);
        }
        let answers = all_at_once(requests).await?;
        let worst = answers.iter().map(|answer| answer.status).max();
        ensure!(worst < Some(500), "answered with {worst:?}");
        let accounts: i64 =
            sqlx::query_scalar("SELECT count(*) FROM account WHERE lower(email) = $1")
                .bind(&email)
                .fetch_one(&mut rig.admin().await?)
                .await?;
        ensure!(accounts == 1, "{accounts} accounts of one e-mail");
        Ok(())
    }
}
