//! Accounts, sessions, failed sign-ins, addresses.
