//! A merchant's program: it shows a token, and the token says what it may do.

use axum::extract::{FromRef, FromRequestParts};
use http::{StatusCode, header::AUTHORIZATION, request::Parts};
use shop::{
    Shop,
    api_tokens::{Admission, Scope},
};

use super::problem::Problem;

/// Whoever may give money back.
pub(super) struct MayRefund(pub(super) String);

/// Whoever may look into the books.
pub(super) struct MayAudit;

impl<S: Send + Sync> FromRequestParts<S> for MayRefund
where
    Shop: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        admit(parts, &Shop::from_ref(state), Scope::Refunds)
            .await
            .map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MayAudit
where
    Shop: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        admit(parts, &Shop::from_ref(state), Scope::Books)
            .await
            .map(|_| Self)
    }
}

async fn admit(parts: &Parts, shop: &Shop, scope: Scope) -> Result<String, Problem> {
    let shown = parts
        .headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .unwrap_or_default();
    match shop.api_tokens().admit(shown, scope).await? {
        Admission::Admitted { actor } => Ok(actor),
        Admission::Unknown => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "token_missing",
            "This operation needs a merchant's token that is still good",
        )),
        Admission::OutOfScope => Err(Problem::new(
            StatusCode::FORBIDDEN,
            "token_scope",
            "This token is not for this operation",
        )
        .detail(format!("it needs the scope {}", scope.name()))),
    }
}
