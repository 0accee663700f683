-- What left a shelf and what came to it, and why. Written by the database, so that nobody forgets to.
-- The first count of a shelf is no movement: it is what on_hand less all movements comes to.
CREATE TABLE stock_movement (
    id          bigint   GENERATED ALWAYS AS IDENTITY CONSTRAINT stock_movement_pkey PRIMARY KEY,
    variant_id  uuid     NOT NULL,
    location_id smallint NOT NULL,
    change      int      NOT NULL CONSTRAINT stock_movement_change_not_zero CHECK (change <> 0),
    -- How many were there after it.
    on_hand     int      NOT NULL,
    cause       text     NOT NULL CONSTRAINT stock_movement_cause_known CHECK (cause IN ('sale', 'return', 'count')),
    order_id    uuid,
    at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX stock_movement_variant_id_idx ON stock_movement (variant_id, id);
CREATE INDEX stock_movement_order_id_idx ON stock_movement (order_id) WHERE order_id IS NOT NULL;

-- The cause and the order are what the transaction says they are (stoa.cause, stoa.order); whoever says nothing has counted.
CREATE FUNCTION stock_movement_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO stock_movement (variant_id, location_id, change, on_hand, cause, order_id)
    VALUES (NEW.variant_id, NEW.location_id, NEW.on_hand - OLD.on_hand, NEW.on_hand,
            COALESCE(NULLIF(current_setting('stoa.cause', true), ''), 'count'),
            NULLIF(current_setting('stoa.order', true), '')::uuid);
    RETURN NULL;
END $$;
CREATE TRIGGER stock_movement_log AFTER UPDATE OF on_hand ON stock_item
    FOR EACH ROW WHEN (OLD.on_hand <> NEW.on_hand) EXECUTE FUNCTION stock_movement_log();
CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE ON stock_movement FOR EACH ROW EXECUTE FUNCTION append_only();
