//! The shop as one program: web, worker and the merchant's commands.

// The pages' types are deeply nested; the compiler counts every level.
#![recursion_limit = "256"]

mod api;
mod cli;

mod commands;
mod config;
mod connections;
mod media;
mod middleware;
mod opening;
mod operations;
mod order_events;
mod page_cache;
mod pages;
mod router;
mod serve;
mod shares;
mod spawning;
mod stop;
mod telemetry;
mod webhooks;
mod worker;

use std::process::ExitCode;

use crate::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A page waits for its data on the runtime that fetches them; with fewer threads than this the two
/// can wait for each other.
const MIN_WORKER_THREADS: usize = 4;

fn main() -> ExitCode {
    let cli = Cli::read(std::env::args_os());
    // reqwest and sqlx take whichever is installed, and panic at the first TLS handshake when none is.
    rustls::crypto::ring::default_provider()
        .install_default()
        .expect("nothing else installs a TLS provider");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.max(MIN_WORKER_THREADS))
        .enable_all()
        .build()
        .expect("the system gives a program its threads");
    match runtime.block_on(cli.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
