//! Stripe's reasons for a decline, in the shopper's terms.

use domain::payment::DeclineReason;

/// `decline_code` is the bank's word and says more than `code`, which is Stripe's.
pub(super) fn reason(code: Option<&str>, decline_code: Option<&str>) -> DeclineReason {
    decline_code
        .and_then(known)
        .or_else(|| code.and_then(known))
        .unwrap_or(DeclineReason::Other)
}

fn known(code: &str) -> Option<DeclineReason> {
    Some(match code {
        "insufficient_funds" | "withdrawal_count_limit_exceeded" | "card_velocity_exceeded" => {
            DeclineReason::InsufficientFunds
        }
        "expired_card" | "invalid_expiry_month" | "invalid_expiry_year" => {
            DeclineReason::ExpiredCard
        }
        "incorrect_cvc" | "invalid_cvc" => DeclineReason::IncorrectSecurityCode,
        "processing_error" | "issuer_not_available" | "try_again_later" | "reenter_transaction" => {
            DeclineReason::ProcessingError
        }
        "authentication_required" | "payment_intent_authentication_failure" => {
            DeclineReason::AuthenticationFailed
        }
        // Stolen, lost and fraudulent are nobody's business but the bank's.
        "card_declined" | "generic_decline" | "do_not_honor" | "lost_card" | "stolen_card"
        | "fraudulent" => DeclineReason::CardDeclined,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banks_word_counts_before_stripes() {
        assert_eq!(
            reason(Some("card_declined"), Some("insufficient_funds")),
            DeclineReason::InsufficientFunds
        );
        assert_eq!(
            reason(Some("card_declined"), Some("a_code_from_next_year")),
            DeclineReason::CardDeclined
        );
        assert_eq!(
            reason(Some("expired_card"), None),
            DeclineReason::ExpiredCard
        );
        assert_eq!(reason(None, None), DeclineReason::Other);
    }
}
