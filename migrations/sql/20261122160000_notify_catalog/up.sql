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
-- number is domain's Availability::LOW. A product's tile adds up its variants; its sum can't fall below
-- five, or change there, without one of them doing so too.
--
-- With goods in several places two sales at once, each in another place, can both see the other's old
-- number and both keep silent. What is shown may lag; the page's short life ends that.
CREATE FUNCTION notify_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT variant_id, sum(gain) AS gain FROM (
                SELECT variant_id, on_hand - reserved AS gain FROM after
                UNION ALL
                SELECT variant_id, reserved - on_hand FROM before
            ) each_row GROUP BY variant_id HAVING sum(gain) <> 0
        ) moved CROSS JOIN LATERAL (
            SELECT COALESCE(sum(on_hand - reserved), 0) AS available FROM stock_item WHERE variant_id = moved.variant_id
        ) present
        WHERE LEAST(present.available, 5) <> LEAST(present.available - moved.gain, 5)
    ) THEN
        PERFORM pg_notify('stoa_catalog', 'stock');
    END IF;
    RETURN NULL;
END $$;

-- New shelves and cleared ones are rare: no need to look at them closely.
CREATE FUNCTION notify_shelves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('stoa_catalog', 'stock');
    RETURN NULL;
END $$;

CREATE TRIGGER stock_item_notify AFTER UPDATE ON stock_item
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION notify_stock();
CREATE TRIGGER stock_item_shelves_notify AFTER INSERT OR DELETE OR TRUNCATE ON stock_item
    FOR EACH STATEMENT EXECUTE FUNCTION notify_shelves();
