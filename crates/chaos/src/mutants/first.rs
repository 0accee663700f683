//! The mutants of orders, charges, goods and the queue.

use super::{Mutant, mutant};

pub(super) const FIRST: &[Mutant] = &[
    mutant("an acknowledged order is gone", "I1", concat!("DELETE FROM orders WHERE id = ", paid!())),
    mutant(
        "the same request became two orders",
        "I1b",
        "INSERT INTO cj SELECT op, request, outcome, 'another' FROM cj WHERE outcome = 'ok' LIMIT 1",
    ),
    mutant(
        "an order waits for ever",
        "I2",
        concat!("UPDATE orders SET state = 'pending_payment' WHERE id = ", paid!()),
    ),
    mutant(
        "a card is charged twice",
        "I3",
        "INSERT INTO gw SELECT kind, order_id, charge_id || '_again', amount_minor, currency, currency_of_order
         FROM gw WHERE kind = 'capture' LIMIT 1",
    ),
    mutant(
        "a paid order was never charged",
        "I3",
        concat!("DELETE FROM gw WHERE order_id = ", paid!()),
    ),
    mutant(
        "too little was charged",
        "I3",
        concat!("UPDATE gw SET amount_minor = amount_minor - 1 WHERE order_id = ", paid!()),
    ),
    mutant(
        "the charge was in another currency",
        "I3",
        concat!("UPDATE gw SET currency = 'JPY' WHERE order_id = ", paid!()),
    ),
    mutant(
        "money of a failed order is kept",
        "I3",
        concat!("UPDATE orders SET state = 'payment_failed' WHERE id = ", paid!()),
    ),
    mutant(
        "money came for nobody",
        "I4",
        "INSERT INTO gw SELECT kind, gen_random_uuid(), 'pi_stray', amount_minor, currency, currency FROM gw LIMIT 1",
    ),
    mutant(
        "a posting is a cent off",
        "I5",
        "UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE (tx_id, line) IN (SELECT tx_id, line FROM ledger_entry LIMIT 1)",
    ),
    mutant(
        "a ledger transaction is empty",
        "I5b",
        "DELETE FROM ledger_entry WHERE tx_id IN (SELECT id FROM ledger_tx WHERE kind = 'sale' LIMIT 1)",
    ),
    mutant(
        "a capture was not posted",
        "I6",
        concat!(
            "DELETE FROM ledger_entry WHERE tx_id IN (SELECT id FROM ledger_tx WHERE kind = 'capture' AND order_id = ",
            paid!(),
            "); DELETE FROM ledger_tx WHERE kind = 'capture' AND order_id = ",
            paid!()
        ),
    ),
    mutant(
        "a capture was posted under a name that the gateway does not know",
        "I6",
        concat!(
            "UPDATE ledger_tx SET external_id = 'pi_else' WHERE kind = 'capture' AND order_id = ",
            paid!()
        ),
    ),
    mutant(
        "a sale was not posted",
        "I6b",
        concat!("DELETE FROM ledger_tx WHERE kind = 'sale' AND order_id = ", paid!()),
    ),
    mutant(
        "the gateway refunded what the ledger does not know",
        "I6c",
        "INSERT INTO gw SELECT 'refund', order_id, charge_id, amount_minor, currency, currency_of_order
         FROM gw WHERE kind = 'capture' LIMIT 1",
    ),
    mutant(
        "a hold leaked into the shelf",
        "I7",
        "UPDATE stock_item SET reserved = reserved + 1 WHERE (variant_id, location_id) IN
         (SELECT variant_id, location_id FROM stock_item WHERE reserved < on_hand LIMIT 1)",
    ),
    mutant(
        "more was sold than there is",
        "I7",
        "ALTER TABLE stock_item DROP CONSTRAINT stock_item_on_hand_not_negative, DROP CONSTRAINT stock_item_reserved_on_hand;
         UPDATE stock_item SET on_hand = -1 WHERE (variant_id, location_id) IN (SELECT variant_id, location_id FROM stock_item LIMIT 1)",
    ),
    mutant(
        "a unit vanished from the shelf",
        "I8",
        "UPDATE stock_item SET on_hand = on_hand - 1 WHERE (variant_id, location_id) IN
         (SELECT variant_id, location_id FROM stock_item WHERE reserved < on_hand LIMIT 1)",
    ),
    mutant(
        "a paid order never got its goods",
        "I9",
        concat!("UPDATE reservation SET state = 'released' WHERE order_id = ", paid!()),
    ),
    mutant(
        "goods are still held for a paid order",
        "I9",
        concat!("UPDATE reservation SET state = 'held' WHERE state = 'committed' AND order_id = ", paid!()),
    ),
    mutant(
        "a payment is forgotten",
        "I10",
        concat!(
            "ALTER TABLE payment DROP CONSTRAINT payment_never_forgotten;
             UPDATE payment SET state = 'unknown', decline_reason = NULL, next_check_at = NULL WHERE order_id = ",
            paid!()
        ),
    ),
    mutant(
        "a job is stuck with a worker that is no more",
        "I11",
        "UPDATE apalis.jobs SET status = 'Running', lock_at = now() - interval '5 min' WHERE id IN (SELECT id FROM apalis.jobs LIMIT 1)",
    ),
    mutant(
        "a job died",
        "I11",
        "UPDATE apalis.jobs SET status = 'Killed' WHERE id IN (SELECT id FROM apalis.jobs LIMIT 1)",
    ),
    mutant(
        "a webhook lies unread",
        "I12",
        "INSERT INTO webhook_inbox (gateway, event_id, type, body, received_at)
         VALUES ('stripe', 'evt_unread', 'payment_intent.succeeded', '', now() - interval '5 min')",
    ),
    mutant(
        "the history tells of another end",
        "I13",
        concat!(
            "INSERT INTO order_event (order_id, from_state, to_state) SELECT id, 'paid', 'fulfilled' FROM orders WHERE id = ",
            paid!()
        ),
    ),
    mutant(
        "a step is missing from the history",
        "I13b",
        concat!(
            "DELETE FROM order_event WHERE to_state = 'pending_payment' AND order_id = ",
            paid!()
        ),
    ),
    mutant(
        "an order has two live payments",
        "I14",
        concat!(
            "DROP INDEX payment_one_live;
             INSERT INTO payment (id, order_id, attempt, gateway, payment_method, amount_minor, currency, idempotency_key,
                 next_check_at, created_at)
             SELECT gen_random_uuid(), order_id, attempt + 1, gateway, payment_method, amount_minor, currency,
                 idempotency_key || ':twice', now() + interval '1 min', now() FROM payment WHERE state = 'captured' AND order_id = ",
            paid!()
        ),
    ),
    mutant(
        "a request was begun and never answered",
        "I16",
        "UPDATE http_idempotency SET state = 'started', locked_until = now() - interval '5 min'
         WHERE (scope, key) IN (SELECT scope, key FROM http_idempotency LIMIT 1)",
    ),
    mutant(
        "a break was noted and nobody looked",
        "I17",
        "INSERT INTO recon_break (kind, gateway, gateway_ref) VALUES ('orphan_capture', 'stripe', 'pi_orphan')",
    ),
];
