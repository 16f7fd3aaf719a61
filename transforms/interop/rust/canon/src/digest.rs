//! Digests and tallies (section 4 of the specification).

use std::fmt;
use std::ops::AddAssign;

/// XXH3-128 with seed 0, as a number: the high 64 bits first.
pub fn digest(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}

/// 32 lower-case hexadecimal digits, as `xxhsum -H2` prints them.
pub fn digest_text(digest: u128) -> String {
    format!("{digest:032x}")
}

/// The number of records and the sum of their row digests modulo 2^128.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many records.
    pub count: u64,
    /// The sum of their row digests.
    pub sum: u128,
}

impl Tally {
    /// Adds one record, given its canonical bytes.
    pub fn add(&mut self, record: &[u8]) {
        *self += Tally { count: 1, sum: digest(record) };
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.count += other.count;
        self.sum = self.sum.wrapping_add(other.sum);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}, {:032x})", self.count, self.sum)
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The bytes that hexadecimal digits of either case stand for; none when the text is anything else.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect();
    let digits = digits?;
    if digits.len() % 2 != 0 {
        return None;
    }
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of no bytes is published with the algorithm.
    #[test]
    fn the_digest_is_xxh3_128_with_the_high_half_first() {
        assert_eq!(digest_text(digest(b"")), "99aa06d3014798d86001c324468d497f");
    }

    #[test]
    fn tallies_merge_by_adding_modulo_two_to_the_128th() {
        let mut tally = Tally { count: 1, sum: u128::MAX };
        tally += Tally { count: 2, sum: 3 };
        assert_eq!(tally, Tally { count: 3, sum: 2 });
    }

    #[test]
    fn hexadecimal_digits_go_both_ways() {
        assert_eq!(unhex("00fFa1").map(|b| hex(&b)).as_deref(), Some("00ffa1"));
        assert_eq!(unhex("0"), None);
        assert_eq!(unhex("zz"), None);
    }
}
