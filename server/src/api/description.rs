//! The description of the API: OpenAPI 3.1, made from the operations themselves.

use std::sync::LazyLock;

use axum::response::IntoResponse;
use http::{HeaderValue, header::CONTENT_TYPE};
use utoipa::{
    Modify, OpenApi as _,
    openapi::{
        ContentBuilder, OpenApi, Ref, Response, ResponseBuilder,
        path::Operation,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

use super::problem::Problem;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Stoa",
        description = "The shop, for programs: browse, fill a cart, place an order, watch it being paid."
    ),
    components(schemas(Problem)),
    modifiers(&MerchantToken),
    tags(
        (name = "Catalogue", description = "Categories, products, search."),
        (name = "Cart", description = "A cart belongs to whoever has its token."),
        (name = "Orders", description = "From a cart to a paid order."),
        (name = "Merchant", description = "For whoever runs the shop, with a token of `server tokens create`."),
    )
)]
struct Head;

/// How a merchant's program says who it is.
struct MerchantToken;

impl Modify for MerchantToken {
    fn modify(&self, description: &mut OpenApi) {
        let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        description
            .components
            .get_or_insert_default()
            .add_security_scheme("merchant", bearer);
    }
}

/// What the description begins with; the operations add themselves.
pub(super) fn head() -> OpenApi {
    Head::openapi()
}

/// The whole description, as it is served and checked in.
pub(super) fn whole() -> OpenApi {
    let (_, mut description) = super::operations().split_for_parts();
    for item in description.paths.paths.values_mut() {
        let operations = [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.delete,
        ];
        for operation in operations.into_iter().flatten() {
            add_problem(operation);
        }
    }
    description
}

pub(crate) fn openapi_json() -> anyhow::Result<String> {
    Ok(format!("{}\n", whole().to_pretty_json()?))
}

pub(super) async fn serve() -> impl IntoResponse {
    static JSON: LazyLock<String> =
        LazyLock::new(|| openapi_json().expect("a description of names and lists has a JSON"));
    let kind = HeaderValue::from_static("application/json");
    ([(CONTENT_TYPE, kind)], JSON.as_str())
}

/// Whatever goes wrong, everywhere, is a problem.
fn add_problem(operation: &mut Operation) {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    let problem: Response = ResponseBuilder::new()
        .description("What went wrong, with a stable `code`.")
        .content("application/problem+json", content)
        .build();
    operation
        .responses
        .responses
        .insert("default".to_owned(), problem.into());
}
