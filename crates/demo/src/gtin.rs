//! GTIN-13 numbers from the range that is kept for use within a shop (prefixes 200 to 299).

/// The number for the `serial`-th article; serials below 10^11 never meet.
pub(crate) fn in_store(serial: u64) -> String {
    // Multiplying by a number that shares no factor with ten shuffles the range without collisions.
    let range = 100_000_000_000_u128;
    let scattered = u128::from(serial) * 61_803_398_877 % range;
    let digits = format!("2{scattered:011}");
    let check = check_digit(&digits);
    format!("{digits}{check}")
}

/// Weights 1 and 3 in turn, from the left of twelve digits.
pub(crate) fn check_digit(twelve: &str) -> u32 {
    let sum: u32 = twelve
        .bytes()
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_check_digit_agrees_with_a_number_from_the_standard() {
        assert_eq!(super::check_digit("629104150021"), 3);
    }
}
