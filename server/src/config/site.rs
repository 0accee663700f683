//! Where the built site lies. The names are those that cargo-leptos sets itself.

use std::net::SocketAddr;

use clap::{ArgAction, Args};
use leptos::config::LeptosOptions;

use super::taking;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Site")]
pub(crate) struct SiteSettings {
    /// The folder of the built site: scripts, styles, static files.
    #[arg(long, env = "LEPTOS_SITE_ROOT", default_value = "target/site")]
    pub(crate) site_root: String,

    /// The folder in it, and the first part of the address, for scripts and styles.
    #[arg(long, env = "LEPTOS_SITE_PKG_DIR", default_value = "pkg")]
    pub(crate) site_pkg_dir: String,

    /// The name of the script and the stylesheet.
    #[arg(long, env = "LEPTOS_OUTPUT_NAME", default_value = "stoa")]
    pub(crate) output_name: String,

    /// Whether those names carry a hash of their content; hash.txt beside the program lists them.
    #[arg(
        long,
        env = "LEPTOS_HASH_FILES",
        default_value = "false",
        action = ArgAction::Set,
        value_parser = taking::<bool>("LEPTOS_HASH_FILES takes true or false")
    )]
    pub(crate) hash_files: bool,
}

impl SiteSettings {
    pub(crate) fn options(&self, addr: SocketAddr) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name(self.output_name.as_str())
            .site_root(self.site_root.as_str())
            .site_pkg_dir(self.site_pkg_dir.as_str())
            .site_addr(addr)
            .hash_files(self.hash_files)
            .build()
    }
}
