//! The queue's rows: the one place that writes a job, inside the caller's transaction.
