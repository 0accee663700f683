//! The mutants of refunds, coupons, mails and invoices.

use super::{Mutant, mutant};

pub(super) const TRADE: &[Mutant] = &[
    mutant(
        "an acknowledged refund is gone",
        "I1c",
        "INSERT INTO cj VALUES ('refund', 'a-refund-of-nothing', 'ok', gen_random_uuid()::text)",
    ),
    mutant(
        "one wish for a refund became two",
        "I1c",
        "INSERT INTO cj SELECT 'refund', 'one-wish', 'ok', id::text FROM refund LIMIT 2",
    ),
    mutant(
        "the gateway gave back twice what was asked for once",
        "I3",
        "INSERT INTO gw SELECT kind, order_id, charge_id || '_again', amount_minor, currency, currency_of_order
         FROM gw WHERE kind = 'refund' LIMIT 1",
    ),
    mutant(
        "a refund never reached the gateway",
        "I3",
        "DELETE FROM gw WHERE ctid IN (SELECT ctid FROM gw WHERE kind = 'refund' LIMIT 1)",
    ),
    mutant(
        "an order is called refunded that kept some of the money",
        "I3",
        "UPDATE orders SET state = 'refunded' WHERE id IN (SELECT order_id FROM refund r JOIN orders o ON o.id = r.order_id
         WHERE r.state = 'succeeded' AND o.state = 'paid' LIMIT 1)",
    ),
    mutant(
        "an order whose money is back is still called paid",
        "I3",
        "UPDATE orders SET state = 'paid' WHERE id IN (SELECT id FROM orders WHERE state = 'refunded' LIMIT 1)",
    ),
    mutant(
        "an orphan was given back as if a merchant had asked",
        "I5c",
        "UPDATE ledger_entry SET account_id = (SELECT id FROM ledger_account WHERE code = 'customer_receivable')
         WHERE account_id = (SELECT id FROM ledger_account WHERE code = 'refunds')",
    ),
    mutant(
        "an order whose orphan went back waits for another card",
        "I3b",
        "UPDATE orders SET state = 'payment_failed' WHERE id IN (SELECT id FROM orders WHERE state = 'refunded' LIMIT 1)",
    ),
    mutant(
        "a refund was not posted",
        "I6d",
        "DELETE FROM ledger_tx WHERE id IN (SELECT id FROM ledger_tx WHERE kind = 'refund' LIMIT 1)",
    ),
    mutant(
        "a refund was posted with another amount",
        "I6c",
        "UPDATE ledger_entry SET amount_minor = amount_minor + sign(amount_minor) WHERE tx_id IN
         (SELECT id FROM ledger_tx WHERE kind = 'refund' LIMIT 1)",
    ),
    mutant(
        "a refund is forgotten",
        "I10b",
        "UPDATE refund SET state = 'unknown', next_check_at = now() WHERE id IN (SELECT id FROM refund WHERE state = 'succeeded' LIMIT 1)",
    ),
    mutant(
        "a payment counts a refund twice",
        "I10c",
        "UPDATE payment SET refunded_minor = refunded_minor + 1 WHERE id IN
         (SELECT payment_id FROM refund r JOIN payment p ON p.id = r.payment_id WHERE p.refunded_minor < p.captured_minor LIMIT 1)",
    ),
    mutant(
        "goods came back that were not put back",
        "I8",
        "UPDATE refund SET restock = NOT restock WHERE id IN (SELECT refund_id FROM refund_line)",
    ),
    mutant(
        "a shelf changed and its log says nothing",
        "I8b",
        "DELETE FROM stock_movement WHERE id IN (SELECT id FROM stock_movement WHERE cause = 'sale' LIMIT 1)",
    ),
    mutant(
        "goods came back and the log says nothing",
        "I8b",
        "DELETE FROM stock_movement WHERE id IN (SELECT id FROM stock_movement WHERE cause = 'return' LIMIT 1)",
    ),
    mutant(
        "a coupon counts a use that was none",
        "I15",
        "UPDATE coupon SET used = used + 1 WHERE id IN (SELECT coupon_id FROM coupon_use LIMIT 1)",
    ),
    mutant(
        "a coupon was used more often than it may be",
        "I15",
        "UPDATE coupon SET max_uses = used - 1 WHERE id IN (SELECT coupon_id FROM coupon_use LIMIT 1)",
    ),
    mutant(
        "a customer used a coupon too often",
        "I15b",
        "UPDATE coupon SET max_per_customer = 0 WHERE id IN (SELECT coupon_id FROM coupon_use LIMIT 1)",
    ),
    mutant(
        "a paid order had its discount for nothing",
        "I15c",
        "DELETE FROM coupon_use WHERE (coupon_id, order_id) IN (SELECT coupon_id, order_id FROM coupon_use LIMIT 1);
         UPDATE coupon c SET used = (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id)",
    ),
    mutant(
        "a declined order keeps its coupon",
        "I15c",
        "UPDATE orders SET state = 'payment_failed' WHERE id IN (SELECT order_id FROM coupon_use LIMIT 1)",
    ),
    mutant(
        "a mail was written twice",
        "I18",
        "ALTER TABLE mail DROP CONSTRAINT mail_one_per_order_and_kind;
         INSERT INTO mail (id, order_id, kind, content, recipient, state, sent_at)
         SELECT gen_random_uuid(), order_id, kind, content, recipient, 'sent', now() FROM mail LIMIT 1",
    ),
    mutant(
        "a mail is forgotten",
        "I18b",
        "UPDATE mail SET state = 'sending', sent_at = NULL, next_try_at = now() - interval '5 min' WHERE id IN (SELECT id FROM mail LIMIT 1)",
    ),
    mutant(
        "a mail was given up",
        "I18b",
        "UPDATE mail SET state = 'failed', sent_at = NULL WHERE id IN (SELECT id FROM mail LIMIT 1)",
    ),
    mutant(
        "nobody was told that the order is paid",
        "I18c",
        "DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE kind = 'confirmation' LIMIT 1)",
    ),
    mutant(
        "nobody was told that money goes back",
        "I18c",
        "DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE kind LIKE 'refund:%' LIMIT 1)",
    ),
    mutant(
        "a mail went out three times",
        "I18d",
        "INSERT INTO letters SELECT id FROM (SELECT id FROM letters LIMIT 1) one, generate_series(1, 3)",
    ),
    mutant(
        "a mail is called sent and is not",
        "I18d",
        "DELETE FROM letters WHERE id IN (SELECT id FROM letters LIMIT 1)",
    ),
    mutant(
        "a paid order has no invoice",
        "I19",
        "DELETE FROM invoice WHERE number = 1",
    ),
    mutant(
        "an invoice is for nothing that was paid",
        "I19",
        "UPDATE invoice SET order_id = gen_random_uuid() WHERE number = 1",
    ),
    mutant(
        "an invoice number was left out",
        "I19b",
        "UPDATE invoice SET number = number + 1 WHERE number = (SELECT max(number) FROM invoice)",
    ),
    mutant(
        "an invoice number was counted and not given",
        "I19b",
        "UPDATE invoice_counter SET last = last + 1",
    ),
];
