-- Who looks for an order with a wrong e-mail guesses, as at sign-in, and is counted in the same place.
ALTER TABLE sign_in_failure
    DROP CONSTRAINT sign_in_failure_scope_known,
    ADD CONSTRAINT sign_in_failure_scope_known CHECK (scope IN ('email', 'address', 'order_number', 'order_address'));
