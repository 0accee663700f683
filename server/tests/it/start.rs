//! Starting, being asked how it is, and ending.

use std::time::Duration;

use testkit::TestDatabase;

use crate::program::{Program, command};

#[test]
fn a_wrong_setting_stops_the_start_and_is_named() {
    let wrong = [
        ("STOA_ADDR", "localhost"),
        ("STOA_PUBLIC_URL", "shop.example"),
        ("STOA_CURRENCY", "EURO"),
        ("STOA_SHIPPING_STANDARD", "4,90"),
        ("STOA_LOG_FORMAT", "xml"),
        ("STOA_MEDIA_URL", "ftp://pictures"),
        ("STOA_MAIL_URL", "smtp://grace:in-the-clear@mail.example"),
        ("STOA_MAIL_FROM", "the shop"),
    ];
    for (setting, value) in wrong {
        // A database that nobody answers for, so that what is right would not serve either.
        let output = command("serve")
            .env("DATABASE_URL", "postgres://127.0.0.1:1/none")
            .env(setting, value)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        assert!(
            told.contains(setting),
            "{setting}={value} was answered with: {told}"
        );
    }
}

#[test]
fn help_shows_no_secret() {
    let output = command("serve")
        .arg("--help")
        .env("STOA_STRIPE_SECRET_KEY", "sk_live_hush")
        .env("DATABASE_URL", "postgres://stoa:hush@localhost/stoa")
        .env("STOA_MAIL_URL", "smtps://grace:hush@mail.example")
        .output()
        .unwrap();
    let help = String::from_utf8_lossy(&output.stdout);
    assert!(help.contains("STOA_STRIPE_SECRET_KEY"));
    assert!(
        !help.contains("hush") && !help.contains("sk_test"),
        "{help}"
    );
}

#[test]
fn the_checked_in_description_is_the_one_that_is_served() {
    let output = command("openapi").output().unwrap();
    let written = include_str!("../../../docs/openapi.json");
    assert!(
        String::from_utf8_lossy(&output.stdout) == written,
        "docs/openapi.json is old: run `server openapi > docs/openapi.json`"
    );
}

#[tokio::test]
async fn it_is_ready_until_it_is_asked_to_end_and_then_ends_in_order() {
    let database = TestDatabase::create().await;
    let mut program = Program::start("serve", &database, &[]);
    let ready = program.operations_url("/readyz");
    let alive = program.operations_url("/healthz");
    assert_eq!(program.http.get(&ready).send().await.unwrap().status(), 200);
    assert_eq!(program.http.get(&alive).send().await.unwrap().status(), 200);
    program.get("/api/v1/categories").await;
    let metrics = program
        .http
        .get(program.operations_url("/metrics"))
        .send()
        .await
        .unwrap();
    let metrics = metrics.text().await.unwrap();
    assert!(
        metrics.contains(r#"route="/api/v1/categories""#),
        "{metrics}"
    );

    // A request that is under way keeps it, so that there is a moment to look at.
    let request = tokio::net::TcpStream::connect(program.addr())
        .await
        .unwrap();
    program.terminate();
    let mut seen = None;
    for _ in 0..40 {
        match program.http.get(&ready).send().await {
            Ok(answer) if answer.status() == 503 => {
                seen = Some(answer.text().await.unwrap());
                break;
            }
            Ok(_) => tokio::time::sleep(Duration::from_millis(5)).await,
            Err(_) => break,
        }
    }
    drop(request);
    let status = program.ended().await;
    assert!(status.success(), "{status}");
    if let Some(seen) = seen {
        assert_eq!(seen, "stopping\n");
    }
    assert!(
        tokio::net::TcpStream::connect(program.addr())
            .await
            .is_err()
    );
}
