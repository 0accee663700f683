//! Where mails to shoppers go, and who they are from.

use clap::Args;
use secrecy::SecretString;

use super::secret;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Mail")]
pub(crate) struct MailSettings {
    /// The mail server: smtps://name:password@host or smtp://host?tls=required. A folder (file:///…, or a path) catches mails instead, to be read at /mails of the operations address. Without it mails wait.
    #[arg(
        long,
        env = "STOA_MAIL_URL",
        default_value = "",
        value_parser = secret,
        hide_env_values = true,
        hide_default_value = true
    )]
    pub(crate) mail_url: SecretString,

    /// Who mails are from.
    #[arg(
        long,
        env = "STOA_MAIL_FROM",
        default_value = "Stoa <orders@localhost>"
    )]
    pub(crate) mail_from: String,
}
