DROP TRIGGER stock_movement_log ON stock_item;
DROP TABLE stock_movement;
DROP FUNCTION stock_movement_log;
