//! Mail work that the queue carries: an id only, what is true is in our table.

use domain::MailId;
use serde::{Deserialize, Serialize};

use crate::{
    Shop,
    payments::jobs::{JobError, run},
};

pub const SEND_MAIL: &str = "send_mail";

/// Run twice it sends once: the mail is claimed first, and a mail that is sent is not due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendMail {
    pub mail: MailId,
}

/// `attempt` counts from 1 and comes from the queue.
pub async fn send_mail(job: &SendMail, attempt: u32, shop: &Shop) -> Result<(), JobError> {
    run(attempt, shop.mails().send(job.mail)).await
}
