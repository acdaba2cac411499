//! Quantiles of the normal distribution and logarithms in binary floating point, by operations that every machine rounds
//! alike: the libraries of different machines differ in the last digit, and a seed must give the same draws everywhere.
#![expect(clippy::float_arithmetic, reason = "what is computed has no unit; amounts are decimal")]
#![expect(clippy::excessive_precision, reason = "the coefficients stand as they were published")]

/// The multiple of the deviation below which a normal draw lies with a probability: algorithm AS 241, PPND16, of
/// M. J. Wichura, Applied Statistics 37 (1988), right to about 16 digits.
pub(super) fn normal(probability: f64) -> f64 {
    let centred = probability - 0.5;
    if (-0.425..=0.425).contains(&centred) {
        let r = 0.425 * 0.425 - centred * centred;
        return centred * polynomial(&NEAR, r) / polynomial(&NEAR_BELOW, r);
    }
    let tail = if centred < 0.0 { probability } else { 1.0 - probability };
    let r = (-logarithm(tail)).sqrt();
    let size = if r <= 5.0 {
        polynomial(&MIDDLE, r - 1.6) / polynomial(&MIDDLE_BELOW, r - 1.6)
    } else {
        polynomial(&FAR, r - 5.0) / polynomial(&FAR_BELOW, r - 5.0)
    };
    if centred < 0.0 { -size } else { size }
}

/// Coefficients of AS 241, from the constant term on.
const NEAR: [f64; 8] = [
    3.387_132_872_796_366_608,
    133.141_667_891_784_377_45,
    1_971.590_950_306_551_442_7,
    13_731.693_765_509_461_125,
    45_921.953_931_549_871_457,
    67_265.770_927_008_700_853,
    33_430.575_583_588_128_105,
    2_509.080_928_730_122_672_7,
];
const NEAR_BELOW: [f64; 8] = [
    1.0,
    42.313_330_701_600_911_252,
    687.187_007_492_057_908_3,
    5_394.196_021_424_751_107_7,
    21_213.794_301_586_595_867,
    39_307.895_800_092_710_61,
    28_729.085_735_721_942_674,
    5_226.495_278_852_854_561,
];
const MIDDLE: [f64; 8] = [
    1.423_437_110_749_683_577_34,
    4.630_337_846_156_545_295_9,
    5.769_497_221_460_691_405_5,
    3.647_848_324_763_204_605_04,
    1.270_458_252_452_368_382_58,
    0.241_780_725_177_450_611_77,
    0.022_723_844_989_269_184_583_3,
    0.000_774_545_014_278_341_407_64,
];
const MIDDLE_BELOW: [f64; 8] = [
    1.0,
    2.053_191_626_637_758_821_87,
    1.676_384_830_183_803_849_4,
    0.689_767_334_985_100_004_55,
    0.148_103_976_427_480_074_59,
    0.015_198_666_563_616_457_196_6,
    0.000_547_593_808_499_534_494_6,
    0.000_000_001_050_750_071_644_416_843_24,
];
const FAR: [f64; 8] = [
    6.657_904_643_501_103_777_2,
    5.463_784_911_164_114_369_9,
    1.784_826_539_917_291_335_8,
    0.296_560_571_828_504_891_23,
    0.026_532_189_526_576_123_093,
    0.001_242_660_947_388_078_438_6,
    0.000_027_115_555_687_434_875_781_5,
    0.000_000_201_033_439_929_228_813_265,
];
const FAR_BELOW: [f64; 8] = [
    1.0,
    0.599_832_206_555_887_937_69,
    0.136_929_880_922_735_805_31,
    0.014_875_361_290_850_615_025,
    0.000_786_869_131_145_613_259_1,
    0.000_018_463_183_175_100_546_818,
    0.000_000_142_151_175_831_644_588_87,
    0.000_000_000_000_002_044_263_103_389_939_785_64,
];

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// The natural logarithm of a normal number above zero: its exponent, and the series of the inverse hyperbolic tangent for
/// what is left.
pub(super) fn logarithm(number: f64) -> f64 {
    const MANTISSA: u64 = (1 << 52) - 1;
    let bits = number.to_bits();
    let mut exponent = ((bits >> 52) & 0x7FF) as i32 - 1023;
    // Between 1 and 2, then between the halved and the whole root of two, where the series is short.
    let mut rest = f64::from_bits((bits & MANTISSA) | (1023 << 52));
    if rest > std::f64::consts::SQRT_2 {
        rest /= 2.0;
        exponent += 1;
    }
    let ratio = (rest - 1.0) / (rest + 1.0);
    let square = ratio * ratio;
    // 1 + r^2/3 + r^4/5 + ...; r is below 0.172, so the twelfth term is below 10^-18.
    let series = (0..12).rev().fold(0.0, |sum, term| sum * square + 1.0 / f64::from(2 * term + 1));
    f64::from(exponent) * std::f64::consts::LN_2 + 2.0 * ratio * series
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks a float against a published figure, to some 15 digits.
    fn check(given: f64, expected: f64) {
        assert!((given - expected).abs() <= expected.abs().max(1.0) * 2e-15, "{given} is not {expected}");
    }

    #[test]
    fn logarithms_are_right() {
        // As tables have them.
        for (number, expected) in [
            (1.0, 0.0),
            (2.0, std::f64::consts::LN_2),
            (10.0, std::f64::consts::LN_10),
            (0.1, -std::f64::consts::LN_10),
            (std::f64::consts::E, 1.0),
            (1e-17, -39.143_946_580_898_78),
        ] {
            check(logarithm(number), expected);
        }
    }

    #[test]
    fn normal_quantiles_are_the_published_ones() {
        // The quantiles of the standard normal distribution, as statistical tables list them.
        for (probability, expected) in [
            (0.5, 0.0),
            (0.9, 1.281_551_565_544_600_4),
            (0.95, 1.644_853_626_951_472_7),
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_900_4),
            (0.1, -1.281_551_565_544_600_4),
            (0.000_1, -3.719_016_485_455_680_6),
            (1e-15, -7.941_345_326_170_997),
        ] {
            check(normal(probability), expected);
        }
    }
}
