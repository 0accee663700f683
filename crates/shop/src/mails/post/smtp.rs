//! A mail server, by SMTP.

use std::{
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};

use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header::HeaderName, header::HeaderValue},
    transport::smtp::Error,
};
use url::Url;

use super::{Letter, Post, PostError, PostSettingError, Posted};
use crate::Clock;

/// For each step of the conversation; the whole of it has to end before its claim on the mail does.
const ANSWER_MAY_TAKE: Duration = Duration::from_secs(5);
const ALL_MAY_TAKE: Duration = Duration::from_secs(10);
/// 530 to 539 are about who we are, not about the mail: a setting can mend them.
const ABOUT_US: std::ops::Range<u16> = 530..540;

pub(super) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    clock: Arc<dyn Clock>,
}

impl Smtp {
    pub(super) fn open(
        url: &Url,
        from: Mailbox,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, PostSettingError> {
        let is_encrypted = url.scheme() == "smtps"
            || url
                .query_pairs()
                .any(|pair| pair == ("tls".into(), "required".into()));
        if url.password().is_some() && !is_encrypted {
            return Err(PostSettingError::PasswordInTheClear);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())
            .map_err(PostSettingError::Client)?
            .timeout(Some(ANSWER_MAY_TAKE))
            .build();
        Ok(Self {
            transport,
            from,
            clock,
        })
    }

    fn message(&self, letter: &Letter) -> Result<Message, PostError> {
        let refused = |error: &dyn std::error::Error| PostError::Refused(error.to_string());
        let to: Mailbox = letter
            .to
            .as_str()
            .parse()
            .map_err(|error| refused(&error))?;
        let now = u64::try_from(self.clock.now().unix_millis()).unwrap_or_default();
        let domain = self.from.email.domain();
        // A program wrote it: no out-of-office answers, please (RFC 3834).
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject.as_str())
            .date(UNIX_EPOCH + Duration::from_millis(now))
            .message_id(Some(format!("<{}@{domain}>", letter.id)))
            .raw_header(automatic)
            .multipart(MultiPart::alternative_plain_html(
                letter.text.clone(),
                letter.html.clone(),
            ))
            .map_err(|error| refused(&error))
    }
}

impl Post for Smtp {
    fn send<'a>(&'a self, letter: &'a Letter) -> Posted<'a> {
        Box::pin(async move {
            let message = self.message(letter)?;
            match tokio::time::timeout(ALL_MAY_TAKE, self.transport.send(message)).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) if is_final(&error) => Err(PostError::Refused(told(&error))),
                Ok(Err(error)) => Err(PostError::Later(told(&error))),
                Err(_) => Err(PostError::Later(
                    "the mail server takes too long".to_owned(),
                )),
            }
        })
    }
}

fn is_final(error: &Error) -> bool {
    let about_us = error
        .status()
        .is_some_and(|code| ABOUT_US.contains(&u16::from(code)));
    error.is_permanent() && !about_us
}

/// With its causes: "Connection error" alone helps nobody.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text = format!("{text}: {next}");
        cause = next.source();
    }
    text
}
