-- What the shop writes to shoppers. A row is written in the transaction that makes the mail necessary; the job
-- that sends it is a hint, and the sweeper makes a lost one again.
CREATE TABLE mail (
    id          uuid CONSTRAINT mail_pkey PRIMARY KEY,
    order_id    uuid NOT NULL CONSTRAINT mail_order_id_fkey REFERENCES orders,
    -- domain::mail::Mail::key. A refund's carries the refund's id.
    kind        text NOT NULL,
    -- domain::mail::Mail
    content     jsonb NOT NULL,
    recipient   text NOT NULL,
    -- Dropped: what it says was no longer so when it was its turn.
    state       text NOT NULL DEFAULT 'queued' CONSTRAINT mail_state_known CHECK (state IN
                ('queued', 'sending', 'sent', 'dropped', 'failed')),
    tries       int  NOT NULL DEFAULT 0,
    -- When it is tried next; while it is being sent, when its sender is taken for dead.
    next_try_at timestamptz,
    last_error  text,
    queued_at   timestamptz NOT NULL DEFAULT now(),
    sent_at     timestamptz CONSTRAINT mail_sent_at_when_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    -- A shopper hears everything once.
    CONSTRAINT mail_one_per_order_and_kind UNIQUE (order_id, kind),
    CONSTRAINT mail_never_forgotten CHECK (state IN ('sent', 'dropped', 'failed') OR next_try_at IS NOT NULL)
);
CREATE INDEX mail_due_idx ON mail (next_try_at) WHERE state IN ('queued', 'sending');
