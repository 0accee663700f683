CREATE TABLE payment (
    id               uuid CONSTRAINT payment_pkey PRIMARY KEY,
    order_id         uuid NOT NULL CONSTRAINT payment_order_id_fkey REFERENCES orders,
    attempt          int  NOT NULL CONSTRAINT payment_attempt_range CHECK (attempt BETWEEN 1 AND 20),
    gateway          text NOT NULL,
    -- The gateway's token for the card; never a card number.
    payment_method   text NOT NULL,
    amount_minor     bigint  NOT NULL CONSTRAINT payment_amount_positive CHECK (amount_minor > 0),
    currency         char(3) NOT NULL,
    state            text NOT NULL DEFAULT 'created' CONSTRAINT payment_state_known CHECK (state IN
                     ('created', 'sending', 'unknown', 'requires_action', 'authorized', 'failed', 'voided', 'captured')),
    -- domain::payment::DeclineReason, only when failed.
    decline_reason   text CONSTRAINT payment_decline_reason_when_failed CHECK ((state = 'failed') = (decline_reason IS NOT NULL)),
    redirect_url     text CONSTRAINT payment_redirect_when_action CHECK (state <> 'requires_action' OR redirect_url IS NOT NULL),
    -- Written before the first call and sent with every repetition of it.
    idempotency_key  text NOT NULL CONSTRAINT payment_idempotency_key_key UNIQUE,
    first_sent_at    timestamptz,
    gateway_ref      text,
    captured_minor   bigint NOT NULL DEFAULT 0,
    refunded_minor   bigint NOT NULL DEFAULT 0,
    -- When the sweeper looks at it next; a payment that still moves always has one.
    next_check_at    timestamptz,
    tries            int NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL,
    CONSTRAINT payment_order_id_attempt_key UNIQUE (order_id, attempt),
    CONSTRAINT payment_gateway_ref_key UNIQUE (gateway, gateway_ref),
    CONSTRAINT payment_captured_range CHECK (captured_minor BETWEEN 0 AND amount_minor),
    CONSTRAINT payment_refunded_range CHECK (refunded_minor BETWEEN 0 AND captured_minor),
    CONSTRAINT payment_never_forgotten CHECK (state IN ('failed', 'voided', 'captured') OR next_check_at IS NOT NULL)
);
-- No second live charge for an order, ever.
CREATE UNIQUE INDEX payment_one_live ON payment (order_id) WHERE state NOT IN ('failed', 'voided');
CREATE INDEX payment_due_idx ON payment (next_check_at) WHERE state NOT IN ('failed', 'voided', 'captured');

-- domain::payment::PaymentState::rank
CREATE FUNCTION payment_rank(state text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_position(ARRAY['created', 'sending', 'unknown', 'requires_action', 'authorized', 'failed', 'voided', 'captured'], state)
$$;

-- Answers of writes, kept under the key the client chose.
CREATE TABLE http_idempotency (
    scope        text  NOT NULL,
    key          text  NOT NULL CONSTRAINT http_idempotency_key_length CHECK (length(key) BETWEEN 16 AND 255),
    request_hash bytea NOT NULL,
    state        text  NOT NULL DEFAULT 'started' CONSTRAINT http_idempotency_state_known CHECK (state IN ('started', 'done')),
    locked_until timestamptz NOT NULL,
    status       int,
    body         bytea,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT http_idempotency_pkey PRIMARY KEY (scope, key)
);
CREATE INDEX http_idempotency_created_at_idx ON http_idempotency (created_at);

-- Webhooks as they came. An event is a doorbell: the job asks the gateway what is true.
CREATE TABLE webhook_inbox (
    gateway     text  NOT NULL,
    event_id    text  NOT NULL,
    type        text  NOT NULL,
    object_ref  text,
    body        bytea NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    state       text  NOT NULL DEFAULT 'received' CONSTRAINT webhook_inbox_state_known CHECK (state IN ('received', 'applied', 'ignored', 'dead')),
    tries       int   NOT NULL DEFAULT 0,
    CONSTRAINT webhook_inbox_pkey PRIMARY KEY (gateway, event_id)
);
CREATE INDEX webhook_inbox_received_idx ON webhook_inbox (received_at) WHERE state = 'received';

-- What does not add up between our books and the gateway's; a person looks at it.
CREATE TABLE recon_break (
    id          bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT recon_break_pkey PRIMARY KEY,
    kind        text NOT NULL CONSTRAINT recon_break_kind_known CHECK (kind IN ('missing_here', 'missing_there', 'amount', 'currency', 'orphan_capture')),
    gateway     text NOT NULL,
    gateway_ref text,
    payment_id  uuid,
    detail      jsonb NOT NULL DEFAULT '{}',
    found_at    timestamptz NOT NULL DEFAULT now(),
    closed_at   timestamptz,
    CONSTRAINT recon_break_once UNIQUE (kind, gateway, gateway_ref)
);
