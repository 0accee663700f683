//! Where pictures are kept.

use clap::Args;
use url::Url;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Pictures")]
pub(crate) struct MediaSettings {
    /// The object store for pictures: a folder (file:///…, or a path), s3://bucket/… or az://container/….
    /// The last two also take the clouds' own settings, AWS_… and AZURE_….
    #[arg(long, env = "STOA_MEDIA_URL", default_value = ".stoa/media", value_parser = media_url)]
    pub(crate) media_url: Url,
}

/// How S3 and Azure are reached, by the names that their own tools take from the environment.
#[expect(
    clippy::disallowed_methods,
    reason = "the names are the clouds' and too many to list"
)]
pub(crate) fn cloud_options() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with("AWS_") || name.starts_with("AZURE_"))
        .collect()
}

fn media_url(text: &str) -> Result<Url, &'static str> {
    let sentence = "STOA_MEDIA_URL takes a folder, file:///…, s3://… or az://…";
    let text = text.trim();
    if text.contains("://") {
        let url: Url = text.parse().map_err(|_| sentence)?;
        return if matches!(url.scheme(), "file" | "s3" | "az") {
            Ok(url)
        } else {
            Err(sentence)
        };
    }
    let folder = std::path::absolute(text).map_err(|_| sentence)?;
    Url::from_directory_path(folder).map_err(|()| sentence)
}
