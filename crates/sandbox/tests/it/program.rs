//! The program as it is started.

use crate::running::Running;

#[tokio::test]
async fn the_program_says_where_it_listens_and_never_writes_a_card_number_down() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = std::env::temp_dir().join(format!("sandbox-program-{}", std::process::id()));
    let journal = folder.join("journal.jsonl");
    let (mut program, gateway) = Running::program(&journal).await;
    gateway.pay("4242424242424242", "S-1").await;
    program.kill().await.expect("ours to kill");
    let written = std::fs::read_to_string(&journal).expect("a journal");
    assert!(written.contains("\"kind\":\"capture\""));
    assert!(!written.contains("42424242"));
    std::fs::remove_dir_all(folder).expect("ours to remove");
}
