//! Tokens for merchants' programs: made at the command line, shown once, kept as a hash.

use std::{fmt, str::FromStr, time::Duration};

use domain::Timestamp;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::{Shop, ShopError, Token, clock::new_id, token::TokenError};

/// What a token opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Give money back.
    Refunds,
    /// See whether the books balance.
    Books,
}

/// `stoa_<id>_<secret>`: the first half finds it, the second proves it.
pub struct ApiToken {
    id: Uuid,
    secret: Token,
}

/// Whoever shows a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// Their name in the audit log.
    Admitted {
        actor: String,
    },
    Unknown,
    /// Known, and not for this.
    OutOfScope,
}

/// A token as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSummary {
    pub name: String,
    pub scopes: Vec<String>,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub last_used_at: Option<Timestamp>,
    pub is_revoked: bool,
}

/// See the module.
pub struct ApiTokens<'shop> {
    shop: &'shop Shop,
}

impl Shop {
    pub fn api_tokens(&self) -> ApiTokens<'_> {
        ApiTokens { shop: self }
    }
}

impl ApiTokens<'_> {
    /// Makes a token. This is the only time that anybody sees it.
    pub async fn create(
        &self,
        name: &str,
        scopes: &[Scope],
        valid_for: Option<Duration>,
        actor: &str,
    ) -> Result<ApiToken, ShopError> {
        let parts = &self.shop.parts;
        let token = ApiToken {
            id: new_id(parts.clock.as_ref(), parts.randomness.as_ref()),
            secret: self.shop.new_token(),
        };
        let now = parts.clock.now();
        let expires_at = valid_for.map(|span| now.plus(span));
        let names: Vec<_> = scopes.iter().map(|scope| scope.name().to_owned()).collect();
        let (id, hash) = (token.id, token.secret.hash());
        let (name, actor) = (name.to_owned(), actor.to_owned());
        parts
            .database
            .write::<_, ShopError, _>(move |tx| {
                Box::pin(async move {
                    let detail = serde_json::json!({ "scopes": names });
                    store::api_tokens::insert(tx, id, &name, hash, names, now, expires_at).await?;
                    let subject = format!("token:{name}");
                    Ok(
                        store::audit::note(tx, &actor, "token.create", &subject, None, detail)
                            .await?,
                    )
                })
            })
            .await?;
        Ok(token)
    }

    pub async fn list(&self) -> Result<Vec<TokenSummary>, ShopError> {
        let db = self.shop.parts.database.reader();
        let tokens = store::api_tokens::list(db).await?;
        let summary = |token: store::api_tokens::StoredToken| TokenSummary {
            name: token.name,
            scopes: token.scopes,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
            is_revoked: token.is_revoked,
        };
        Ok(tokens.into_iter().map(summary).collect())
    }

    /// From now on it opens nothing.
    pub async fn revoke(&self, name: &str, actor: &str) -> Result<(), ShopError> {
        let (name, actor) = (name.to_owned(), actor.to_owned());
        let database = &self.shop.parts.database;
        database
            .write::<_, ShopError, _>(move |tx| {
                Box::pin(async move {
                    if !store::api_tokens::revoke(tx, &name).await? {
                        return Err(ShopError::NotFound);
                    }
                    let (subject, none) = (format!("token:{name}"), serde_json::json!({}));
                    Ok(
                        store::audit::note(tx, &actor, "token.revoke", &subject, None, none)
                            .await?,
                    )
                })
            })
            .await
    }

    /// Whether the token opens this. How long the comparison takes says nothing about the secret.
    pub async fn admit(&self, shown: &str, scope: Scope) -> Result<Admission, ShopError> {
        let Ok(shown) = shown.parse::<ApiToken>() else {
            return Ok(Admission::Unknown);
        };
        let db = self.shop.parts.database.reader();
        let known = store::api_tokens::find(db, shown.id).await?;
        // Nobody's hash is compared with as well, so that an unknown id takes as long as a known one.
        let nobody = Sha256::digest(shown.id.as_bytes()).to_vec();
        let hash = known.as_ref().map_or(&nobody, |token| &token.secret_hash);
        let is_genuine = bool::from(shown.secret.hash().as_slice().ct_eq(hash));
        let now = self.shop.parts.clock.now();
        let valid = known.filter(|token| {
            is_genuine && !token.is_revoked && token.expires_at.is_none_or(|end| now < end)
        });
        let Some(token) = valid else {
            return Ok(Admission::Unknown);
        };
        if !token.scopes.iter().any(|name| name == scope.name()) {
            return Ok(Admission::OutOfScope);
        }
        store::api_tokens::touch(db, shown.id).await?;
        Ok(Admission::Admitted {
            actor: format!("token:{}", token.name),
        })
    }
}

impl Scope {
    pub const ALL: [Self; 2] = [Self::Refunds, Self::Books];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Refunds => "refunds",
            Self::Books => "books",
        }
    }
}

impl FromStr for Scope {
    type Err = TokenError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.name() == name)
            .ok_or(TokenError)
    }
}

impl ApiToken {
    pub fn reveal(&self) -> String {
        format!("stoa_{}_{}", self.id.simple(), self.secret.reveal())
    }
}

impl FromStr for ApiToken {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (id, secret) = text
            .strip_prefix("stoa_")
            .and_then(|rest| rest.split_once('_'))
            .ok_or(TokenError)?;
        Ok(Self {
            id: Uuid::try_parse(id).map_err(|_| TokenError)?,
            secret: secret.parse()?,
        })
    }
}

/// Whoever has it gives money back, so logs don't get it.
impl fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiToken({}, …)", self.id.simple())
    }
}
