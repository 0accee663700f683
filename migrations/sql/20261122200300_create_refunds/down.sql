DROP INDEX webhook_inbox_old_idx, recon_break_open_idx, recon_break_payment_id_idx;
DROP TABLE routine, audit_log, api_token, refund_line, refund;
DROP FUNCTION refund_rank(text);
ALTER TABLE payment DROP COLUMN capture_later;
DELETE FROM order_transition WHERE from_state = 'refund_pending' AND to_state IN ('paid', 'fulfilled');
