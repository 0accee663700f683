DROP TABLE address, sign_in_failure, session, account;
