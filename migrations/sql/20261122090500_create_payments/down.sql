DROP TABLE recon_break, webhook_inbox, http_idempotency, payment;
DROP FUNCTION payment_rank(text);
