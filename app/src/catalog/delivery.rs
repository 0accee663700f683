//! What delivery costs, in words.

use domain::checkout::DeliveryPromise;

/// `€4.90, free from €60.00`
pub(super) fn cost(delivery: &DeliveryPromise) -> String {
    let price = if delivery.price.is_zero() {
        "free".to_owned()
    } else {
        delivery.price.to_string()
    };
    match delivery.free_from {
        Some(free_from) if !delivery.price.is_zero() => format!("{price}, free from {free_from}"),
        _ => price,
    }
}
