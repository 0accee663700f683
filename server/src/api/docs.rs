//! The API's description as a page to read: no script, no other site, made from the same document.

use std::fmt::Write as _;

use axum::{extract::State, response::Html};
use serde_json::Value;

use super::description;
use crate::middleware::Policy;

pub(super) async fn page(State(policy): State<Policy>) -> Html<String> {
    let document = serde_json::to_value(description::whole()).unwrap_or_default();
    Html(render(&document, &policy.stylesheet))
}

fn render(document: &Value, stylesheet: &str) -> String {
    let mut operations = String::new();
    let paths = document["paths"].as_object().into_iter().flatten();
    for (path, item) in paths {
        for (method, operation) in item.as_object().into_iter().flatten() {
            operations.push_str(&self::operation(method, path, operation));
        }
    }
    let mut schemas = String::new();
    for (name, schema) in document["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten()
    {
        schemas.push_str(&self::schema(name, schema));
    }
    let title = text(&document["info"]["title"]);
    let description = text(&document["info"]["description"]);
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: the API</title><link rel="stylesheet" href="{stylesheet}"></head>
<body><main class="page" id="main">
<header class="page-head"><h1 class="page-title">{title}: the API</h1><p class="page-lead">{description}
<a href="/api/v1/openapi.json">The same as OpenAPI 3.1</a>.</p></header>
<section class="section"><h2 class="section-title">Operations</h2>{operations}</section>
<section class="section"><h2 class="section-title">Schemas</h2>{schemas}</section>
</main></body></html>
"#
    )
}

fn operation(method: &str, path: &str, operation: &Value) -> String {
    let mut html = format!(
        "<article class=\"section\"><h3><code>{} {}</code></h3><p>{} {}</p>",
        escape(&method.to_uppercase()),
        escape(path),
        text(&operation["summary"]),
        text(&operation["description"]),
    );
    let mut rows = String::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let need = if parameter["required"] == true {
            "required"
        } else {
            "optional"
        };
        let name = text(&parameter["name"]);
        let meaning = text(&parameter["description"]);
        let place = text(&parameter["in"]);
        row(&mut rows, &name, &format!("{place}, {need}"), &meaning);
    }
    if let Some(body) = body_schema(&operation["requestBody"]) {
        row(&mut rows, "body", "required", &kind(body));
    }
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let content = body_schema(response).map(kind).unwrap_or_default();
        row(
            &mut rows,
            &escape(status),
            &content,
            &text(&response["description"]),
        );
    }
    write!(html, "<dl class=\"specs\">{rows}</dl></article>")
        .expect("writing to a string can't fail");
    html
}

fn schema(name: &str, schema: &Value) -> String {
    let mut rows = String::new();
    let variants = schema["oneOf"].as_array().into_iter().flatten();
    for shape in std::iter::once(schema).chain(variants) {
        for (name, property) in shape["properties"].as_object().into_iter().flatten() {
            row(
                &mut rows,
                &escape(name),
                &kind(property),
                &text(&property["description"]),
            );
        }
    }
    format!(
        "<article class=\"section\" id=\"{0}\"><h3>{0}</h3><p>{1}</p><dl class=\"specs\">{rows}</dl></article>",
        escape(name),
        text(&schema["description"]),
    )
}

fn row(rows: &mut String, name: &str, kind: &str, meaning: &str) {
    write!(
        rows,
        "<div><dt><code>{name}</code></dt><dd>{kind} {meaning}</dd></div>"
    )
    .expect("writing to a string can't fail");
}

/// The schema of the first kind of content.
fn body_schema(part: &Value) -> Option<&Value> {
    part["content"]
        .as_object()?
        .values()
        .next()
        .map(|content| &content["schema"])
}

/// A type in words, with links to the schemas it is made of.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = escape(reference.rsplit('/').next().unwrap_or_default());
        return format!("<a href=\"#{name}\">{name}</a>");
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let choices: Vec<String> = choices.iter().map(kind).collect();
        return choices.join(" or ");
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values
            .iter()
            .map(|value| format!("<code>{}</code>", text(value)))
            .collect();
        return values.join(" or ");
    }
    match &schema["type"] {
        Value::String(name) if name == "array" => format!("list of {}", kind(&schema["items"])),
        Value::String(name) => escape(name),
        Value::Array(names) => names.iter().map(text).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    }
}

fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or_default())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_tells_every_operation_and_every_schema() {
        let document = serde_json::to_value(description::whole()).unwrap();
        let page = render(&document, "/pkg/stoa.css");
        for (path, item) in document["paths"].as_object().unwrap() {
            for method in item.as_object().unwrap().keys() {
                let heading = format!("<code>{} {path}</code>", method.to_uppercase());
                assert!(page.contains(&heading), "{heading} is missing");
            }
        }
        for name in document["components"]["schemas"]
            .as_object()
            .unwrap()
            .keys()
        {
            assert!(
                page.contains(&format!("id=\"{name}\"")),
                "{name} is missing"
            );
        }
        assert!(!page.contains("<script"));
    }
}
