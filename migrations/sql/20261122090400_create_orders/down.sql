DROP TABLE reservation, order_event, order_line, orders, order_transition;
DROP FUNCTION order_guard();
