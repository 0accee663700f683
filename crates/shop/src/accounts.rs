//! Signing up, in and out; the address book.

use std::time::Duration;

use domain::{
    AccountId, AddressId, Email, Refusal,
    account::{PasswordProblem, Role, SavedAddress, Viewer},
    checkout::{CheckoutForm, Field, FieldError, FieldProblem},
    order::OrderKey,
};

use crate::{Parts, Shop, ShopError, Token, attempts::Attempt, clock::new_id};

mod common_passwords;
mod password;

/// Signed in for at most this long, whatever happens.
const SESSION_LASTS: Duration = Duration::from_secs(14 * 24 * 60 * 60);
/// A session that nobody uses for this long has ended.
const SESSION_IDLES: Duration = Duration::from_secs(3 * 24 * 60 * 60);

pub struct Accounts<'shop> {
    shop: &'shop Shop,
    parts: &'shop Parts,
}

/// Somebody is signed in. The token goes into their cookie and is never seen again.
#[derive(Debug, Clone)]
pub struct Session {
    pub token: Token,
    pub viewer: Viewer,
}

impl Shop {
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts {
            shop: self,
            parts: &self.parts,
        }
    }
}

impl Accounts<'_> {
    /// Makes an account and signs its owner in.
    pub async fn sign_up(
        &self,
        name: &str,
        email: &str,
        password: &str,
    ) -> Result<Session, ShopError> {
        self.create(name, email, password, Role::Shopper, None)
            .await
    }

    /// Makes an account that runs the shop. For the command line; no door leads here.
    pub async fn create_merchant(
        &self,
        name: &str,
        email: &str,
        password: &str,
    ) -> Result<Viewer, ShopError> {
        Ok(self
            .create(name, email, password, Role::Merchant, None)
            .await?
            .viewer)
    }

    /// An account for the guest who placed the order: one field, because the order knows the rest.
    pub async fn sign_up_from_order(
        &self,
        order: &OrderKey,
        password: &str,
    ) -> Result<Session, ShopError> {
        let page = self.order_page(order).await?;
        self.create(
            &page.address.name,
            &page.email,
            password,
            Role::Shopper,
            Some(order.clone()),
        )
        .await
    }

    /// Signs in. `address` is where the attempt comes from; failures are counted by it and by e-mail.
    ///
    /// An unknown e-mail costs the same hash and gets the same answer as a wrong password.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        address: &str,
    ) -> Result<Session, ShopError> {
        let attempt = Attempt::to_sign_in(self.parts, email, address);
        attempt.allow().await?;
        let known = match email.parse::<Email>() {
            Ok(email) => {
                store::accounts::find_credentials(self.parts.database.reader(), &email).await?
            }
            Err(_) => None,
        };
        let hash = known.as_ref().map(|known| known.password_hash.clone());
        let fits = password::verify(password.to_owned(), hash).await?;
        match known.filter(|_| fits) {
            Some(known) => {
                attempt.forget().await?;
                self.open_session(known.viewer).await
            }
            None => {
                attempt.failed().await?;
                Err(Refusal::WrongCredentials.into())
            }
        }
    }

    /// Ends the session everywhere: the token opens nothing any more.
    pub async fn sign_out(&self, token: &Token) -> Result<(), ShopError> {
        Ok(store::accounts::delete_session(self.parts.database.reader(), token.hash()).await?)
    }

    /// Who a session's token stands for.
    pub async fn viewer(&self, token: &Token) -> Result<Option<Viewer>, ShopError> {
        let db = self.parts.database.reader();
        let now = self.parts.clock.now();
        let viewer =
            store::accounts::find_viewer(db, token.hash(), now, now.minus(SESSION_IDLES)).await?;
        if viewer.is_some() {
            store::accounts::touch_session(db, token.hash(), now).await?;
        }
        Ok(viewer)
    }

    pub async fn addresses(&self, account: AccountId) -> Result<Vec<SavedAddress>, ShopError> {
        Ok(store::accounts::list_addresses(self.parts.database.reader(), account).await?)
    }

    /// Adds an address, or changes the one with the given id.
    pub async fn save_address(
        &self,
        account: AccountId,
        id: Option<AddressId>,
        form: &CheckoutForm,
    ) -> Result<AddressId, ShopError> {
        let mut errors = Vec::new();
        let address = form
            .parse_address(&mut errors)
            .ok_or_else(|| ShopError::Invalid(std::mem::take(&mut errors)))?;
        let now = self.parts.clock.now();
        let new = new_id(self.parts.clock.as_ref(), self.parts.randomness.as_ref());
        self.parts
            .database
            .write(move |tx| {
                Box::pin(async move {
                    let Some(id) = id else {
                        store::accounts::create_address(tx, new, account, &address, now).await?;
                        return Ok(new);
                    };
                    let found = store::accounts::update_address(tx, id, account, &address).await?;
                    if found {
                        Ok(id)
                    } else {
                        Err(ShopError::NotFound)
                    }
                })
            })
            .await
    }

    pub async fn delete_address(&self, account: AccountId, id: AddressId) -> Result<(), ShopError> {
        self.parts
            .database
            .write(move |tx| {
                Box::pin(async move {
                    let found = store::accounts::delete_address(tx, id, account).await?;
                    if found {
                        Ok(())
                    } else {
                        Err(ShopError::NotFound)
                    }
                })
            })
            .await
    }

    pub async fn set_default_address(
        &self,
        account: AccountId,
        id: AddressId,
    ) -> Result<(), ShopError> {
        self.parts
            .database
            .write(move |tx| {
                Box::pin(async move {
                    let found = store::accounts::set_default_address(tx, id, account).await?;
                    if found {
                        Ok(())
                    } else {
                        Err(ShopError::NotFound)
                    }
                })
            })
            .await
    }

    async fn create(
        &self,
        name: &str,
        email: &str,
        password: &str,
        role: Role,
        order: Option<OrderKey>,
    ) -> Result<Session, ShopError> {
        let (name, email) = read_form(name, email, password)?;
        let hash = password::hash(password.to_owned(), self.parts.randomness.as_ref()).await?;
        let account = new_id(self.parts.clock.as_ref(), self.parts.randomness.as_ref());
        let viewer = Viewer {
            account,
            email,
            name,
            role,
        };
        let now = self.parts.clock.now();
        let created = viewer.clone();
        self.parts
            .database
            .write::<_, ShopError, _>(move |tx| {
                Box::pin(async move {
                    store::accounts::create(tx, &created, &hash, now).await?;
                    if let Some(order) = order {
                        store::accounts::adopt_order(tx, created.account, order.as_str()).await?;
                    }
                    Ok(())
                })
            })
            .await
            .map_err(|error| match error {
                ShopError::Internal(cause) if is_taken(cause.as_ref()) => {
                    Refusal::EmailTaken.into()
                }
                other => other,
            })?;
        self.open_session(viewer).await
    }

    /// Always a new token: one that was planted in a browser before sign-in is worth nothing after it.
    async fn open_session(&self, viewer: Viewer) -> Result<Session, ShopError> {
        let token = Token::generate(self.parts.randomness.as_ref());
        let (hash, account) = (token.hash(), viewer.account);
        let now = self.parts.clock.now();
        self.parts
            .database
            .write::<_, ShopError, _>(move |tx| {
                Box::pin(async move {
                    Ok(store::accounts::create_session(
                        tx,
                        hash,
                        account,
                        now,
                        now.plus(SESSION_LASTS),
                    )
                    .await?)
                })
            })
            .await?;
        Ok(Session { token, viewer })
    }

    async fn order_page(&self, order: &OrderKey) -> Result<domain::order::OrderPage, ShopError> {
        self.shop.orders().page(order).await
    }
}

fn is_taken(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    cause
        .downcast_ref::<store::StoreError>()
        .is_some_and(|error| error.violates("account_email_key"))
}

/// Every mistake at once; the password last, as on the form.
fn read_form(name: &str, email: &str, password: &str) -> Result<(String, Email), ShopError> {
    let mut errors = Vec::new();
    let mut mistake = |field, problem| errors.push(FieldError { field, problem });
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => mistake(Field::Name, FieldProblem::Missing),
        length if 120 < length => mistake(Field::Name, FieldProblem::TooLong),
        _ => {}
    }
    let parsed = email.parse::<Email>();
    if email.trim().is_empty() {
        mistake(Field::Email, FieldProblem::Missing);
    } else if parsed.is_err() {
        mistake(Field::Email, FieldProblem::Malformed);
    }
    match check_password(password) {
        Ok(()) => {}
        Err(PasswordProblem::TooShort) if password.is_empty() => {
            mistake(Field::Password, FieldProblem::Missing)
        }
        Err(PasswordProblem::TooShort) => mistake(Field::Password, FieldProblem::TooShort),
        Err(PasswordProblem::TooLong) => mistake(Field::Password, FieldProblem::TooLong),
        Err(PasswordProblem::TooCommon) => mistake(Field::Password, FieldProblem::TooCommon),
    }
    match parsed {
        Ok(email) if errors.is_empty() => Ok((name, email)),
        _ => Err(ShopError::Invalid(errors)),
    }
}

fn check_password(password: &str) -> Result<(), PasswordProblem> {
    PasswordProblem::check_length(password)?;
    if common_passwords::is_common(password) {
        Err(PasswordProblem::TooCommon)
    } else {
        Ok(())
    }
}
