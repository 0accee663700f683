-- Invoices are numbered 1, 2, 3 … without a gap, as tax law in many places wants it. A sequence leaves gaps where a
-- transaction rolls back, so the last number is a row: whoever takes the next one holds it until the commit. It is
-- the very last row that a paying transaction locks, after the shelves, so nobody waits for more than a commit.
CREATE TABLE invoice_counter (
    id   smallint CONSTRAINT invoice_counter_pkey PRIMARY KEY CONSTRAINT invoice_counter_only_one CHECK (id = 1),
    last bigint NOT NULL CONSTRAINT invoice_counter_not_negative CHECK (last >= 0)
);
INSERT INTO invoice_counter VALUES (1, 0);

CREATE TABLE invoice (
    number    bigint CONSTRAINT invoice_pkey PRIMARY KEY CONSTRAINT invoice_number_positive CHECK (number >= 1),
    order_id  uuid NOT NULL CONSTRAINT invoice_order_id_fkey REFERENCES orders CONSTRAINT invoice_order_id_key UNIQUE,
    issued_at timestamptz NOT NULL
);
-- What was paid before there were invoices gets its number now, in the order in which it was paid.
INSERT INTO invoice (number, order_id, issued_at)
    SELECT row_number() OVER (ORDER BY at, seq), order_id, at FROM (
        -- An order whose refund was refused was paid twice, so to speak.
        SELECT DISTINCT ON (order_id) order_id, at, seq FROM order_event WHERE to_state = 'paid' ORDER BY order_id, seq) paid;
UPDATE invoice_counter SET last = (SELECT count(*) FROM invoice);
-- An invoice that was issued stands. What changes later is a document of its own.
CREATE TRIGGER invoice_append_only BEFORE UPDATE OR DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION append_only();
