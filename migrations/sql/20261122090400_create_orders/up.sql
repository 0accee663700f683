-- An order copies its prices when it is placed and never reads the catalogue again.
-- No foreign key to accounts: the record of a purchase outlives the account.
CREATE TABLE order_transition (
    from_state text NOT NULL,
    to_state   text NOT NULL,
    CONSTRAINT order_transition_pkey PRIMARY KEY (from_state, to_state)
);
-- The same table is domain::order::OrderState::advance; a test compares them.
INSERT INTO order_transition VALUES
    ('pending_payment', 'paid'), ('pending_payment', 'payment_failed'), ('pending_payment', 'cancelled'),
    ('payment_failed', 'pending_payment'), ('payment_failed', 'cancelled'),
    ('paid', 'fulfilled'), ('paid', 'refund_pending'), ('fulfilled', 'refund_pending'), ('refund_pending', 'refunded');

CREATE TABLE orders (
    id              uuid CONSTRAINT orders_pkey PRIMARY KEY,
    number          text NOT NULL CONSTRAINT orders_number_key UNIQUE,
    -- Whoever knows the key may see the order.
    key             text NOT NULL CONSTRAINT orders_key_key UNIQUE,
    cart_id         uuid NOT NULL,
    account_id      uuid,
    email           text NOT NULL,
    state           text NOT NULL DEFAULT 'pending_payment' CONSTRAINT orders_state_known CHECK (state IN
                    ('pending_payment', 'payment_failed', 'paid', 'fulfilled', 'refund_pending', 'refunded', 'cancelled')),
    currency        char(3) NOT NULL,
    subtotal_minor  bigint NOT NULL CONSTRAINT orders_subtotal_not_negative CHECK (subtotal_minor >= 0),
    shipping_minor  bigint NOT NULL CONSTRAINT orders_shipping_not_negative CHECK (shipping_minor >= 0),
    total_minor     bigint NOT NULL CONSTRAINT orders_total_range CHECK (total_minor BETWEEN 0 AND 100000000000),
    address         jsonb NOT NULL,
    shipping_method text NOT NULL CONSTRAINT orders_shipping_method_known CHECK (shipping_method IN ('standard', 'express')),
    deliver_from    date NOT NULL,
    deliver_until   date NOT NULL,
    -- The trace of the request that placed it, so that the worker's spans join it.
    trace_parent    text,
    placed_at       timestamptz NOT NULL,
    CONSTRAINT orders_total_adds_up CHECK (total_minor = subtotal_minor + shipping_minor),
    CONSTRAINT orders_delivery_in_order CHECK (deliver_from <= deliver_until)
);
-- One cart, one order: the second "Pay" of a double click, of another tab, or after a lost answer finds the first.
CREATE UNIQUE INDEX orders_one_per_cart ON orders (cart_id) WHERE state <> 'cancelled';
CREATE INDEX orders_account_id_placed_at_idx ON orders (account_id, placed_at DESC);
CREATE INDEX orders_unsettled_idx ON orders (placed_at) WHERE state IN ('pending_payment', 'refund_pending');

CREATE TABLE order_line (
    order_id         uuid     NOT NULL CONSTRAINT order_line_order_id_fkey REFERENCES orders,
    position         smallint NOT NULL,
    variant_id       uuid     NOT NULL,
    sku              text     NOT NULL,
    title            text     NOT NULL,
    -- [["Colour", "Moss"], …]
    options          jsonb    NOT NULL DEFAULT '[]',
    -- domain::catalog::Picture as it was.
    picture          jsonb,
    unit_price_minor bigint   NOT NULL CONSTRAINT order_line_unit_price_not_negative CHECK (unit_price_minor >= 0),
    quantity         smallint NOT NULL CONSTRAINT order_line_quantity_range CHECK (quantity BETWEEN 1 AND 99),
    total_minor      bigint   NOT NULL,
    CONSTRAINT order_line_pkey PRIMARY KEY (order_id, position),
    CONSTRAINT order_line_total_adds_up CHECK (total_minor = unit_price_minor * quantity)
);

CREATE TABLE order_event (
    order_id   uuid   NOT NULL CONSTRAINT order_event_order_id_fkey REFERENCES orders,
    seq        bigint GENERATED ALWAYS AS IDENTITY,
    from_state text,
    to_state   text   NOT NULL,
    actor      text   DEFAULT current_setting('app.actor', true),
    at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT order_event_pkey PRIMARY KEY (order_id, seq)
);

-- The database keeps the law itself, whatever a program believes; every move leaves an event.
CREATE FUNCTION order_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO order_event (order_id, from_state, to_state, at) VALUES (NEW.id, NULL, NEW.state, NEW.placed_at);
    ELSIF NEW.state IS DISTINCT FROM OLD.state THEN
        PERFORM 1 FROM order_transition WHERE from_state = OLD.state AND to_state = NEW.state;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'illegal order transition % -> %', OLD.state, NEW.state
                USING ERRCODE = '23514', CONSTRAINT = 'order_transition_known';
        END IF;
        INSERT INTO order_event (order_id, from_state, to_state) VALUES (NEW.id, OLD.state, NEW.state);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER order_guard AFTER INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION order_guard();

CREATE TABLE reservation (
    id          uuid     CONSTRAINT reservation_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
    order_id    uuid     NOT NULL CONSTRAINT reservation_order_id_fkey REFERENCES orders,
    variant_id  uuid     NOT NULL,
    location_id smallint NOT NULL,
    quantity    int      NOT NULL CONSTRAINT reservation_quantity_range CHECK (quantity BETWEEN 1 AND 1000),
    state       text     NOT NULL DEFAULT 'held' CONSTRAINT reservation_state_known CHECK (state IN ('held', 'committed', 'released')),
    expires_at  timestamptz NOT NULL,
    CONSTRAINT reservation_stock_item_fkey FOREIGN KEY (variant_id, location_id) REFERENCES stock_item
);
-- A retried payment holds again after a release, so only what is not released must be unique.
CREATE UNIQUE INDEX reservation_one_per_line ON reservation (order_id, variant_id, location_id) WHERE state <> 'released';
CREATE INDEX reservation_due_idx ON reservation (expires_at) WHERE state = 'held';
