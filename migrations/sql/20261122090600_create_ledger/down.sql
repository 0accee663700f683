DROP TRIGGER order_event_append_only ON order_event;
DROP TABLE ledger_entry, ledger_tx, ledger_account;
DROP FUNCTION ledger_balanced(), ledger_entry_balanced(), append_only();
