//! The API as a program meets it.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use testkit::TestDatabase;

use crate::program::Program;

async fn problem(answer: Response) -> (StatusCode, Value) {
    let status = answer.status();
    assert_eq!(
        answer.headers()["content-type"],
        "application/problem+json",
        "{status}"
    );
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["status"], status.as_u16());
    for member in ["type", "title", "code"] {
        assert!(problem[member].is_string(), "{problem}");
    }
    (status, problem["code"].clone())
}

#[tokio::test]
async fn whatever_goes_wrong_is_a_problem_with_a_code() {
    let database = TestDatabase::create().await;
    let program = Program::start("web", &database, &[]);
    let json = |path: &str, body: &str| {
        program
            .post(path)
            .header("content-type", "application/json")
            .body(body.to_owned())
    };
    let mug = "0197a1b2-0000-7000-8000-000000000000";
    let line = |extra: &str| format!(r#"{{"variant":"{mug}","quantity":1{extra}}}"#);
    let cases = [
        (
            program.http.get(program.url("/api/v1/nothing")),
            404,
            "not_found",
        ),
        (
            program
                .http
                .get(program.url("/api/v1/products/no-such-mug")),
            404,
            "not_found",
        ),
        (
            program.http.get(program.url("/api/v1/orders/nonsense")),
            404,
            "not_found",
        ),
        (
            program.http.delete(program.url("/api/v1/categories")),
            405,
            "method_not_allowed",
        ),
        (
            program
                .http
                .get(program.url("/api/v1/search?q=mug&colour=red")),
            422,
            "invalid_parameters",
        ),
        (
            program.http.get(program.url("/api/v1/search?q=")),
            422,
            "invalid_parameters",
        ),
        (json("/api/v1/cart/lines", "{"), 400, "malformed_body"),
        (
            json("/api/v1/cart/lines", &line(r#","colour":"red""#)),
            422,
            "invalid_body",
        ),
        (
            json("/api/v1/cart/lines", &line("").replace(":1", ":0")),
            422,
            "invalid_body",
        ),
        (
            program.post("/api/v1/cart/lines").body(line("")),
            415,
            "unsupported_media_type",
        ),
        (json("/api/v1/orders", "{}"), 422, "invalid_body"),
    ];
    for (request, status, code) in cases {
        let asked = format!("{request:?}");
        let told = problem(request.send().await.unwrap()).await;
        assert_eq!(
            told,
            (StatusCode::from_u16(status).unwrap(), json!(code)),
            "{asked}"
        );
    }
}
