//! The pages: Leptos' routes, its server functions, and the files of the built site.

use app::{App, shell};
use axum::{Router, middleware::from_fn_with_state, response::Response};
use http::{HeaderValue, header::CACHE_CONTROL};
use leptos::{config::LeptosOptions, nonce::Nonce, prelude::provide_context};
use leptos_axum::{LeptosRoutes as _, file_and_error_handler_with_context, generate_route_list};
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

use crate::{middleware::csp, page_cache, router::Doors, spawning};

/// The name carries the hash of the content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// A browser may keep it but asks each time whether it is still the same.
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");

pub(crate) fn router(doors: &Doors) -> Router<Doors> {
    spawning::keep_spans();
    // Once, before anyone can ask for a page: listing the routes holds back the data of every page
    // that is rendered at the same time.
    let routes = generate_route_list(App);
    let shop = doors.shop.clone();
    let context = move || {
        // Scripts are allowed by their hashes. A fresh nonce in each answer would only make pages differ
        // that are the same, and an empty one leaves the preload links with the right `crossorigin`.
        provide_context(Nonce::from_value(""));
        app::ssr::provide(shop.clone());
    };
    let options = doors.leptos.clone();
    let page = move || shell(options.clone());
    let pkg = format!("/{}", doors.leptos.site_pkg_dir);
    let pages = Router::new()
        .leptos_routes_with_context(doors, routes, context.clone(), page)
        .fallback(file_and_error_handler_with_context::<Doors, _>(
            context, shell,
        ))
        .layer(from_fn_with_state(
            doors.policy.clone(),
            csp::allow_own_scripts,
        ))
        .nest_service(&pkg, scripts_and_styles(&doors.leptos))
        .layer(SetResponseHeaderLayer::if_not_present(
            CACHE_CONTROL,
            ASK_EACH_TIME,
        ));
    // Outermost: what is kept is the answer with all its headers.
    match &doors.page_cache {
        Some(cache) => pages.layer(from_fn_with_state(cache.clone(), page_cache::answer)),
        None => pages,
    }
}

/// Compressed when the site was built; what is missing is missing, without a page around it.
fn scripts_and_styles(options: &LeptosOptions) -> Router {
    let folder = std::path::Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    let has_hashes = options.hash_files;
    let keep = move |response: &Response<_>| {
        (has_hashes && response.status().is_success()).then_some(FOR_EVER)
    };
    Router::new()
        .fallback_service(
            ServeDir::new(folder)
                .precompressed_br()
                .precompressed_gzip(),
        )
        .layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, keep))
}
