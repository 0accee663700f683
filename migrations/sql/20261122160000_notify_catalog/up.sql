-- Whoever writes what a page of the catalogue shows says so, in the transaction that writes it: Postgres
-- passes it on at commit, once to each listener. Servers then drop the pages they keep.
--
-- A transaction that notifies holds a lock over all others that do until it is committed. So sales must
-- not notify one by one; see below.
CREATE FUNCTION notify_goods() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('stoa_catalog', 'goods');
    RETURN NULL;
END $$;

CREATE TRIGGER brand_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON brand
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER category_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON category
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER product_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON product
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER product_option_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON product_option
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER variant_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON variant
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER price_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON price
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER attribute_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON attribute
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER picture_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON picture
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();

-- A page says "in stock" or how few are left: from five on it is the same page, whatever is sold. The
-- number is domain's Availability::LOW. Looking at one shelf is enough: a sum of shelves or of variants can't
-- fall below five, or change there, without one of them doing so too.
CREATE FUNCTION notify_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('stoa_catalog', 'stock');
    RETURN NULL;
END $$;

-- For each row, because its condition is looked at before any function is called: a sale costs nothing.
CREATE TRIGGER stock_item_notify AFTER UPDATE ON stock_item FOR EACH ROW
    WHEN (LEAST(old.on_hand - old.reserved, 5) <> LEAST(new.on_hand - new.reserved, 5))
    EXECUTE FUNCTION notify_stock();
-- New shelves and cleared ones are rare: no need to look at them closely.
CREATE TRIGGER stock_item_shelves_notify AFTER INSERT OR DELETE OR TRUNCATE ON stock_item
    FOR EACH STATEMENT EXECUTE FUNCTION notify_stock();
