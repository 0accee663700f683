//! Orders and what is told of them: none lost, none left in the middle, every mail and invoice once.

use super::{Invariant, always};

pub(super) const ORDERS: &[Invariant] = &[
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
        "I1c",
        "a refund that was acknowledged is lost, or one wish became two",
        "SELECT request FROM cj LEFT JOIN refund r ON r.id::text = cj.order_key WHERE op = 'refund' AND outcome = 'ok'
         GROUP BY request HAVING count(DISTINCT r.id) <> 1",
    ),
    always(
        "I2",
        "an order is not settled",
        "SELECT number || ' ' || state FROM orders WHERE state IN ('pending_payment', 'refund_pending')",
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
        "I16",
        "an idempotency key was left in the middle",
        "SELECT scope || ' ' || key FROM http_idempotency WHERE state = 'started' AND locked_until < now() - interval '2 min'",
    ),
    always(
        "I18",
        "a mail was written twice for one order and kind",
        "SELECT order_id || ' ' || kind FROM mail GROUP BY order_id, kind HAVING count(*) > 1",
    ),
    always(
        "I18b",
        "a mail is forgotten or was given up",
        "SELECT order_id || ' ' || kind || ' ' || state FROM mail WHERE state = 'failed'
         OR (state IN ('queued', 'sending') AND next_try_at < now() - interval '2 min')",
    ),
    always(
        "I18c",
        "somebody was not written to who had to be",
        "SELECT o.number || ' ' || w.kind FROM (
             SELECT DISTINCT order_id, 'confirmation' AS kind FROM order_event WHERE to_state = 'paid'
             UNION ALL SELECT order_id, 'refund:' || id FROM refund WHERE state = 'succeeded'
             UNION ALL SELECT order_id, 'shipped' FROM shipment) w JOIN orders o ON o.id = w.order_id
         WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.order_id = w.order_id AND m.kind = w.kind)",
    ),
    always(
        "I18d",
        "a mail went out more than twice under its one Message-ID, or is called sent and is not",
        "SELECT id || ' ' || count(*) FROM letters GROUP BY id HAVING count(*) > 2
         UNION ALL
         SELECT 'letters ' || l.n || ', mails ' || m.n FROM (SELECT count(DISTINCT id) n FROM letters) l,
             (SELECT count(*) n FROM mail WHERE state = 'sent') m WHERE l.n <> m.n",
    ),
    always(
        "I19",
        "a paid order has no invoice, or an invoice no paid order",
        "SELECT coalesce(o.id::text, i.number::text) FROM (SELECT DISTINCT order_id AS id FROM order_event WHERE to_state = 'paid') o
         FULL JOIN invoice i ON i.order_id = o.id WHERE o.id IS NULL OR i.number IS NULL",
    ),
    always(
        "I19b",
        "the numbers of the invoices have a gap",
        "SELECT count(*) || ' invoices, the last ' || coalesce(max(i.number), 0) || ', counted ' || c.last
         FROM invoice_counter c LEFT JOIN invoice i ON true GROUP BY c.last
         HAVING coalesce(max(i.number), 0) <> count(i.number) OR c.last <> count(i.number)",
    ),
];
