//! A gateway that nobody can reach: for tests that don't pay, and for the day it really is like that.

use domain::{PaymentId, Timestamp, checkout::CardEntry};
use gateways::{
    Answer, Charge, Gateway, GatewayError, Listed, ListedCharge, ListedRefund, Refund,
    RefundVerdict, UntrustedWebhook, Verdict, WebhookEvent,
};

#[derive(Debug, Clone, Copy, Default)]
pub struct SilentGateway;

fn silence<T: Send + 'static>() -> Answer<'static, T> {
    Box::pin(async { Err(GatewayError::Indeterminate("nobody answers".to_owned())) })
}

impl Gateway for SilentGateway {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn card_entry(&self) -> CardEntry {
        CardEntry {
            frame_url: "http://127.0.0.1:9/embed/card".to_owned(),
            hosted_url: "http://127.0.0.1:9/pay/card".to_owned(),
        }
    }

    fn charge<'a>(&'a self, _: &'a Charge) -> Answer<'a, Verdict> {
        silence()
    }

    fn capture<'a>(&'a self, _: &'a str) -> Answer<'a, Verdict> {
        silence()
    }

    fn fetch<'a>(&'a self, _: &'a str) -> Answer<'a, Verdict> {
        silence()
    }

    fn find_by_payment(&self, _: PaymentId) -> Answer<'_, Option<Verdict>> {
        silence()
    }

    fn cancel<'a>(&'a self, _: &'a str) -> Answer<'a, Verdict> {
        silence()
    }

    fn refund<'a>(&'a self, _: &'a Refund) -> Answer<'a, RefundVerdict> {
        silence()
    }

    fn find_refund<'a>(&'a self, _: &'a Refund) -> Answer<'a, Option<RefundVerdict>> {
        silence()
    }

    fn list_charges<'a>(
        &'a self,
        _: Timestamp,
        _: Option<&'a str>,
    ) -> Answer<'a, Listed<ListedCharge>> {
        silence()
    }

    fn list_refunds<'a>(
        &'a self,
        _: Timestamp,
        _: Option<&'a str>,
    ) -> Answer<'a, Listed<ListedRefund>> {
        silence()
    }

    fn verify_webhook(
        &self,
        _: &str,
        _: &[u8],
        _: Timestamp,
    ) -> Result<WebhookEvent, UntrustedWebhook> {
        Err(UntrustedWebhook)
    }
}
