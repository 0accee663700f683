//! What every answer tells the browser, and what no other site may do.

use reqwest::Response;
use testkit::TestDatabase;

use crate::program::Program;

const EVERYWHERE: [&str; 6] = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
];

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    let asked = [
        ("/api/v1/docs", 200),
        ("/api/v1/openapi.json", 200),
        ("/no-such-page", 404),
        ("/pkg/no-such-file.js", 404),
        ("/media/nothing/320.webp", 404),
    ];
    let mut answers = Vec::new();
    for (path, status) in asked {
        answers.push((path, status, program.get(path).await));
    }
    let sign_out = "/api/accounts/sign-out";
    let redirect = program
        .post(sign_out)
        .header("sec-fetch-site", "same-origin")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .send()
        .await
        .unwrap();
    answers.push((sign_out, 302, redirect));
    for (path, status, answer) in answers {
        assert_eq!(answer.status(), status, "{path}");
        for name in EVERYWHERE {
            assert!(!header(&answer, name).is_empty(), "{path} lacks {name}");
        }
        assert!(
            header(&answer, "strict-transport-security").is_empty(),
            "{path}"
        );
        assert!(!header(&answer, "x-request-id").is_empty(), "{path}");
    }
    let missing = program.get("/no-such-page").await;
    assert_eq!(header(&missing, "content-type"), "text/html; charset=utf-8");
    assert_eq!(
        program
            .get("/pkg/no-such-file.js")
            .await
            .headers()
            .get("cache-control")
            .map(|v| v.as_bytes()),
        Some(&b"no-cache"[..])
    );
}

#[tokio::test]
async fn a_broken_database_is_a_plain_answer_with_the_same_headers() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    let mut admin = database.connect().await;
    sqlx::Executor::execute(&mut admin, "DROP TABLE category CASCADE")
        .await
        .unwrap();
    let answer = program.get("/api/v1/categories").await;
    assert_eq!(answer.status(), 500);
    for name in EVERYWHERE {
        assert!(!header(&answer, name).is_empty(), "{name} is missing");
    }
    let told = answer.text().await.unwrap();
    assert!(
        told.contains("internal") && !told.contains("category"),
        "{told}"
    );
}

#[tokio::test]
async fn only_https_shops_tell_browsers_to_stay_with_https() {
    let database = TestDatabase::create().await;
    let program = Program::start(
        "web",
        &database,
        &[("STOA_PUBLIC_URL", "https://shop.example")],
    );
    let answer = program.get("/api/v1/docs").await;
    assert!(header(&answer, "strict-transport-security").starts_with("max-age=63072000"));
}

#[tokio::test]
async fn a_page_allows_its_own_inline_scripts_and_no_others() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    let answer = program.get("/no-such-page").await;
    let policy = header(&answer, "content-security-policy").to_owned();
    let page = answer.text().await.unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert!(
        policy.contains("'sha256-") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    let is_inline = |script: &&str| {
        let (tag, text) = script.split_once('>').unwrap();
        !tag.contains(" src=") && !text.starts_with("</script")
    };
    let inline = page.split("<script").skip(1).filter(is_inline).count();
    assert_eq!(policy.matches("'sha256-").count(), inline, "{policy}");
    let again = program.get("/no-such-page").await.text().await.unwrap();
    assert_eq!(again, page, "a page is the same for every visitor");
}

#[tokio::test]
async fn a_page_may_end_on_another_thread_than_it_began_on() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    for _ in 0..60 {
        assert_eq!(program.get("/no-such-page").await.status(), 404);
    }
}

#[tokio::test]
async fn another_site_cannot_write_in_a_visitor_s_name() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    let write = || {
        program
            .post("/api/v1/cart/lines")
            .header("content-type", "application/json")
            .body("{}")
    };
    let refused = [
        write().header("sec-fetch-site", "cross-site"),
        write().header("sec-fetch-site", "same-site"),
        write().header("origin", "https://evil.example"),
        write().header("cookie", "__Host-stoa_session=x"),
    ];
    for request in refused {
        assert_eq!(request.send().await.unwrap().status(), 403);
    }
    let own_origin = format!("http://{}", program.addr());
    let let_in = [
        write(),
        write().header("sec-fetch-site", "same-origin"),
        write().header("origin", own_origin),
    ];
    for request in let_in {
        // The body is wrong, and that is what it is told.
        assert_eq!(request.send().await.unwrap().status(), 422);
    }
}
