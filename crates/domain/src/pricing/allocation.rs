//! Dividing a whole number of minor units so that the parts add up to it.

/// `amount × numerator / denominator`, half up. None of them is negative.
pub(super) fn part(amount: i64, numerator: i128, denominator: i128) -> i64 {
    if denominator == 0 {
        return 0;
    }
    let doubled = 2 * i128::from(amount) * numerator + denominator;
    i64::try_from(doubled / (2 * denominator)).unwrap_or(i64::MAX)
}

/// Shares an amount out in proportion to the weights, by largest remainder: everybody gets their share
/// rounded down, and what is left goes, unit by unit, to those who lost most. Between equals the first
/// wins, so whoever wants the same result for any order sorts before.
///
/// The shares add up to the amount. If the amount is at most the sum of the weights, no share is larger
/// than its weight. With nothing to weigh by, nothing is shared out.
pub fn allocate(amount: i64, weights: &[i64]) -> Vec<i64> {
    let whole: i128 = weights.iter().copied().map(i128::from).sum();
    if whole <= 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: &i64| i128::from(amount) * i128::from(*weight);
    let mut shares: Vec<i64> = weights
        .iter()
        .map(|weight| i64::try_from(exact(weight).div_euclid(whole)).unwrap_or(i64::MAX))
        .collect();
    let left = amount - shares.iter().sum::<i64>();
    let mut by_loss: Vec<usize> = (0..weights.len()).collect();
    by_loss.sort_by_key(|index| std::cmp::Reverse(exact(&weights[*index]).rem_euclid(whole)));
    for index in by_loss.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        shares[index] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ten_cents_among_three_are_four_three_and_three() {
        assert_eq!(allocate(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(allocate(1, &[1, 99]), [0, 1]);
        assert_eq!(allocate(5, &[0, 0]), [0, 0]);
    }

    #[test]
    fn half_a_cent_is_rounded_up() {
        assert_eq!(part(1, 1, 2), 1);
        assert_eq!(part(101, 5, 100), 5);
        assert_eq!(part(110, 5, 100), 6);
    }

    proptest! {
        #[test]
        fn the_shares_add_up_and_none_is_more_than_its_weight(
            weights in proptest::collection::vec(0_i64..=100_000_000_000, 1..20),
            thousandths in 0_i128..=1000,
        ) {
            let whole: i64 = weights.iter().sum();
            let amount = part(whole, thousandths, 1000);
            let shares = allocate(amount, &weights);
            if 0 < whole {
                prop_assert_eq!(shares.iter().sum::<i64>(), amount);
            }
            for (share, weight) in shares.iter().zip(&weights) {
                prop_assert!(0 <= *share && share <= weight, "{} of {}", share, weight);
            }
        }
    }
}
