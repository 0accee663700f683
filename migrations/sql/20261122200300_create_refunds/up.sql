-- Money on its way back. The row and its key are written before the gateway is called, as with payments.
CREATE TABLE refund (
    id              uuid CONSTRAINT refund_pkey PRIMARY KEY,
    order_id        uuid NOT NULL CONSTRAINT refund_order_id_fkey REFERENCES orders,
    payment_id      uuid NOT NULL CONSTRAINT refund_payment_id_fkey REFERENCES payment,
    -- Counts within the order: refund:<order>:<number> is what the gateway knows it by.
    number          int  NOT NULL CONSTRAINT refund_number_positive CHECK (number >= 1),
    -- An orphan is money that came in without goods to send for it; nobody has to ask for it back.
    kind            text NOT NULL CONSTRAINT refund_kind_known CHECK (kind IN ('asked', 'orphan')),
    gateway         text NOT NULL,
    -- The charge it goes back from. Not the payment's own when that was charged a second time.
    charge_ref      text NOT NULL,
    -- Whether payment.refunded_minor counts it.
    is_claimed      boolean NOT NULL,
    amount_minor    bigint  NOT NULL CONSTRAINT refund_amount_positive CHECK (amount_minor > 0),
    currency        char(3) NOT NULL,
    restock         boolean NOT NULL DEFAULT false,
    -- The merchant's own note.
    reason          text,
    state           text NOT NULL DEFAULT 'requested' CONSTRAINT refund_state_known CHECK (state IN
                    ('requested', 'sending', 'unknown', 'failed', 'succeeded')),
    failure         text CONSTRAINT refund_failure_when_failed CHECK ((state = 'failed') = (failure IS NOT NULL)),
    idempotency_key text NOT NULL CONSTRAINT refund_idempotency_key_key UNIQUE,
    first_sent_at   timestamptz,
    gateway_ref     text,
    next_check_at   timestamptz,
    tries           int NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    CONSTRAINT refund_order_id_number_key UNIQUE (order_id, number),
    CONSTRAINT refund_gateway_ref_key UNIQUE (gateway, gateway_ref),
    CONSTRAINT refund_reference_when_succeeded CHECK (state <> 'succeeded' OR gateway_ref IS NOT NULL),
    CONSTRAINT refund_never_forgotten CHECK ((state IN ('failed', 'succeeded')) = (next_check_at IS NULL))
);
CREATE INDEX refund_payment_id_idx ON refund (payment_id);
CREATE INDEX refund_due_idx ON refund (next_check_at) WHERE state NOT IN ('failed', 'succeeded');

-- Which goods it is for. An amount that somebody chose has none.
CREATE TABLE refund_line (
    refund_id    uuid     NOT NULL CONSTRAINT refund_line_refund_id_fkey REFERENCES refund,
    order_id     uuid     NOT NULL,
    position     smallint NOT NULL,
    quantity     smallint NOT NULL CONSTRAINT refund_line_quantity_positive CHECK (quantity > 0),
    amount_minor bigint   NOT NULL CONSTRAINT refund_line_amount_not_negative CHECK (amount_minor >= 0),
    CONSTRAINT refund_line_pkey PRIMARY KEY (refund_id, position),
    CONSTRAINT refund_line_order_line_fkey FOREIGN KEY (order_id, position) REFERENCES order_line
);
CREATE INDEX refund_line_order_id_idx ON refund_line (order_id);

-- domain::refund::RefundState::rank
CREATE FUNCTION refund_rank(state text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_position(ARRAY['requested', 'sending', 'unknown', 'failed', 'succeeded'], state)
$$;

-- A gateway may refuse to give money back; then the order is what it was.
INSERT INTO order_transition VALUES ('refund_pending', 'paid'), ('refund_pending', 'fulfilled');

-- Authorized now, captured when the merchant says so. Kept with the payment: it is sent again as it was sent.
ALTER TABLE payment ADD COLUMN capture_later boolean NOT NULL DEFAULT false;

CREATE INDEX recon_break_payment_id_idx ON recon_break (payment_id);
CREATE INDEX recon_break_open_idx ON recon_break (kind) WHERE closed_at IS NULL;

-- What merchants' programs show. Only the hash of the secret half is kept.
CREATE TABLE api_token (
    id           uuid  CONSTRAINT api_token_pkey PRIMARY KEY,
    name         text  NOT NULL CONSTRAINT api_token_name_key UNIQUE,
    secret_hash  bytea NOT NULL,
    scopes       text[] NOT NULL CONSTRAINT api_token_scopes_some CHECK (cardinality(scopes) > 0),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);

-- Who did what by hand, and why.
CREATE TABLE audit_log (
    id      bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_log_pkey PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    actor   text  NOT NULL,
    action  text  NOT NULL,
    subject text  NOT NULL,
    note    text,
    detail  jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_log_subject_idx ON audit_log (subject);
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION append_only();

-- What one worker of all does now and then; the row is the turn.
CREATE TABLE routine (
    name       text CONSTRAINT routine_pkey PRIMARY KEY,
    begun_at   timestamptz NOT NULL,
    ended_at   timestamptz,
    report     jsonb
);

-- Old answers and webhooks are taken away in batches.
CREATE INDEX webhook_inbox_old_idx ON webhook_inbox (received_at) WHERE state IN ('applied', 'ignored');
