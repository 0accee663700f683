//! What the gateway knows of one attempt.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Record {
    /// It never heard of it.
    Nothing,
    /// The buyer's bank wants to hear from the buyer.
    Asked,
    Captured,
    Declined,
    Canceled,
}
