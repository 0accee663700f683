//! A shop with a till: mugs on the shelf, a gateway, and a worker that a test starts by hand.

use std::sync::Arc;

use domain::{
    Money, VariantId,
    cart::Quantity,
    checkout::CheckoutForm,
    order::{OrderKey, OrderStatus},
};
use gateways::Gateway;
use shop::{
    ShopError, Visitor,
    checkout::{PlaceOrder, Placed},
    mails,
    payments::jobs,
    refunds::jobs as refund_jobs,
};
use testkit::sqlx::{PgConnection, Row as _};
use testkit::{TestGateway, TestShop};

use crate::shelf::stock;

pub(crate) const GOOD_CARD: &str = "pm_card_visa";
pub(crate) const BAD_CARD: &str = "pm_card_chargeDeclined";
pub(crate) const CAREFUL_CARD: &str = "pm_card_authenticationRequired";

pub(crate) struct Till {
    pub(crate) test: TestShop,
    pub(crate) chalk: VariantId,
    pub(crate) moss: VariantId,
}

/// Twenty of each mug, and the sandbox gateway over the wire.
pub(crate) async fn open() -> (Till, TestGateway) {
    let gateway = TestGateway::start().await;
    (open_with(gateway.adapter(), 20).await, gateway)
}

pub(crate) async fn open_with(gateway: Arc<dyn Gateway>, count: u32) -> Till {
    let test = TestShop::start_with(gateway).await;
    let (chalk, moss) = stock(&test, count).await;
    Till { test, chalk, moss }
}

/// A shop that takes the money later.
pub(crate) async fn open_reserving() -> (Till, TestGateway) {
    let gateway = TestGateway::start().await;
    let test = TestShop::start_reserving(gateway.adapter()).await;
    let (chalk, moss) = stock(&test, 20).await;
    (Till { test, chalk, moss }, gateway)
}

/// A shop that delivers everything for nothing.
pub(crate) async fn open_generous(gateway: Arc<dyn Gateway>) -> Till {
    let test = TestShop::start_delivering(gateway, eur(0)).await;
    let (chalk, moss) = stock(&test, 20).await;
    Till { test, chalk, moss }
}

pub(crate) fn some(count: u16) -> Quantity {
    Quantity::new(count).unwrap()
}

impl Till {
    /// A guest whose cart holds this many chalk mugs and whose form is filled in.
    pub(crate) async fn linus(&self, mugs: u16) -> Visitor {
        let linus = Visitor {
            cart: Some(self.test.shop.new_token()),
            viewer: None,
        };
        self.add(&linus, self.chalk, mugs).await;
        self.fill_in(&linus, &testkit::linus()).await;
        linus
    }

    pub(crate) async fn add(&self, visitor: &Visitor, variant: VariantId, count: u16) {
        let cart = self.test.shop.cart();
        cart.add_line(visitor, variant, some(count)).await.unwrap();
    }

    /// Becomes Ada, a member, who brings the guest's cart along.
    pub(crate) async fn sign_up(&self, guest: &Visitor) -> Visitor {
        let accounts = self.test.shop.accounts();
        let session = accounts.sign_up("Ada", "ada@example.com", "correct horse battery");
        let viewer = session.await.unwrap().viewer;
        let token = guest.cart.as_ref().unwrap();
        self.test
            .shop
            .cart()
            .merge_guest(token, viewer.account)
            .await
            .unwrap();
        Visitor {
            cart: None,
            viewer: Some(viewer),
        }
    }

    pub(crate) async fn fill_in(&self, visitor: &Visitor, form: &CheckoutForm) {
        let checkout = self.test.shop.checkout();
        checkout.save_form(visitor, form).await.unwrap();
    }

    /// What "Pay" sends after a look at the page.
    pub(crate) async fn order(&self, visitor: &Visitor, card: &str, key: &str) -> PlaceOrder {
        let page = self.test.shop.checkout().page(visitor).await.unwrap();
        PlaceOrder {
            form: page.form,
            payment_method: card.to_owned(),
            idempotency_key: format!("key-of-this-test-{key}"),
            expected_total: page.total,
            trace_parent: None,
        }
    }

    pub(crate) async fn place(
        &self,
        visitor: &Visitor,
        card: &str,
        key: &str,
    ) -> Result<Placed, ShopError> {
        let order = self.order(visitor, card, key).await;
        self.test.shop.checkout().place(visitor, order).await
    }

    /// Looks, presses "Pay", and the worker does its part.
    pub(crate) async fn buy(&self, visitor: &Visitor, card: &str, key: &str) -> OrderKey {
        let placed = self.place(visitor, card, key).await.unwrap();
        self.work().await;
        placed.key
    }

    /// Does every job that is there now, as the worker would, and those that they leave behind.
    pub(crate) async fn work(&self) {
        let mut database = self.database().await;
        loop {
            let taken = testkit::sqlx::query(
                "UPDATE apalis.jobs SET status = 'Done', done_at = now() WHERE status = 'Pending' AND run_at <= now()
                 RETURNING job_type, convert_from(job, 'UTF8') AS job",
            )
            .fetch_all(&mut database)
            .await
            .unwrap();
            if taken.is_empty() {
                return;
            }
            for job in taken {
                let (queue, payload): (String, String) = (job.get(0), job.get(1));
                self.run(&queue, &payload).await;
            }
        }
    }

    async fn run(&self, queue: &str, payload: &str) {
        let shop = &self.test.shop;
        let done = match queue {
            jobs::CHARGE_PAYMENT => {
                jobs::charge_payment(&serde_json::from_str(payload).unwrap(), 1, shop).await
            }
            jobs::SETTLE_PAYMENT => {
                jobs::settle_payment(&serde_json::from_str(payload).unwrap(), 1, shop).await
            }
            jobs::APPLY_WEBHOOK => {
                jobs::apply_webhook(&serde_json::from_str(payload).unwrap(), 1, shop).await
            }
            mails::jobs::SEND_MAIL => {
                mails::jobs::send_mail(&serde_json::from_str(payload).unwrap(), 1, shop).await
            }
            refund_jobs::SEND_REFUND => {
                refund_jobs::send_refund(&serde_json::from_str(payload).unwrap(), 1, shop).await
            }
            other => panic!("no worker takes {other}"),
        };
        done.unwrap();
    }

    /// Every payment and webhook may be looked at now, and every hold has run out if `holds`.
    pub(crate) async fn let_time_pass(&self, holds: bool) {
        self.sql("UPDATE payment SET next_check_at = now() - interval '1 second' WHERE next_check_at IS NOT NULL").await;
        self.sql("UPDATE mail SET next_try_at = now() - interval '1 second' WHERE next_try_at IS NOT NULL").await;
        self.sql("UPDATE refund SET next_check_at = now() - interval '1 second' WHERE next_check_at IS NOT NULL").await;
        self.sql("UPDATE webhook_inbox SET received_at = received_at - interval '1 minute'")
            .await;
        if holds {
            self.sql("UPDATE reservation SET expires_at = now() - interval '1 second'")
                .await;
        }
    }

    /// The one mail of this kind.
    pub(crate) async fn mail(&self, kind: &str) -> domain::MailId {
        let id = testkit::sqlx::query_scalar("SELECT id FROM mail WHERE kind = $1")
            .bind(kind)
            .fetch_one(&mut self.database().await)
            .await
            .unwrap();
        domain::MailId(id)
    }

    pub(crate) async fn status(&self, key: &OrderKey) -> OrderStatus {
        self.test.shop.orders().status(key).await.unwrap()
    }

    /// On the shelf and reserved.
    pub(crate) async fn shelf(&self, variant: VariantId) -> (i32, i32) {
        let row =
            testkit::sqlx::query("SELECT on_hand, reserved FROM stock_item WHERE variant_id = $1")
                .bind(variant.0)
                .fetch_one(&mut self.database().await)
                .await
                .unwrap();
        (row.get(0), row.get(1))
    }

    pub(crate) async fn items_in_cart(&self, visitor: &Visitor) -> u32 {
        self.test.shop.cart().count(visitor).await.unwrap()
    }

    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        testkit::sqlx::query_scalar(sql)
            .fetch_one(&mut self.database().await)
            .await
            .unwrap()
    }

    pub(crate) async fn sql(&self, sql: &'static str) {
        testkit::sqlx::query(sql)
            .execute(&mut self.database().await)
            .await
            .unwrap();
    }

    pub(crate) async fn database(&self) -> PgConnection {
        self.test.database.connect().await
    }

    /// What must hold at any time, whatever happened. Each query finds what breaks it.
    pub(crate) async fn check_the_books(&self) {
        for (promise, query) in PROMISES {
            let broken = testkit::sqlx::query(*query)
                .fetch_all(&mut self.database().await)
                .await
                .unwrap();
            assert!(
                broken.is_empty(),
                "{promise}: {} times not so",
                broken.len()
            );
        }
    }
}

pub(crate) fn eur(minor: i64) -> Money {
    Money::new(minor, domain::Currency::Eur)
}

const PROMISES: &[(&str, &str)] = &[
    (
        "the ledger adds up to zero",
        "SELECT tx_id FROM ledger_entry GROUP BY ROLLUP (currency, tx_id) HAVING sum(amount_minor) <> 0",
    ),
    (
        "every capture is in the ledger, once",
        "SELECT p.id FROM payment p WHERE p.state = 'captured' AND
         (SELECT count(*) FROM ledger_tx t WHERE t.kind = 'capture' AND t.payment_id = p.id AND t.external_id = p.gateway_ref) <> 1",
    ),
    (
        "a paid order is a sale, and no other is",
        "SELECT o.id FROM orders o WHERE o.total_minor > 0 AND (o.state IN ('paid', 'fulfilled', 'refund_pending', 'refunded')) <>
         EXISTS (SELECT 1 FROM ledger_tx t WHERE t.kind = 'sale' AND t.order_id = o.id)",
    ),
    (
        "every refund is in the ledger, once, and no other is",
        "SELECT 1 AS one FROM refund r FULL JOIN ledger_tx t ON t.kind = 'refund' AND t.external_id = r.gateway_ref
         WHERE (r.state = 'succeeded' AND t.id IS NULL) OR (t.kind = 'refund' AND r.state IS DISTINCT FROM 'succeeded')",
    ),
    (
        "what a payment has given back is what its refunds say",
        "SELECT p.id FROM payment p WHERE p.refunded_minor <> (SELECT COALESCE(sum(r.amount_minor), 0) FROM refund r
         WHERE r.payment_id = p.id AND r.is_claimed AND r.state <> 'failed')",
    ),
    (
        "what is reserved is held by an order",
        "SELECT s.variant_id FROM stock_item s WHERE s.reserved <> (SELECT COALESCE(sum(r.quantity), 0) FROM reservation r
         WHERE r.variant_id = s.variant_id AND r.location_id = s.location_id AND r.state = 'held')",
    ),
    (
        "only an order that waits to be paid holds goods",
        "SELECT r.id FROM reservation r JOIN orders o ON o.id = r.order_id WHERE r.state = 'held' AND o.state <> 'pending_payment'",
    ),
    (
        "a paid order has all of its goods",
        "SELECT o.id FROM orders o WHERE o.state IN ('paid', 'fulfilled') AND
         (SELECT sum(quantity) FROM order_line l WHERE l.order_id = o.id) <>
         (SELECT COALESCE(sum(quantity), 0) FROM reservation r WHERE r.order_id = o.id AND r.state = 'committed')",
    ),
    (
        "what was sold is in the log of movements, with its order",
        "SELECT r.order_id FROM reservation r WHERE r.state = 'committed' GROUP BY r.order_id, r.variant_id, r.location_id
         HAVING sum(r.quantity) <> (SELECT COALESCE(-sum(m.change), 0) FROM stock_movement m
         WHERE m.cause = 'sale' AND m.order_id = r.order_id AND m.variant_id = r.variant_id AND m.location_id = r.location_id)",
    ),
    (
        "the last event of an order is its state",
        "SELECT o.id FROM orders o WHERE o.state <>
         (SELECT to_state FROM order_event e WHERE e.order_id = o.id ORDER BY seq DESC LIMIT 1)",
    ),
    (
        "an order that waits to be paid has a payment that moves",
        "SELECT o.id FROM orders o WHERE o.state = 'pending_payment' AND NOT EXISTS
         (SELECT 1 FROM payment p WHERE p.order_id = o.id AND p.next_check_at IS NOT NULL)",
    ),
    (
        "an order that was paid has an invoice and a confirmation, and no other has",
        "SELECT o.id FROM orders o WHERE (o.state NOT IN ('pending_payment', 'payment_failed', 'cancelled')) <>
         (EXISTS (SELECT 1 FROM invoice i WHERE i.order_id = o.id) AND
          EXISTS (SELECT 1 FROM mail m WHERE m.order_id = o.id AND m.kind = 'confirmation'))",
    ),
    (
        "invoices are numbered without a gap",
        "SELECT last FROM invoice_counter WHERE last <> (SELECT count(*) FROM invoice) OR last <> (SELECT COALESCE(max(number), 0) FROM invoice)",
    ),
    (
        "nothing is kept for an order that was called off",
        "SELECT o.id FROM orders o JOIN payment p ON p.order_id = o.id WHERE o.state = 'cancelled' AND p.state NOT IN ('failed', 'voided')
         AND NOT EXISTS (SELECT 1 FROM recon_break b WHERE b.kind = 'orphan_capture' AND b.payment_id = p.id)",
    ),
];
