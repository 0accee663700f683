//! Money: charged once, given back once, and told the same by the gateway, the payments and the ledger.

use super::{Invariant, always};

pub(super) const MONEY: &[Invariant] = &[
    always(
        "I3",
        "a paid order was not charged exactly once, or money was kept that is not ours",
        "SELECT o.number || ' ' || o.state || ': ' || s.n || ' captures of ' || s.c || ', refunds of ' || s.back || ' (asked '
             || s.asked || ', orphans ' || s.orphaned || '), total ' || o.total_minor
         FROM orders o
         LEFT JOIN (SELECT order_id, count(*) FILTER (WHERE kind = 'capture') n,
             sum(amount_minor) FILTER (WHERE kind = 'capture') c, sum(amount_minor) FILTER (WHERE kind = 'refund') back,
             bool_or(currency <> currency_of_order) wrong FROM gw GROUP BY 1) g ON g.order_id = o.id
         LEFT JOIN (SELECT order_id, sum(amount_minor) FILTER (WHERE kind = 'asked') asked,
             sum(amount_minor) FILTER (WHERE kind = 'orphan') orphaned FROM refund WHERE state = 'succeeded' GROUP BY 1) r
             ON r.order_id = o.id
         CROSS JOIN LATERAL (SELECT coalesce(g.n, 0) n, coalesce(g.c, 0) c, coalesce(g.back, 0) back,
             coalesce(r.asked, 0) asked, coalesce(r.orphaned, 0) orphaned) s
         WHERE s.back <> s.asked + s.orphaned OR coalesce(g.wrong, false)
            OR (o.state IN ('paid', 'fulfilled', 'refunded') AND s.c - s.orphaned <> o.total_minor)
            OR (o.state IN ('paid', 'fulfilled') AND o.total_minor > 0 AND s.asked >= o.total_minor)
            OR (o.state = 'refunded' AND s.asked <> o.total_minor)
            OR (o.state IN ('cancelled', 'payment_failed') AND s.c <> s.back)",
    ),
    always(
        "I3b",
        "money of an order that is not paid was taken, and the order is not called off",
        "SELECT o.number || ' ' || o.state FROM orders o JOIN payment p ON p.order_id = o.id AND p.state = 'captured'
         WHERE o.state IN ('pending_payment', 'payment_failed')",
    ),
    always(
        "I4",
        "money came in for no order of ours",
        "SELECT charge_id FROM gw WHERE order_id IS NULL OR order_id NOT IN (SELECT id FROM orders)",
    ),
    always(
        "I5",
        "the ledger does not sum to zero",
        "SELECT coalesce(tx_id::text, 'in total') FROM ledger_entry GROUP BY ROLLUP (currency, tx_id) HAVING sum(amount_minor) <> 0",
    ),
    always(
        "I5b",
        "a ledger transaction has no lines",
        "SELECT id::text FROM ledger_tx t WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.tx_id = t.id)",
    ),
    always(
        "I5c",
        "what a customer owes is not paid, or was paid and not given back",
        "SELECT o.number || ' ' || o.state || ': ' || sum(e.amount_minor) FROM orders o JOIN ledger_tx t ON t.order_id = o.id
         JOIN ledger_entry e ON e.tx_id = t.id JOIN ledger_account a ON a.id = e.account_id
         WHERE a.code = 'customer_receivable' GROUP BY o.id HAVING sum(e.amount_minor) <> 0",
    ),
    always(
        "I6",
        "the ledger and the gateway tell of different captures",
        "SELECT coalesce(l.external_id, g.charge_id) FROM (SELECT * FROM ledger_tx WHERE kind = 'capture') l
         FULL JOIN (SELECT * FROM gw WHERE kind = 'capture') g ON g.charge_id = l.external_id
         WHERE l.id IS NULL OR g.charge_id IS NULL",
    ),
    always(
        "I6b",
        "a paid order without its sale in the ledger, or a sale without a paid order",
        "SELECT coalesce(o.number, l.external_id) FROM (SELECT * FROM orders
             WHERE total_minor > 0 AND state IN ('paid', 'fulfilled', 'refund_pending', 'refunded')) o
         FULL JOIN (SELECT * FROM ledger_tx WHERE kind = 'sale') l ON l.order_id = o.id
         WHERE o.id IS NULL OR l.id IS NULL",
    ),
    always(
        "I6c",
        "the ledger and the gateway tell of different refunds",
        "SELECT coalesce(l.external_id, g.charge_id) || ': gateway ' || coalesce(g.amount_minor, 0) || ', ledger ' || coalesce(l.amount, 0)
         FROM (SELECT t.external_id, -sum(e.amount_minor) AS amount FROM ledger_tx t JOIN ledger_entry e ON e.tx_id = t.id
               JOIN ledger_account a ON a.id = e.account_id WHERE t.kind = 'refund' AND a.code = 'gateway_clearing' GROUP BY t.id) l
         FULL JOIN (SELECT * FROM gw WHERE kind = 'refund') g ON g.charge_id = l.external_id
         WHERE l.amount IS DISTINCT FROM g.amount_minor",
    ),
    always(
        "I6d",
        "a refund that is done is not in the ledger",
        "SELECT r.id || ' ' || coalesce(r.gateway_ref, '') FROM refund r LEFT JOIN ledger_tx t ON t.kind = 'refund' AND t.external_id = r.gateway_ref
         WHERE r.state = 'succeeded' AND (t.id IS NULL OR t.order_id <> r.order_id)",
    ),
    always(
        "I10",
        "a payment is forgotten",
        "SELECT id || ' ' || state FROM payment
         WHERE state IN ('created', 'sending', 'unknown', 'requires_action', 'authorized')
           AND (next_check_at IS NULL OR next_check_at < now() - interval '2 min')",
    ),
    always(
        "I10b",
        "a refund is not at its end",
        "SELECT id || ' ' || state FROM refund WHERE state NOT IN ('succeeded', 'failed')",
    ),
    always(
        "I10c",
        "a payment counts another sum as given back than its refunds come to",
        "SELECT p.id || ': ' || p.refunded_minor || ' of ' || p.captured_minor FROM payment p
         WHERE p.refunded_minor > p.captured_minor OR p.refunded_minor <> (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r
             WHERE r.payment_id = p.id AND r.is_claimed AND r.state <> 'failed')",
    ),
    always(
        "I14",
        "an order has two live payments",
        "SELECT order_id::text FROM payment WHERE state NOT IN ('failed', 'voided') GROUP BY 1 HAVING count(*) > 1",
    ),
    always(
        "I17",
        "something does not add up and a person has to look at it",
        "SELECT kind || ' ' || coalesce(gateway_ref, '') FROM recon_break WHERE closed_at IS NULL",
    ),
];
