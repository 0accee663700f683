//! Mails to shoppers: written down in the transaction that makes them necessary, sent by a job.
//!
//! An order has one mail of each kind, by a unique index. It is claimed before it is sent, so two workers
//! never send the same one. One window stays, as with every mail server: who dies after the server took a
//! mail and before that is written down leaves it to be sent again. Both have the same Message-ID, by which
//! mail programs that know it show one.

use std::time::Duration;

use domain::{Email, MailId, OrderId, mail::Mail};
use store::Tx;

use crate::{Shop, ShopError, clock::new_id};

pub mod jobs;
mod letter;
pub mod post;
mod send;
mod sweep;

pub use letter::Letter;
pub use post::{Post, PostError};

/// See the module.
pub struct Mails<'shop> {
    shop: &'shop Shop,
}

/// What a sweep found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MailSweep {
    /// Mails that were due and got a job.
    pub picked_up: u64,
    /// Mails that nobody could send for days.
    pub given_up: u64,
    pub waiting: store::mails::Waiting,
}

impl Shop {
    pub fn mails(&self) -> Mails<'_> {
        Mails { shop: self }
    }
}

impl Mails<'_> {
    /// Sends a mail that is due, unless somebody else is at it or what it says is over.
    pub async fn send(&self, mail: MailId) -> Result<(), ShopError> {
        send::send(self.shop, mail).await
    }

    /// Makes lost jobs again and gives up what is too old. Run every ten seconds.
    pub async fn sweep(&self) -> Result<MailSweep, ShopError> {
        sweep::sweep(self.shop).await
    }
}

/// Writes a mail down with its job, in the transaction that makes it necessary. An order that has one of
/// this kind keeps it.
pub(crate) async fn queue(
    tx: &Tx,
    shop: &Shop,
    order: OrderId,
    to: &Email,
    mail: &Mail,
) -> Result<(), ShopError> {
    let id: MailId = new_id(shop.parts.clock.as_ref(), shop.parts.randomness.as_ref());
    if let Some(mail) = store::mails::insert(tx, id, order, to, mail).await? {
        let job = jobs::SendMail { mail };
        // By the new id: a mail that was dropped and is so again has had a job under its own.
        let key = format!("mail:{id}");
        store::jobs::enqueue(tx, jobs::SEND_MAIL, &job, Duration::ZERO, &key).await?;
    }
    Ok(())
}
