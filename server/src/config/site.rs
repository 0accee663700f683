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

    /// Set by `cargo leptos watch`, which then tells open pages to load anew.
    #[arg(long, env = "LEPTOS_WATCH", hide = true)]
    watch: Option<String>,

    /// Where it tells them so.
    #[arg(
        long,
        env = "LEPTOS_RELOAD_PORT",
        default_value = "3001",
        hide = true,
        value_parser = taking::<u16>("LEPTOS_RELOAD_PORT takes a port")
    )]
    reload_port: u16,
}

impl SiteSettings {
    pub(crate) fn options(&self, addr: SocketAddr) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name(self.output_name.as_str())
            .site_root(self.site_root.as_str())
            .site_pkg_dir(self.site_pkg_dir.as_str())
            .site_addr(addr)
            .hash_files(self.hash_files)
            .reload_port(self.reload_port.into())
            .build()
    }

    /// The stylesheet's address; cargo-leptos wrote its hash beside the program.
    pub(crate) fn stylesheet(&self) -> String {
        let hashes = std::env::current_exe()
            .ok()
            .filter(|_| self.hash_files)
            .and_then(|program| std::fs::read_to_string(program.with_file_name("hash.txt")).ok())
            .unwrap_or_default();
        let hash = hashes
            .lines()
            .find_map(|line| line.trim().strip_prefix("css:"));
        let hash = hash
            .map(|hash| format!(".{}", hash.trim()))
            .unwrap_or_default();
        format!("/{}/{}{hash}.css", self.site_pkg_dir, self.output_name)
    }

    /// What a page may connect to besides, while `cargo leptos watch` watches; with a blank before it.
    pub(crate) fn reloader(&self, addr: SocketAddr) -> Option<String> {
        self.watch.as_ref()?;
        Some(format!(" ws://{}:{}", addr.ip(), self.reload_port))
    }
}
