//! `Stripe-Signature: t=…,v1=…`: who sent a webhook, and when.

use std::time::Duration;

use domain::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::gateway::UntrustedWebhook;

/// A webhook that was listened to on its way must not be played again for ever.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Any of our secrets may match any of the signatures: both sides change theirs one at a time.
pub(super) fn verify(
    secrets: &[SecretString],
    header: &str,
    body: &[u8],
    now: Timestamp,
) -> Result<(), UntrustedWebhook> {
    let mut sent_at = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", seconds)) => sent_at = seconds.parse::<i64>().ok(),
            Some(("v1", signature)) => signatures.extend(hex::decode(signature).ok()),
            _ => {}
        }
    }
    let seconds = sent_at.ok_or(UntrustedWebhook)?;
    let sent_at = Timestamp::from_unix_millis(seconds.saturating_mul(1000));
    if sent_at < now.minus(TOLERANCE) || now.plus(TOLERANCE) < sent_at {
        return Err(UntrustedWebhook);
    }
    let genuine = secrets.iter().any(|secret| {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
            .expect("HMAC takes keys of every length");
        mac.update(seconds.to_string().as_bytes());
        mac.update(b".");
        mac.update(body);
        // Compares in constant time.
        signatures
            .iter()
            .any(|signature| mac.clone().verify_slice(signature).is_ok())
    });
    genuine.then_some(()).ok_or(UntrustedWebhook)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_1"}"#;
    const NOW: Timestamp = Timestamp::from_unix_millis(1_800_000_000_000);
    const NOW_SECONDS: i64 = 1_800_000_000;

    fn secrets(names: &[&str]) -> Vec<SecretString> {
        names.iter().map(|name| SecretString::from(*name)).collect()
    }

    fn check(names: &[&str], header: &str, body: &[u8]) -> bool {
        verify(&secrets(names), header, body, NOW).is_ok()
    }

    #[test]
    fn a_genuine_webhook_is_believed() {
        let header = sandbox::sign("whsec_a", NOW_SECONDS, BODY);
        assert!(check(&["whsec_a"], &header, BODY));
    }

    #[test]
    fn a_forged_or_changed_one_is_not() {
        let header = sandbox::sign("whsec_a", NOW_SECONDS, BODY);
        assert!(!check(&["whsec_b"], &header, BODY), "another's secret");
        assert!(
            !check(&["whsec_a"], &header, br#"{"id":"evt_2"}"#),
            "one byte changed"
        );
        let later = header.replace("t=1800000000", "t=1800000001");
        assert!(!check(&["whsec_a"], &later, BODY), "the time is signed too");
        for garbage in [
            "",
            "t=1800000000",
            "v1=00",
            "t=x,v1=y",
            "t=1800000000,v1=zz",
        ] {
            assert!(!check(&["whsec_a"], garbage, BODY), "{garbage}");
        }
        assert!(!check(&[], &header, BODY));
    }

    #[test]
    fn an_old_one_is_not_played_again() {
        for (age, believed) in [(299, true), (360, false), (-299, true), (-360, false)] {
            let header = sandbox::sign("whsec_a", NOW_SECONDS - age, BODY);
            assert_eq!(check(&["whsec_a"], &header, BODY), believed, "{age} s");
        }
    }

    #[test]
    fn secrets_can_be_replaced_without_losing_a_webhook() {
        let old = sandbox::sign("whsec_old", NOW_SECONDS, BODY);
        let new = sandbox::sign("whsec_new", NOW_SECONDS, BODY);
        assert!(check(&["whsec_new", "whsec_old"], &old, BODY));
        assert!(check(&["whsec_new", "whsec_old"], &new, BODY));
        let both = format!("{old},{}", new.replace("t=1800000000,", ""));
        assert!(check(&["whsec_new"], &both, BODY));
    }
}
