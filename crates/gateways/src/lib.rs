//! Payment provider adapters and their secrets.
