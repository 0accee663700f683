//! The cache before an app that can be held up, which a real one can't be at the right moment.

use std::sync::atomic::AtomicUsize;

use axum::{Router, body::to_bytes, middleware::from_fn_with_state, routing::get};
use http::{Request, header::SET_COOKIE};
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

use super::*;

/// A front page that counts how often it is rendered, and waits for a permit before it is finished.
struct Stage {
    cache: PageCache,
    router: Router,
    app: Arc<App>,
}

struct App {
    permits: Semaphore,
    renders: AtomicUsize,
    status: StatusCode,
    cookie: bool,
}

impl Stage {
    fn with(status: StatusCode, cookie: bool) -> Self {
        let cache = PageCache::new(1).unwrap();
        cache.begin_edition();
        let app = Arc::new(App {
            permits: Semaphore::new(0),
            renders: AtomicUsize::new(0),
            status,
            cookie,
        });
        let page = {
            let app = app.clone();
            move || async move { app.render().await }
        };
        let router = Router::new()
            .route("/", get(page))
            .layer(from_fn_with_state(cache.clone(), answer));
        Self { cache, router, app }
    }

    fn visit(&self) -> tokio::task::JoinHandle<Response> {
        let visit = Request::get("/").body(axum::body::Body::empty()).unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { router.oneshot(visit).await.unwrap() })
    }

    async fn renders(&self, wanted: usize) {
        while self.app.renders.load(Ordering::SeqCst) < wanted {
            tokio::task::yield_now().await;
        }
        assert_eq!(self.app.renders.load(Ordering::SeqCst), wanted);
    }
}

impl App {
    async fn render(&self) -> Response {
        let number = self.renders.fetch_add(1, Ordering::SeqCst) + 1;
        self.permits.acquire().await.unwrap().forget();
        let page = axum::response::Html(format!("<p>{number}</p>"));
        let mut page = (self.status, page).into_response();
        if self.cookie {
            let cookie = HeaderValue::try_from(format!("visitor={number}")).unwrap();
            page.headers_mut().insert(SET_COOKIE, cookie);
        }
        page
    }
}

async fn told(visit: tokio::task::JoinHandle<Response>) -> (String, String) {
    let answer = visit.await.unwrap();
    let from = answer.headers()[X_CACHE].to_str().unwrap().to_owned();
    let page = to_bytes(answer.into_body(), 1024).await.unwrap();
    (from, String::from_utf8(page.to_vec()).unwrap())
}

fn answer_is(from: &str, page: &str) -> (String, String) {
    (from.to_owned(), page.to_owned())
}

#[tokio::test]
async fn a_page_that_was_begun_before_a_change_is_not_kept_after_it() {
    let stage = Stage::with(StatusCode::OK, false);
    let early = stage.visit();
    stage.renders(1).await;
    stage.cache.begin_edition();
    let late = stage.visit();
    stage.renders(2).await;
    stage.app.permits.add_permits(2);
    assert_eq!(told(early).await, answer_is("miss", "<p>1</p>"));
    assert_eq!(told(late).await, answer_is("miss", "<p>2</p>"));
    assert_eq!(told(stage.visit()).await, answer_is("hit", "<p>2</p>"));
}

#[tokio::test]
async fn a_visitor_who_leaves_takes_the_page_from_nobody() {
    let stage = Stage::with(StatusCode::OK, false);
    let impatient = stage.visit();
    stage.renders(1).await;
    let patient = stage.visit();
    tokio::task::yield_now().await;
    impatient.abort();
    assert!(impatient.await.unwrap_err().is_cancelled());
    stage.app.permits.add_permits(1);
    assert_eq!(told(patient).await.1, "<p>1</p>");
    assert_eq!(told(stage.visit()).await, answer_is("hit", "<p>1</p>"));
}

#[tokio::test]
async fn a_failure_is_told_to_everybody_who_waited_and_is_over_then() {
    let stage = Stage::with(StatusCode::SERVICE_UNAVAILABLE, false);
    let visits: Vec<_> = (0..20).map(|_| stage.visit()).collect();
    stage.renders(1).await;
    stage.app.permits.add_permits(1);
    for visit in visits {
        let answer = visit.await.unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
    let again = stage.visit();
    stage.renders(2).await;
    stage.app.permits.add_permits(1);
    assert_eq!(told(again).await, answer_is("miss", "<p>2</p>"));
}

#[tokio::test]
async fn a_page_with_a_cookie_is_rendered_for_each_visitor() {
    let stage = Stage::with(StatusCode::OK, true);
    stage.app.permits.add_permits(100);
    let mut cookies = Vec::new();
    for _ in 0..3 {
        let answer = stage.visit().await.unwrap();
        assert_eq!(answer.headers()[X_CACHE], "bypass");
        cookies.push(answer.headers()[SET_COOKIE].clone());
    }
    cookies.dedup();
    assert_eq!(cookies.len(), 3);
    assert_eq!(stage.cache.pages.iter().count(), 0);
}

#[tokio::test]
async fn nothing_is_kept_or_answered_while_changes_cannot_be_heard_of() {
    let stage = Stage::with(StatusCode::OK, false);
    stage.app.permits.add_permits(100);
    assert_eq!(told(stage.visit()).await.0, "miss");
    assert_eq!(told(stage.visit()).await.0, "hit");
    stage.cache.close();
    assert_eq!(told(stage.visit()).await, answer_is("bypass", "<p>2</p>"));
    stage.cache.begin_edition();
    assert_eq!(told(stage.visit()).await, answer_is("miss", "<p>3</p>"));
}
