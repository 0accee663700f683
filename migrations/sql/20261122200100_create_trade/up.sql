-- What an order costs besides its goods: delivery and tax by country, and promotions.
-- Without a zone the shop's settings say what delivery costs, and prices include all tax.
CREATE TABLE shipping_zone (
    id        int  GENERATED ALWAYS AS IDENTITY CONSTRAINT shipping_zone_pkey PRIMARY KEY,
    -- The first is the home zone.
    position  smallint NOT NULL,
    name      text NOT NULL CONSTRAINT shipping_zone_name_key UNIQUE,
    -- ISO 3166-1 alpha-2. None: everywhere that no other zone names.
    countries text[] NOT NULL DEFAULT '{}'
);

CREATE TABLE shipping_rate (
    zone_id         int      NOT NULL CONSTRAINT shipping_rate_zone_id_fkey REFERENCES shipping_zone ON DELETE CASCADE,
    method          text     NOT NULL CONSTRAINT shipping_rate_method_known CHECK (method IN ('standard', 'express')),
    position        smallint NOT NULL,
    currency        char(3)  NOT NULL,
    price_minor     bigint   NOT NULL CONSTRAINT shipping_rate_price_range CHECK (price_minor BETWEEN 0 AND 100000000000),
    free_from_minor bigint   CONSTRAINT shipping_rate_free_from_not_negative CHECK (free_from_minor >= 0),
    -- Working days.
    days_from       smallint NOT NULL,
    days_until      smallint NOT NULL,
    CONSTRAINT shipping_rate_pkey PRIMARY KEY (zone_id, method),
    CONSTRAINT shipping_rate_days_in_order CHECK (0 <= days_from AND days_from <= days_until)
);

CREATE TABLE tax_zone (
    id                 int  GENERATED ALWAYS AS IDENTITY CONSTRAINT tax_zone_pkey PRIMARY KEY,
    position           smallint NOT NULL,
    name               text NOT NULL CONSTRAINT tax_zone_name_key UNIQUE,
    countries          text[] NOT NULL DEFAULT '{}',
    prices_include_tax boolean NOT NULL,
    -- At the rate of this class delivery is taxed.
    shipping_class     text NOT NULL
);

CREATE TABLE tax_rate (
    zone_id    int  NOT NULL CONSTRAINT tax_rate_zone_id_fkey REFERENCES tax_zone ON DELETE CASCADE,
    class      text NOT NULL,
    name       text NOT NULL,
    -- Of the whole: 190000 is 19 %.
    millionths int  NOT NULL CONSTRAINT tax_rate_millionths_range CHECK (millionths BETWEEN 0 AND 1000000),
    CONSTRAINT tax_rate_pkey PRIMARY KEY (zone_id, class)
);

-- Goods that are not of the class "standard".
CREATE TABLE tax_class (
    name     text CONSTRAINT tax_class_pkey PRIMARY KEY,
    position smallint NOT NULL,
    -- domain::pricing::Scope
    goods    jsonb NOT NULL
);

CREATE TABLE promotion (
    id            uuid CONSTRAINT promotion_pkey PRIMARY KEY,
    -- In this order they are taken off.
    position      int  NOT NULL,
    name          text NOT NULL CONSTRAINT promotion_name_key UNIQUE CONSTRAINT promotion_name_present CHECK (name <> ''),
    currency      char(3) NOT NULL,
    -- domain::pricing::Effect
    effect        jsonb NOT NULL CONSTRAINT promotion_effect_known
                  CHECK (effect ->> 'type' IN ('percent', 'amount', 'free_shipping', 'buy_get')),
    -- domain::pricing::Scope
    goods         jsonb NOT NULL DEFAULT '{}',
    minimum_minor bigint CONSTRAINT promotion_minimum_not_negative CHECK (minimum_minor >= 0),
    combines      boolean NOT NULL DEFAULT true,
    starts_at     timestamptz,
    ends_at       timestamptz,
    CONSTRAINT promotion_time_in_order CHECK (starts_at < ends_at)
);

-- The right to a promotion: whoever knows the code has it; without a code everybody does.
CREATE TABLE coupon (
    id               uuid CONSTRAINT coupon_pkey PRIMARY KEY,
    promotion_id     uuid NOT NULL CONSTRAINT coupon_promotion_id_fkey REFERENCES promotion,
    code             text CONSTRAINT coupon_code_key UNIQUE CONSTRAINT coupon_code_shape CHECK (code ~ '^[A-Z0-9_-]{3,40}$'),
    max_uses         int CONSTRAINT coupon_max_uses_not_negative CHECK (max_uses >= 0),
    max_per_customer int CONSTRAINT coupon_max_per_customer_not_negative CHECK (max_per_customer >= 0),
    -- As many as coupon_use has rows; changed in the same transaction, never read before it is written.
    used             int NOT NULL DEFAULT 0 CONSTRAINT coupon_used_not_negative CHECK (used >= 0)
);
CREATE UNIQUE INDEX coupon_one_without_code ON coupon (promotion_id) WHERE code IS NULL;
CREATE INDEX coupon_promotion_id_idx ON coupon (promotion_id);

-- A use belongs to an order like a hold on a shelf, and is given back with it.
CREATE TABLE coupon_use (
    coupon_id  uuid NOT NULL CONSTRAINT coupon_use_coupon_id_fkey REFERENCES coupon,
    order_id   uuid NOT NULL CONSTRAINT coupon_use_order_id_fkey REFERENCES orders,
    account_id uuid,
    -- The e-mail's person: domain::Email::person.
    customer   text NOT NULL,
    used_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT coupon_use_pkey PRIMARY KEY (coupon_id, order_id)
);
CREATE INDEX coupon_use_customer_idx ON coupon_use (customer, coupon_id);
CREATE INDEX coupon_use_account_id_idx ON coupon_use (account_id, coupon_id);
CREATE INDEX coupon_use_order_id_idx ON coupon_use (order_id);

-- As it was typed, and read: a code that is worth keeping.
ALTER TABLE cart ADD COLUMN coupon text;

-- Orders from before had no discounts and told no tax.
ALTER TABLE orders
    ADD COLUMN discount_minor     bigint  NOT NULL DEFAULT 0 CONSTRAINT orders_discount_not_negative CHECK (discount_minor >= 0),
    ADD COLUMN tax_minor          bigint  NOT NULL DEFAULT 0 CONSTRAINT orders_tax_not_negative CHECK (tax_minor >= 0),
    ADD COLUMN shipping_tax_minor bigint  NOT NULL DEFAULT 0
        CONSTRAINT orders_shipping_tax_range CHECK (shipping_tax_minor BETWEEN 0 AND tax_minor),
    ADD COLUMN prices_include_tax boolean NOT NULL DEFAULT true;
ALTER TABLE orders DROP CONSTRAINT orders_total_adds_up;
ALTER TABLE orders ADD CONSTRAINT orders_total_adds_up CHECK (total_minor
    = subtotal_minor - discount_minor + shipping_minor + CASE WHEN prices_include_tax THEN 0 ELSE tax_minor END);
ALTER TABLE order_line
    ADD COLUMN discount_minor bigint NOT NULL DEFAULT 0 CONSTRAINT order_line_discount_range CHECK (discount_minor BETWEEN 0 AND total_minor),
    ADD COLUMN tax_minor      bigint NOT NULL DEFAULT 0 CONSTRAINT order_line_tax_not_negative CHECK (tax_minor >= 0);

-- No foreign key to the coupon: the record of a purchase outlives its promotions.
CREATE TABLE order_discount (
    order_id     uuid     NOT NULL CONSTRAINT order_discount_order_id_fkey REFERENCES orders,
    position     smallint NOT NULL,
    coupon_id    uuid     NOT NULL,
    name         text     NOT NULL,
    code         text,
    amount_minor bigint   NOT NULL CONSTRAINT order_discount_amount_positive CHECK (amount_minor > 0),
    CONSTRAINT order_discount_pkey PRIMARY KEY (order_id, position)
);

CREATE TABLE order_tax (
    order_id     uuid     NOT NULL CONSTRAINT order_tax_order_id_fkey REFERENCES orders,
    position     smallint NOT NULL,
    name         text     NOT NULL,
    millionths   int      NOT NULL CONSTRAINT order_tax_millionths_range CHECK (millionths BETWEEN 0 AND 1000000),
    net_minor    bigint   NOT NULL,
    amount_minor bigint   NOT NULL CONSTRAINT order_tax_amount_not_negative CHECK (amount_minor >= 0),
    CONSTRAINT order_tax_pkey PRIMARY KEY (order_id, position)
);

INSERT INTO ledger_account VALUES (8, 'discounts', 'expense') ON CONFLICT DO NOTHING;

-- Pages of the catalogue say what delivery costs.
CREATE TRIGGER shipping_zone_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON shipping_zone
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER shipping_rate_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON shipping_rate
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
CREATE TRIGGER tax_zone_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tax_zone
    FOR EACH STATEMENT EXECUTE FUNCTION notify_goods();
