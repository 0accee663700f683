use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

#[tokio::test]
async fn the_program_says_where_it_listens_and_never_writes_a_card_number_down() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = std::env::temp_dir().join(format!("sandbox-program-{}", std::process::id()));
    let journal = folder.join("journal.jsonl");
    let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args([
            "--addr",
            "127.0.0.1:0",
            "--webhook-url",
            "",
            "--latency",
            "0ms",
        ])
        .arg("--journal")
        .arg(&journal)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the program starts");
    let stdout = program.stdout.take().expect("piped");
    let line = BufReader::new(stdout).lines().next_line().await;
    let line = line.expect("readable").expect("a first line");
    let url = line
        .strip_prefix("sandbox listening on ")
        .expect("the address");

    let gateway = crate::running::Running {
        url: url.to_owned(),
        http: reqwest::Client::new(),
    };
    gateway.pay("4242424242424242", "S-1").await;
    program.kill().await.expect("ours to kill");
    let written = std::fs::read_to_string(&journal).expect("a journal");
    assert!(written.contains("\"kind\":\"capture\""));
    assert!(!written.contains("42424242"));
    std::fs::remove_dir_all(folder).expect("ours to remove");
}
