//! Where do random draws come from? From `(seed, number of the draw)` alone.
//!
//! Every draw of a bootstrap or permutation test has its own stream, so that the result is the same whatever
//! the number of threads and whatever the order in which they work.
//!
//! The generator is `SplitMix64`: Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
//! OOPSLA 2014, with the constants of Vigna's public-domain `splitmix64.c`. It is counter-based: output `i` of a
//! stream is a bijective mix of `start + i · GAMMA`. Not for secrets.

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of random numbers that depends only on a seed and a draw number.
#[derive(Debug, Clone)]
pub struct Stream {
    state: u64,
}

impl Stream {
    /// The stream of draw `number` under `seed`. Streams of one seed start at different states, since the mix
    /// is a bijection.
    pub fn new(seed: u64, number: u64) -> Self {
        let start = mix(seed.wrapping_add(GAMMA)).wrapping_add(number.wrapping_mul(GAMMA));
        Self { state: mix(start) }
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        mix(self.state)
    }

    /// A whole number in `0..bound`, or 0 when `bound` is 0. The bias of one multiplication (Lemire 2019)
    /// without rejection is below `bound / 2^64`.
    pub fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.bits()) * bound as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number in `[0, 1)`, a multiple of 2⁻⁵³.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Outputs of Vigna's C program for the seed 1234567, as published on Rosetta Code.
    #[test]
    fn the_generator_is_splitmix64() {
        let mut stream = Stream { state: 1_234_567 };
        let first: Vec<u64> = (0..5).map(|_| stream.bits()).collect();
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821
            ]
        );
    }

    #[test]
    fn a_draw_depends_on_seed_and_number_only() {
        let once: Vec<u64> = (0..4).map(|n| Stream::new(7, n).bits()).collect();
        let again: Vec<u64> = (0..4).rev().map(|n| Stream::new(7, n).bits()).rev().collect();
        assert_eq!(once, again);
        assert_ne!(Stream::new(7, 0).bits(), Stream::new(7, 1).bits());
        assert_ne!(Stream::new(7, 0).bits(), Stream::new(8, 0).bits());
    }

    /// Chi-square over 10 cells with 100,000 numbers; 33.7 is the 0.9999 quantile at 9 degrees of freedom.
    #[test]
    fn numbers_below_a_bound_are_even() {
        let mut cells = [0.0_f64; 10];
        for number in 0..1000 {
            let mut stream = Stream::new(42, number);
            for _ in 0..100 {
                cells[stream.below(10)] += 1.0;
            }
        }
        let chi: f64 = cells.iter().map(|n| (n - 1e4).powi(2) / 1e4).sum();
        assert!(chi < 33.7, "chi-square {chi}");
        assert_eq!(Stream::new(1, 1).below(0), 0);
    }
}
