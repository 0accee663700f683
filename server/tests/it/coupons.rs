//! A coupon over HTTP: entered, refused, paid with, seen on the order.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::street::Street;

const RULES: &str = r#"
    [[promotion]]
    name = "Five off"
    amount = "5.00"
    codes = ["FIVE"]

    [[promotion]]
    name = "From fifty on"
    percent = "10"
    minimum = "50.00"
    codes = ["FIFTY"]
"#;

async fn coupon(
    street: &Street,
    cart: &str,
    method: Method,
    body: Option<Value>,
) -> (StatusCode, Value) {
    let http = &street.web.http;
    let request = http.request(method, street.web.url("/api/v1/cart/coupon"));
    let request = request.header("stoa-cart-token", cart);
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    let answer = request.send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

#[tokio::test]
async fn linus_enters_a_code_and_pays_what_the_cart_says() {
    let street = Street::open("0ms").await;
    let report = street.shop.shop.trade().import(RULES).await.unwrap();
    assert_eq!(report.mistakes, []);
    let cart = street.fill_cart().await;
    let enter = |code: &str| coupon(&street, &cart, Method::PUT, Some(json!({ "code": code })));

    let (status, problem) = enter("no such").await;
    assert_eq!(
        (status.as_u16(), &problem["code"]),
        (409, &json!("coupon_unknown"))
    );
    let (_, waiting) = enter("fifty").await;
    assert_eq!(waiting["coupon"]["problem"], "coupon_below_minimum");
    assert_eq!(waiting["coupon"]["missing"]["decimal"], "32.00");
    assert_eq!(waiting["total"]["minor"], 2290);
    let (_, reduced) = enter("five").await;
    assert_eq!(reduced["discounts"][0]["name"], "Five off");
    assert_eq!(reduced["total"]["minor"], 1790);

    // What the API's client saw before the code was in the cart is not what it would pay now.
    let key = "a-key-of-linus-0005";
    let order = street
        .order(&cart, "pm_card_visa", key)
        .send()
        .await
        .unwrap();
    assert_eq!(order.status(), 409);
    let problem: Value = order.json().await.unwrap();
    assert_eq!(problem["code"], "cart_changed");
    assert_eq!(problem["detail"], "the total is €17.90 now, not €22.90");

    let (_, full) = coupon(&street, &cart, Method::DELETE, None).await;
    assert_eq!(
        (&full["coupon"], &full["total"]["minor"]),
        (&Value::Null, &json!(2290))
    );
    let order = street
        .order(&cart, "pm_card_visa", "a-key-of-linus-0006")
        .send()
        .await
        .unwrap();
    assert_eq!(order.status(), 201);
    let placed: Value = order.json().await.unwrap();
    let path = format!("/api/v1/orders/{}", placed["key"].as_str().unwrap());
    let order: Value = street.web.get(&path).await.json().await.unwrap();
    assert_eq!(
        (&order["discounts"], &order["taxes"]),
        (&json!([]), &json!([]))
    );
}

#[tokio::test]
async fn a_page_of_the_shop_hears_that_delivery_became_dearer() {
    let street = Street::open("0ms").await;
    let mug = "/products/enamel-mug";
    let before = street.web.get(mug).await.text().await.unwrap();
    assert!(before.contains("€4.90, free from €60.00"));
    let rules = "[[shipping]]\nzone = \"All\"\nrate = [{ method = \"standard\", price = \"7\", days = [3, 5] }]";
    street.shop.shop.trade().import(rules).await.unwrap();
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(5);
    loop {
        let now = street.web.get(mug).await.text().await.unwrap();
        if now.contains("€7.00") && !now.contains("free from") {
            break;
        }
        assert!(
            tokio::time::Instant::now() < deadline,
            "the old price is still shown"
        );
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}
