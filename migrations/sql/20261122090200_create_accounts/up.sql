CREATE TABLE account (
    id            uuid CONSTRAINT account_pkey PRIMARY KEY,
    email         text NOT NULL CONSTRAINT account_email_key UNIQUE CONSTRAINT account_email_folded CHECK (email = lower(email)),
    name          text NOT NULL,
    role          text NOT NULL DEFAULT 'shopper' CONSTRAINT account_role_known CHECK (role IN ('shopper', 'merchant')),
    -- An argon2id PHC string.
    password_hash text NOT NULL,
    created_at    timestamptz NOT NULL
);

-- Only the hash of a session's token is here: who reads the table can't sign in with it.
CREATE TABLE session (
    token_hash   bytea CONSTRAINT session_pkey PRIMARY KEY,
    account_id   uuid NOT NULL CONSTRAINT session_account_id_fkey REFERENCES account ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX session_account_id_idx ON session (account_id);
CREATE INDEX session_expires_at_idx ON session (expires_at);

-- Failed sign-ins by what they were tried on (an account's e-mail, an address), both hashed.
CREATE TABLE sign_in_failure (
    scope     text NOT NULL CONSTRAINT sign_in_failure_scope_known CHECK (scope IN ('email', 'address')),
    key       bytea NOT NULL,
    failed_at timestamptz NOT NULL
);
CREATE INDEX sign_in_failure_scope_idx ON sign_in_failure (scope, key, failed_at);

CREATE TABLE address (
    id         uuid CONSTRAINT address_pkey PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT address_account_id_fkey REFERENCES account ON DELETE CASCADE,
    -- domain::checkout::PostalAddress
    address    jsonb NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL
);
CREATE INDEX address_account_id_idx ON address (account_id, created_at);
CREATE UNIQUE INDEX address_one_default ON address (account_id) WHERE is_default;
