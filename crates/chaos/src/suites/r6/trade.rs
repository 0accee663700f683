//! The races of the merchant with herself, with her shoppers and with time: coupons, refunds, captures,
//! cancellations, accounts and reconciliation.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{Context as _, ensure};

use super::GOOD;
use crate::{
    desk::{Desk, Wish},
    journal::Outcome,
    raw::{Answer, Bytes},
    rig::{Program, Rig},
    shopper::{Cart, Placement, Street, code_of},
};

mod held;
mod money;
mod shoppers;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    CouponCoupon,
    CouponPerCustomer,
    CheckoutCoupon,
    PayCancel,
    CancelExpiry,
    RegisterRegister,
    RefundRefund,
    RefundItself,
    RefundCapture,
    VoidCapture,
    ShipCancelRefund,
    WebhookReconciliation,
}

impl Pair {
    pub(super) const ALL: [Self; 12] = [
        Self::CouponCoupon,
        Self::CouponPerCustomer,
        Self::CheckoutCoupon,
        Self::PayCancel,
        Self::CancelExpiry,
        Self::RegisterRegister,
        Self::RefundRefund,
        Self::RefundItself,
        Self::RefundCapture,
        Self::VoidCapture,
        Self::ShipCancelRefund,
        Self::WebhookReconciliation,
    ];
}

/// Who runs the shop.
pub(super) struct Grace {
    desk: Desk,
    /// A web process whose orders are captured later, by hand.
    _later: Program,
    later_url: String,
    /// Tells the rounds apart.
    name: String,
}

/// An order that a race is about.
struct Subject {
    key: String,
    number: String,
    total_minor: i64,
}

impl Grace {
    /// With coupons for so many rounds.
    pub(super) async fn open(
        rig: &Rig<'_>,
        street: &Street,
        rounds: usize,
    ) -> anyhow::Result<Self> {
        let codes = |stem: &str| {
            let codes = (0..rounds).map(|round| format!("\"{stem}-{round:03}\""));
            codes.collect::<Vec<_>>().join(", ")
        };
        rig.trade(&format!(
            "[[promotion]]\nname = \"Once\"\namount = \"1.00\"\ncodes = [{}]\nuses = 1\n\
             [[promotion]]\nname = \"Once each\"\namount = \"1.00\"\ncodes = [{}]\nuses_per_customer = 1\n\
             [[promotion]]\nname = \"Always\"\npercent = \"10\"\ncodes = [\"ALWAYS\"]\n",
            codes("ONCE"),
            codes("EACH")
        ))
        .await?;
        let (mut later, later_url) = rig.another_web("web-later", ("STOA_CAPTURE", "later"))?;
        later.start()?;
        later.ready(&rig.http).await?;
        Ok(Self {
            desk: Desk {
                street: street.clone(),
                token: rig.merchant_token("races").await?,
            },
            _later: later,
            later_url,
            name: String::new(),
        })
    }

    pub(super) async fn races(&mut self, rig: &mut Rig<'_>, round: usize) -> anyhow::Result<()> {
        for pair in Pair::ALL {
            self.name = format!("race-{pair:?}-{round:03}");
            let run = self.race(rig, pair, round).await;
            run.with_context(|| self.name.clone())?;
        }
        Ok(())
    }

    async fn race(&self, rig: &mut Rig<'_>, pair: Pair, round: usize) -> anyhow::Result<()> {
        match pair {
            Pair::CouponCoupon => {
                let (code, refusal) = (format!("ONCE-{round:03}"), "coupon_used_up");
                let email = |_| "linus@example.com".to_owned();
                self.one_use(rig, &code, refusal, email).await
            }
            Pair::CouponPerCustomer => {
                let (code, refusal) = (format!("EACH-{round:03}"), "coupon_used_before");
                let email = |number| format!("ada+{number}@example.com");
                self.one_use(rig, &code, refusal, email).await
            }
            Pair::CheckoutCoupon => self.checkout_and_coupon(rig).await,
            Pair::PayCancel => self.pay_and_cancel(rig).await,
            Pair::CancelExpiry => self.cancel_and_expiry(rig).await,
            Pair::RegisterRegister => self.register(rig).await,
            Pair::RefundRefund => self.refunds(rig, |number| number, 4).await,
            Pair::RefundItself => self.refunds(rig, |_| 0, 1).await,
            Pair::RefundCapture => self.refund_and_capture(rig).await,
            Pair::VoidCapture => self.void_and_capture(rig).await,
            Pair::ShipCancelRefund => self.ship_cancel_and_refund(rig).await,
            Pair::WebhookReconciliation => self.webhook_and_reconciliation(rig).await,
        }
    }

    fn street(&self) -> &Street {
        &self.desk.street
    }

    async fn cart(&self, rig: &Rig<'_>) -> anyhow::Result<Cart> {
        let wishes = [(rig.shelves[7].variant, 2)];
        let filled = self.street().fill(0, &wishes).await?;
        filled.map_err(anyhow::Error::msg)
    }

    /// An order with this card, as soon as it is placed.
    async fn order(&self, rig: &Rig<'_>, card: &str, which: &str) -> anyhow::Result<Subject> {
        let cart = self.cart(rig).await?;
        let key = format!("{}-{which}", self.name);
        let placed = self.street().place(0, &cart, card, &key).await;
        let Placement::Ordered { order, .. } = placed else {
            anyhow::bail!("{placed:?}");
        };
        self.subject(order, &cart).await
    }

    async fn subject(&self, key: String, cart: &Cart) -> anyhow::Result<Subject> {
        let seen = self.street().look(0, &key).await?;
        Ok(Subject {
            number: seen["number"].as_str().context("a number")?.to_owned(),
            total_minor: cart.total_minor,
            key,
        })
    }

    async fn until(&self, subject: &Subject, wanted: &str) -> anyhow::Result<()> {
        let within = Duration::from_secs(20);
        let seen = self.street().watch(0, &subject.key, within).await?;
        let status = seen.as_ref().and_then(|seen| seen["status"].as_str());
        ensure!(
            status == Some(wanted),
            "an order is {status:?}, not {wanted}"
        );
        Ok(())
    }

    async fn paid(&self, rig: &Rig<'_>, which: &str) -> anyhow::Result<Subject> {
        let subject = self.order(rig, GOOD, which).await?;
        self.until(&subject, "paid").await?;
        Ok(subject)
    }

    fn cancels(&self, subject: &Subject, count: u32) -> anyhow::Result<Vec<Bytes>> {
        let path = format!("/api/v1/orders/{}/cancel", subject.key);
        let urls = (0..count).map(|number| self.street().url(number, 0, &path));
        urls.map(|url| Bytes::of(self.street().http.post(url)))
            .collect()
    }

    fn refund_requests(
        &self,
        subject: &Subject,
        wish: Wish,
        count: usize,
        key: fn(usize) -> usize,
    ) -> anyhow::Result<Vec<Bytes>> {
        (0..count)
            .map(|number| {
                let base = self.street().url(u32::try_from(number)?, 0, "");
                let key = self.refund_key(key(number));
                let request = self.desk.refund(&base, &subject.number, wish, &key);
                Bytes::of(request)
            })
            .collect()
    }

    fn refund_key(&self, number: usize) -> String {
        format!("{}-refund-{number:03}", self.name)
    }

    /// Writes down which refunds were promised. Returns each once, with what it comes to.
    fn promised(&self, answers: &[Answer], key: fn(usize) -> usize) -> BTreeMap<String, i64> {
        let mut promised = BTreeMap::new();
        for (number, answer) in answers.iter().enumerate() {
            if let Some(id) = answer.body["id"].as_str().filter(|_| answer.status == 201) {
                let request = self.refund_key(key(number));
                let journal = &self.street().journal;
                journal.note(0, "refund", &request, Outcome::Ok, Some(id), None);
                let minor = answer.body["amount"]["minor"].as_i64();
                promised.insert(id.to_owned(), minor.unwrap_or_default());
            }
        }
        promised
    }
}

/// Nothing may break; whoever comes second is refused in these words, or told to come back.
fn only(answers: &[Answer], refusals: &[&str]) -> anyhow::Result<()> {
    for answer in answers {
        let code = code_of(&answer.body);
        let is_fine = answer.status < 300
            || answer.status == 503
            || (answer.status < 500 && refusals.contains(&code.as_str()));
        ensure!(is_fine, "answered with {} {code}", answer.status);
    }
    Ok(())
}
