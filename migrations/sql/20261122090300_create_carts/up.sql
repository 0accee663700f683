-- A guest's cart is found by the hash of a cookie's token, a member's by the account.
-- Placing an order closes the cart; a declined payment opens it again.
CREATE TABLE cart (
    id         uuid CONSTRAINT cart_pkey PRIMARY KEY,
    token_hash bytea,
    account_id uuid CONSTRAINT cart_account_id_fkey REFERENCES account ON DELETE CASCADE,
    state      text NOT NULL DEFAULT 'open' CONSTRAINT cart_state_known CHECK (state IN ('open', 'ordered', 'merged')),
    currency   char(3) NOT NULL,
    -- domain::checkout::CheckoutForm as last typed, and the mistakes in it: a page without JavaScript shows both.
    form       jsonb,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT cart_has_an_owner CHECK (token_hash IS NOT NULL OR account_id IS NOT NULL)
);
CREATE UNIQUE INDEX cart_one_open_per_token ON cart (token_hash) WHERE state = 'open' AND account_id IS NULL;
CREATE UNIQUE INDEX cart_one_open_per_account ON cart (account_id) WHERE state = 'open';
CREATE INDEX cart_expires_at_idx ON cart (expires_at) WHERE state = 'open';

CREATE TABLE cart_line (
    cart_id          uuid     NOT NULL CONSTRAINT cart_line_cart_id_fkey REFERENCES cart ON DELETE CASCADE,
    variant_id       uuid     NOT NULL CONSTRAINT cart_line_variant_id_fkey REFERENCES variant,
    quantity         smallint NOT NULL CONSTRAINT cart_line_quantity_range CHECK (quantity BETWEEN 1 AND 99),
    -- The price the shopper last saw; a difference to today's is announced, then written here.
    seen_price_minor bigint   NOT NULL,
    added_at         timestamptz NOT NULL,
    CONSTRAINT cart_line_pkey PRIMARY KEY (cart_id, variant_id)
);
CREATE INDEX cart_line_variant_id_idx ON cart_line (variant_id);
