//! What there is a limited number of: goods on shelves, and uses of coupons.

use super::{Invariant, always};

pub(super) const GOODS: &[Invariant] = &[
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
        "what is left is not what there was less what was sold and did not come back",
        "SELECT i.variant_id || ': ' || s.on_hand || ' of ' || i.quantity || ', sold ' || coalesce(c.q, 0) || ', back ' || coalesce(b.q, 0)
         FROM stock_initial i JOIN stock_item s USING (variant_id, location_id)
         LEFT JOIN (SELECT variant_id, location_id, sum(quantity) q FROM reservation WHERE state = 'committed' GROUP BY 1, 2) c
             USING (variant_id, location_id)
         LEFT JOIN (SELECT l.variant_id, sum(rl.quantity) q FROM refund r JOIN refund_line rl ON rl.refund_id = r.id
             JOIN order_line l ON l.order_id = rl.order_id AND l.position = rl.position
             WHERE r.restock AND r.state = 'succeeded' GROUP BY 1) b USING (variant_id)
         WHERE s.on_hand <> i.quantity - coalesce(c.q, 0) + coalesce(b.q, 0)",
    ),
    always(
        "I8b",
        "a shelf's log of sales and returns tells of another number than is there",
        "SELECT i.variant_id || ': ' || s.on_hand || ' of ' || i.quantity || ', moved ' || coalesce(m.q, 0)
         FROM stock_initial i JOIN stock_item s USING (variant_id, location_id)
         LEFT JOIN (SELECT variant_id, location_id, sum(change) q FROM stock_movement WHERE cause IN ('sale', 'return') GROUP BY 1, 2) m
             USING (variant_id, location_id)
         WHERE s.on_hand <> i.quantity + coalesce(m.q, 0)",
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
        "I15",
        "a coupon counts other uses than there are, or more than there may be",
        "SELECT c.code || ': ' || c.used FROM coupon c
         WHERE c.used <> (SELECT count(*) FROM coupon_use u WHERE u.coupon_id = c.id) OR c.used > c.max_uses",
    ),
    always(
        "I15b",
        "a customer used a coupon more often than a customer may",
        "SELECT c.code || ' ' || u.customer || ': ' || count(*) FROM coupon c JOIN coupon_use u ON u.coupon_id = c.id
         GROUP BY c.id, u.customer HAVING count(*) > c.max_per_customer",
    ),
    always(
        "I15c",
        "a paid order used no coupon that it was given something for, or another order did",
        "SELECT o.number || ' ' || o.state || ' ' || c.code FROM order_discount d JOIN orders o ON o.id = d.order_id
         JOIN coupon c ON c.id = d.coupon_id LEFT JOIN coupon_use u ON u.coupon_id = c.id AND u.order_id = o.id
         WHERE c.code IS NOT NULL
           AND (o.state IN ('paid', 'fulfilled', 'refund_pending', 'refunded')) <> (u.order_id IS NOT NULL)",
    ),
];
