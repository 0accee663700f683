-- Double entry, append only. A correction is a new transaction.
CREATE TABLE ledger_account (
    id       smallint CONSTRAINT ledger_account_pkey PRIMARY KEY,
    code     text NOT NULL CONSTRAINT ledger_account_code_key UNIQUE,
    kind     text NOT NULL CONSTRAINT ledger_account_kind_known CHECK (kind IN ('asset', 'liability', 'income', 'expense'))
);
INSERT INTO ledger_account VALUES
    (1, 'customer_receivable', 'asset'), (2, 'gateway_clearing', 'asset'), (3, 'sales', 'income'), (4, 'shipping_income', 'income'),
    (5, 'tax_payable', 'liability'), (6, 'refunds', 'expense'), (7, 'gateway_fees', 'expense');

CREATE TABLE ledger_tx (
    id          uuid CONSTRAINT ledger_tx_pkey PRIMARY KEY,
    kind        text NOT NULL CONSTRAINT ledger_tx_kind_known CHECK (kind IN ('sale', 'capture', 'refund', 'fee', 'payout', 'correction')),
    order_id    uuid CONSTRAINT ledger_tx_order_id_fkey REFERENCES orders,
    payment_id  uuid CONSTRAINT ledger_tx_payment_id_fkey REFERENCES payment,
    external_id text NOT NULL,
    at          timestamptz NOT NULL DEFAULT now(),
    -- A gateway's event is posted once, ever.
    CONSTRAINT ledger_tx_posted_once UNIQUE (kind, external_id)
);

CREATE TABLE ledger_entry (
    tx_id        uuid     NOT NULL CONSTRAINT ledger_entry_tx_id_fkey REFERENCES ledger_tx,
    line         smallint NOT NULL,
    account_id   smallint NOT NULL CONSTRAINT ledger_entry_account_id_fkey REFERENCES ledger_account,
    amount_minor bigint   NOT NULL CONSTRAINT ledger_entry_amount_not_zero CHECK (amount_minor <> 0),
    currency     char(3)  NOT NULL,
    CONSTRAINT ledger_entry_pkey PRIMARY KEY (tx_id, line)
);

CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE tx_id = NEW.id)
       OR EXISTS (SELECT 1 FROM ledger_entry WHERE tx_id = NEW.id GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
        RAISE EXCEPTION 'unbalanced ledger transaction %', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'ledger_tx_balanced';
    END IF;
    RETURN NULL;
END $$;
-- Checked at commit, on the header: a transaction without entries is caught as well.
CREATE CONSTRAINT TRIGGER ledger_tx_balanced AFTER INSERT ON ledger_tx
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();

CREATE FUNCTION ledger_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM ledger_entry WHERE tx_id = NEW.tx_id GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
        RAISE EXCEPTION 'unbalanced ledger transaction %', NEW.tx_id USING ERRCODE = '23514', CONSTRAINT = 'ledger_tx_balanced';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balanced();

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514', CONSTRAINT = 'append_only';
END $$;
CREATE TRIGGER ledger_tx_append_only BEFORE UPDATE OR DELETE ON ledger_tx FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION append_only();
CREATE TRIGGER order_event_append_only BEFORE UPDATE OR DELETE ON order_event FOR EACH ROW EXECUTE FUNCTION append_only();
