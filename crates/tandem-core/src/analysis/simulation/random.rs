//! Random numbers: xoshiro256** 1.0 of David Blackman and Sebastiano Vigna (public domain, prng.di.unimi.it), seeded by
//! their SplitMix64 as they advise. It has a period of 2^256 - 1 and passes the statistical tests that are known.
//!
//! Every input draws from a stream of its own, so that adding an input leaves what the others draw as it is.

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(super) struct Random {
    state: [u64; 4],
}

impl Random {
    /// One of the streams of a seed.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        // Each stream takes four words of the sequence that the seed begins.
        let mut words = SplitMix(seed.wrapping_add(stream.wrapping_mul(4).wrapping_mul(SplitMix::STEP)));
        let state = [words.next(), words.next(), words.next(), words.next()];
        // All zeros is the one state that stays as it is; no seed is known to give it.
        Self { state: if state == [0; 4] { [SplitMix::STEP; 4] } else { state } }
    }

    /// The next 64 random bits.
    pub(super) const fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let (c_next, d_next) = (c ^ a, d ^ b);
        self.state = [a ^ d_next, b ^ c_next, c_next ^ (b << 17), d_next.rotate_left(45)];
        result
    }
}

/// A number for one run of a seed that looks like no other's.
pub(super) const fn mixed(seed: u64, run: u32) -> u64 {
    SplitMix(seed ^ (run as u64).wrapping_mul(0xA076_1D64_78BD_642F)).next()
}

/// SplitMix64: a counter and a function that mixes its bits.
struct SplitMix(u64);

impl SplitMix {
    const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::STEP);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seeder_gives_the_published_sequence() {
        // For the seed 1234567, as Rosetta Code lists it for Vigna's splitmix64.c.
        let mut words = SplitMix(1_234_567);
        let given: Vec<u64> = (0..5).map(|_| words.next()).collect();
        let expected: [u64; 5] = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(given, expected);
    }

    #[test]
    fn the_generator_gives_the_published_sequence() {
        // From the state 1, 2, 3, 4, as the test of the crate rand_xoshiro has it from the reference implementation.
        let mut random = Random { state: [1, 2, 3, 4] };
        let given: Vec<u64> = (0..10).map(|_| random.next()).collect();
        let expected: [u64; 10] = [
            11_520,
            0,
            1_509_978_240,
            1_215_971_899_390_074_240,
            1_216_172_134_540_287_360,
            607_988_272_756_665_600,
            16_172_922_978_634_559_625,
            8_476_171_486_693_032_832,
            10_595_114_339_597_558_777,
            2_904_607_092_377_533_576,
        ];
        assert_eq!(given, expected);
    }

    #[test]
    fn streams_and_seeds_differ() {
        let first = |seed, stream| Random::new(seed, stream).next();
        let all = [first(1, 0), first(1, 1), first(2, 0), first(2, 1), mixed(1, 0), mixed(1, 1), mixed(2, 0)];
        let mut different = all.to_vec();
        different.sort_unstable();
        different.dedup();
        assert_eq!(different.len(), all.len());
        assert_eq!(first(1, 0), first(1, 0));
    }
}
