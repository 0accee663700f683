//! What must hold of the shop's books, whatever happened to its processes. Each is a query that must
//! find nothing; `cj` is what clients heard, `gw` what the gateway did with money.

pub struct Invariant {
    pub id: &'static str,
    /// What a row of the answer means.
    pub breach: &'static str,
    /// Asked only if this table exists: the feature may be younger than the database.
    pub needs: Option<&'static str>,
    pub sql: &'static str,
}

const fn always(id: &'static str, breach: &'static str, sql: &'static str) -> Invariant {
    Invariant {
        id,
        breach,
        needs: None,
        sql,
    }
}

/// Every query returns one text column that names the offender.
pub const INVARIANTS: &[Invariant] = &[
    always(
        "I1",
        "an order that was acknowledged is lost",
        "SELECT order_key FROM cj WHERE op = 'place' AND outcome = 'ok' EXCEPT SELECT key FROM orders",
    ),
    always(
        "I1b",
        "one wish of a client became two orders",
        "SELECT request FROM cj WHERE op = 'place' AND outcome = 'ok' GROUP BY request HAVING count(DISTINCT order_key) > 1",
    ),
    always(
        "I2",
        "an order is not settled",
        "SELECT number || ' ' || state FROM orders WHERE state IN ('pending_payment', 'refund_pending')",
    ),
    always(
        "I3",
        "a paid order was not charged exactly once, or money was kept for an unpaid one",
        "SELECT o.number || ' ' || o.state || ': ' || coalesce(g.n, 0) || ' captures of ' || coalesce(g.c, 0)
             || ', refunds of ' || coalesce(g.r, 0) || ', total ' || o.total_minor
         FROM orders o LEFT JOIN (SELECT order_id, count(*) FILTER (WHERE kind = 'capture') n,
             coalesce(sum(amount_minor) FILTER (WHERE kind = 'capture'), 0) c,
             coalesce(sum(amount_minor) FILTER (WHERE kind = 'refund'), 0) r,
             bool_or(currency <> currency_of_order) wrong FROM gw GROUP BY 1) g ON g.order_id = o.id
         WHERE (o.state IN ('paid', 'fulfilled') AND o.total_minor > 0
                AND (coalesce(g.c - g.r, 0) > o.total_minor OR coalesce(g.c, 0) < o.total_minor
                     OR (coalesce(g.n, 0) <> 1 AND g.c - o.total_minor <> g.r)))
            OR (o.state IN ('cancelled', 'payment_failed', 'refunded') AND coalesce(g.c, 0) <> coalesce(g.r, 0))
            OR coalesce(g.wrong, false)",
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
        "the gateway gave back another sum than the ledger says",
        "SELECT 'refunds: gateway ' || g.sum || ', ledger ' || l.sum
         FROM (SELECT coalesce(sum(amount_minor), 0) AS sum FROM gw WHERE kind = 'refund') g,
              (SELECT coalesce(-sum(e.amount_minor), 0) AS sum FROM ledger_entry e JOIN ledger_tx t ON t.id = e.tx_id
                 JOIN ledger_account a ON a.id = e.account_id
               WHERE t.kind = 'refund' AND a.code = 'gateway_clearing') l
         WHERE g.sum <> l.sum",
    ),
    always(
        "I7",
        "a shelf reserves what nobody holds, or holds less than nothing",
        "SELECT s.variant_id || ': reserved ' || s.reserved || ', held ' || coalesce(h.q, 0) FROM stock_item s
         LEFT JOIN (SELECT variant_id, location_id, sum(quantity) q FROM reservation WHERE state = 'held' GROUP BY 1, 2) h
             USING (variant_id, location_id)
         WHERE s.reserved <> coalesce(h.q, 0) OR s.on_hand < 0 OR s.reserved > s.on_hand",
    ),
    always(
        "I8",
        "what is left is not what there was less what was sold",
        "SELECT i.variant_id || ': ' || s.on_hand || ' of ' || i.quantity || ', sold ' || coalesce(c.q, 0)
         FROM stock_initial i JOIN stock_item s USING (variant_id, location_id)
         LEFT JOIN (SELECT variant_id, location_id, sum(quantity) q FROM reservation WHERE state = 'committed' GROUP BY 1, 2) c
             USING (variant_id, location_id)
         WHERE s.on_hand <> i.quantity - coalesce(c.q, 0)",
    ),
    always(
        "I9",
        "a hold leaked, or a paid order is without its goods",
        "SELECT o.number || ' ' || o.state || ': ' || r.state FROM reservation r JOIN orders o ON o.id = r.order_id
         WHERE r.state = 'held' AND (r.expires_at < now() - interval '2 min' OR o.state NOT IN ('pending_payment', 'payment_failed'))
         UNION ALL
         SELECT o.number || ': sold ' || coalesce(r.q, 0) || ' of ' || l.q FROM orders o
         JOIN (SELECT order_id, sum(quantity) q FROM order_line GROUP BY 1) l ON l.order_id = o.id
         LEFT JOIN (SELECT order_id, sum(quantity) q FROM reservation WHERE state = 'committed' GROUP BY 1) r ON r.order_id = o.id
         WHERE o.state IN ('paid', 'fulfilled') AND coalesce(r.q, 0) <> l.q",
    ),
    always(
        "I10",
        "a payment is forgotten",
        "SELECT id || ' ' || state FROM payment
         WHERE state IN ('created', 'sending', 'unknown', 'requires_action', 'authorized')
           AND (next_check_at IS NULL OR next_check_at < now() - interval '2 min')",
    ),
    always(
        "I11",
        "a job is stuck or dead",
        "SELECT job_type || ' ' || id || ' ' || status || ' after ' || attempts FROM apalis.jobs
         WHERE (status IN ('Queued', 'Running') AND lock_at < now() - interval '60 s')
            OR (status = 'Pending' AND run_at < now() - interval '60 s') OR status IN ('Failed', 'Killed')",
    ),
    always(
        "I12",
        "a webhook lies in the inbox, or was given up",
        "SELECT event_id || ' ' || type || ' ' || state FROM webhook_inbox
         WHERE (state = 'received' AND received_at < now() - interval '60 s') OR state = 'dead'",
    ),
    always(
        "I13",
        "an order's history ends elsewhere than the order",
        "SELECT o.number || ' ' || o.state || ', told ' || coalesce(e.to_state, 'nothing') FROM orders o
         LEFT JOIN LATERAL (SELECT to_state FROM order_event e WHERE e.order_id = o.id ORDER BY seq DESC LIMIT 1) e ON true
         WHERE e.to_state IS DISTINCT FROM o.state",
    ),
    always(
        "I13b",
        "an order's history has a gap or an illegal step",
        "SELECT number || ': ' || coalesce(before, 'nothing') || ' then ' || coalesce(from_state, 'nothing') || ' to ' || to_state
         FROM (SELECT o.number, e.from_state, e.to_state, lag(e.to_state) OVER (PARTITION BY e.order_id ORDER BY e.seq) AS before
               FROM order_event e JOIN orders o ON o.id = e.order_id) h
         WHERE from_state IS DISTINCT FROM before OR (from_state IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM order_transition t WHERE t.from_state = h.from_state AND t.to_state = h.to_state))",
    ),
    always(
        "I14",
        "an order has two live payments",
        "SELECT order_id::text FROM payment WHERE state NOT IN ('failed', 'voided') GROUP BY 1 HAVING count(*) > 1",
    ),
    Invariant {
        id: "I15",
        breach: "a coupon counts other uses than there are",
        needs: Some("coupon_use"),
        sql: "SELECT c.id::text FROM coupon c WHERE used <> (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id)",
    },
    always(
        "I16",
        "an idempotency key was left in the middle",
        "SELECT scope || ' ' || key FROM http_idempotency WHERE state = 'started' AND locked_until < now() - interval '2 min'",
    ),
    always(
        "I17",
        "something does not add up and a person has to look at it",
        "SELECT kind || ' ' || coalesce(gateway_ref, '') FROM recon_break WHERE closed_at IS NULL",
    ),
    Invariant {
        id: "I18",
        breach: "a mail was written twice for one order and kind",
        needs: Some("mail"),
        sql: "SELECT order_id || ' ' || kind FROM mail GROUP BY order_id, kind HAVING count(*) > 1",
    },
    Invariant {
        id: "I18b",
        breach: "a mail is forgotten or was given up",
        needs: Some("mail"),
        sql: "SELECT order_id || ' ' || kind || ' ' || state FROM mail WHERE state = 'failed'
              OR (state IN ('queued', 'sending') AND next_try_at < now() - interval '2 min')",
    },
];
