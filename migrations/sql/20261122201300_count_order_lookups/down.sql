DELETE FROM sign_in_failure WHERE scope IN ('order_number', 'order_address');
ALTER TABLE sign_in_failure
    DROP CONSTRAINT sign_in_failure_scope_known,
    ADD CONSTRAINT sign_in_failure_scope_known CHECK (scope IN ('email', 'address'));
