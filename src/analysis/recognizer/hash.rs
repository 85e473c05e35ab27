//! The hash that features and dictionary keys go by. It is written into the model, so it may never change without a new
//! version of the model's file.

/// Joins two hashes into one; the order matters. A multiplication by the golden ratio's fraction of 2^64, then a shift
/// that brings the high bits down (Fibonacci hashing, Knuth, TAOCP 3, 6.4).
#[inline]
pub fn mix(a: u64, b: u64) -> u64 {
    let x = (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ (x >> 29)
}

/// The hash of a sequence of characters.
#[inline]
pub fn of(chars: impl Iterator<Item = char>) -> u64 {
    let (hash, length) = chars.fold((0xcbf2_9ce4_8422_2325, 0), |(hash, n), c| (step(hash, c), n + 1));
    mix(hash, length)
}

#[inline]
fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_that_models_were_written_with() {
        assert_eq!(of("Putin".chars()), 0);
        assert_eq!(mix(1, 2), 0);
    }
}
