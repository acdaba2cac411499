//! Whether the brands of all parties weigh the same when they stand side by side.
//!
//! Two partners who present together must not look like a vendor with a supplier. What decides it is what the eye meets first:
//! whether everyone has a logo, how large the logos come out, and how well the colours are seen and told apart.

use rust_decimal::Decimal;

use super::{Color, Party};
use crate::number::{Arithmetic as _, power, round};
use crate::text::{Language, Localized};

/// The box that Present draws every logo in, in pixels: a logo fills it as far as its proportions let it.
pub const LOGO_BOX_PX: (u32, u32) = (120, 24);
/// From this many tenths on, one logo covers visibly more than another.
const MORE_TENTHS: u64 = 16;
/// What WCAG 2.2 asks of the contrast of graphics, in tenths.
const CONTRAST_TENTHS: u32 = 30;
/// The grounds of the light and of the dark theme.
const GROUNDS: [Color; 2] =
    [Color { red: 0xff, green: 0xff, blue: 0xff }, Color { red: 0x14, green: 0x1e, blue: 0x1d }];
/// Colours nearer than this, as the sum of their distances in red, green and blue, are hard to tell apart.
const NEAR: u32 = 60;

/// One way in which brands do not weigh the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imbalance {
    /// One party has a logo, another has none.
    LogoMissing {
        /// The one that has.
        with: Localized,
        /// The one that has not.
        without: Localized,
    },
    /// One logo comes out larger than another.
    LogoLarger {
        /// The party of the larger one.
        larger: Localized,
        /// The party of the smaller one.
        smaller: Localized,
        /// How many times the area, in tenths.
        tenths: u64,
    },
    /// A colour is hard to see.
    Faint {
        /// The party.
        party: Localized,
        /// Whether in the light theme; otherwise in the dark one.
        on_light: bool,
        /// Its contrast with the ground, in tenths.
        contrast_tenths: u32,
    },
    /// Two colours are hard to tell apart.
    Alike {
        /// One party.
        first: Localized,
        /// The other one.
        second: Localized,
    },
}

impl Imbalance {
    /// What is uneven, and what would mend it.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let tenths = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
        match (self, language) {
            (Self::LogoMissing { with, without }, Language::English) => {
                format!("{} has a logo, {} has none. Give each of them one, or none.", with.en, without.en)
            }
            (Self::LogoMissing { with, without }, Language::Japanese) => {
                format!(
                    "{}にはロゴがありますが、{}にはありません。全員分を揃えるか、なしにしてください。",
                    with.ja, without.ja
                )
            }
            (Self::LogoLarger { larger, smaller, tenths: times }, Language::English) => format!(
                "The logo of {} comes out {} times as large as that of {}. A version of similar proportions evens it out.",
                larger.en,
                tenths(*times),
                smaller.en
            ),
            (Self::LogoLarger { larger, smaller, tenths: times }, Language::Japanese) => format!(
                "{}のロゴは{}のロゴの{}倍の大きさで表示されます。縦横比の近いロゴを使うと揃います。",
                larger.ja,
                smaller.ja,
                tenths(*times)
            ),
            (Self::Faint { party, on_light, contrast_tenths }, Language::English) => format!(
                "The colour of {} is faint in the {} theme: contrast {}:1, at least 3:1 is needed.",
                party.en,
                if *on_light { "light" } else { "dark" },
                tenths(u64::from(*contrast_tenths))
            ),
            (Self::Faint { party, on_light, contrast_tenths }, Language::Japanese) => format!(
                "{}の色は{}テーマで見えにくくなります（コントラスト比{}:1、3:1以上が必要）。",
                party.ja,
                if *on_light { "ライト" } else { "ダーク" },
                tenths(u64::from(*contrast_tenths))
            ),
            (Self::Alike { first, second }, Language::English) => {
                format!("The colours of {} and {} are hard to tell apart.", first.en, second.en)
            }
            (Self::Alike { first, second }, Language::Japanese) => {
                format!("{}と{}の色は見分けにくい組み合わせです。", first.ja, second.ja)
            }
        }
    }
}

/// Every way in which the brands do not weigh the same. Each party comes with the size of its logo in pixels, once that is
/// known.
#[must_use]
pub fn imbalances(brands: &[(&Party, Option<(u32, u32)>)]) -> Vec<Imbalance> {
    let mut found = Vec::new();
    let name = |party: &Party| party.name.clone();
    if let Some((with, _)) = brands.iter().find(|(party, _)| party.logo.is_some()) {
        let without = brands.iter().filter(|(party, _)| party.logo.is_none());
        found.extend(without.map(|(party, _)| Imbalance::LogoMissing { with: name(with), without: name(party) }));
    }
    let drawn = brands.iter().filter_map(|(party, size)| Some((*party, drawn_area(size.as_ref().copied()?)?)));
    let drawn: Vec<(&Party, u64)> = drawn.collect();
    if let (Some((larger, most)), Some((smaller, least))) =
        (drawn.iter().max_by_key(|(_, area)| *area), drawn.iter().min_by_key(|(_, area)| *area))
    {
        let tenths = most.saturating_mul(10) / (*least).max(1);
        if tenths >= MORE_TENTHS {
            found.push(Imbalance::LogoLarger { larger: name(larger), smaller: name(smaller), tenths });
        }
    }
    let colored: Vec<(&Party, Color)> = brands.iter().filter_map(|(party, _)| Some((*party, party.color?))).collect();
    for (place, (party, color)) in colored.iter().enumerate() {
        for (ground, on_light) in GROUNDS.into_iter().zip([true, false]) {
            if let Some(contrast_tenths) = contrast_tenths(*color, ground).filter(|tenths| *tenths < CONTRAST_TENTHS) {
                found.push(Imbalance::Faint { party: name(party), on_light, contrast_tenths });
            }
        }
        let later = colored.iter().skip(place.saturating_add(1));
        let near = later.filter(|(_, other)| distance(*color, *other) < NEAR);
        found.extend(near.map(|(other, _)| Imbalance::Alike { first: name(party), second: name(other) }));
    }
    found
}

/// The area that a logo covers in its box, in square pixels; nothing for one without a size.
fn drawn_area((width, height): (u32, u32)) -> Option<u64> {
    let (most_width, most_height) = (u64::from(LOGO_BOX_PX.0), u64::from(LOGO_BOX_PX.1));
    let (width, height) = (u64::from(width), u64::from(height));
    // Drawn as high as the box, unless it is then too wide.
    let wide = width.checked_mul(most_height)?.checked_div(height)?;
    let high = height.checked_mul(most_width)?.checked_div(width)?;
    Some(if wide <= most_width { wide.saturating_mul(most_height) } else { most_width.saturating_mul(high) })
}

fn distance(a: Color, b: Color) -> u32 {
    [(a.red, b.red), (a.green, b.green), (a.blue, b.blue)].into_iter().map(|(a, b)| u32::from(a.abs_diff(b))).sum()
}

/// The contrast of two colours as WCAG 2.2 defines it, `(lighter + 0.05) / (darker + 0.05)`, in tenths.
fn contrast_tenths(a: Color, b: Color) -> Option<u32> {
    let (a, b) = (luminance(a)?, luminance(b)?);
    let ground = Decimal::new(5, 2);
    let ratio = a.max(b).checked_add(ground)?.over(a.min(b).checked_add(ground)?)?;
    u32::try_from(round(ratio.checked_mul(Decimal::TEN)?, 0)?).ok()
}

/// The relative luminance of a colour as WCAG 2.2 defines it, 0 for black to 1 for white.
fn luminance(color: Color) -> Option<Decimal> {
    let part = |value: u8, weight: Decimal| {
        let value = Decimal::from(value).over(Decimal::from(255))?;
        let linear = if value <= Decimal::new(4045, 5) {
            value.over(Decimal::new(1292, 2))?
        } else {
            let base = value.checked_add(Decimal::new(55, 3))?.over(Decimal::new(1055, 3))?;
            power(base, Decimal::new(24, 1))?
        };
        linear.checked_mul(weight)
    };
    let [red, green, blue] = [Decimal::new(2126, 4), Decimal::new(7152, 4), Decimal::new(722, 4)];
    part(color.red, red)?.checked_add(part(color.green, green)?)?.checked_add(part(color.blue, blue)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::PartyRole;

    fn party(name: &str, color: Option<&str>, has_logo: bool) -> Party {
        Party {
            id: name.into(),
            name: Localized::same(name),
            role: PartyRole::Partner,
            color: color.and_then(Color::parse),
            logo: has_logo.then(|| "data:image/png;base64,".to_owned()),
        }
    }

    /// Contrasts as the working group's own examples and the formula by hand give them.
    #[test]
    fn contrast_is_that_of_wcag() {
        for (a, b, expected) in [
            ("#000000", "#ffffff", 210),
            ("#ffffff", "#ffffff", 10),
            // The greys that are known for passing 4.5:1 and just missing it on white.
            ("#767676", "#ffffff", 45),
            ("#949494", "#ffffff", 30),
        ] {
            let (a, b) = (Color::parse(a).unwrap(), Color::parse(b).unwrap());
            assert_eq!(contrast_tenths(a, b), Some(expected), "{a:?} {b:?}");
        }
    }

    #[test]
    fn even_brands_are_not_complained_of() {
        let (a, b) = (party("A", Some("#0b7a75"), true), party("B", Some("#b8621b"), true));
        assert_eq!(imbalances(&[(&a, Some((240, 60))), (&b, Some((400, 110)))]), []);
        let (a, b) = (party("A", None, false), party("B", None, false));
        assert_eq!(imbalances(&[(&a, None), (&b, None)]), []);
    }

    #[test]
    fn each_unevenness_is_told_once_with_what_mends_it() {
        let (a, b, c) =
            (party("A", Some("#fff4c2"), true), party("B", Some("#0b7a75"), true), party("C", Some("#0c7b80"), false));
        let found = imbalances(&[(&a, Some((600, 100))), (&b, Some((100, 100))), (&c, None)]);
        let texts: Vec<String> = found.iter().map(|one| one.text(Language::English)).collect();
        assert_eq!(
            texts,
            [
                "A has a logo, C has none. Give each of them one, or none.",
                // 120 by 20 pixels against 24 by 24.
                "The logo of A comes out 4.1 times as large as that of B. A version of similar proportions evens it out.",
                "The colour of A is faint in the light theme: contrast 1.1:1, at least 3:1 is needed.",
                "The colours of B and C are hard to tell apart.",
            ]
        );
        assert!(found.iter().all(|one| one.text(Language::Japanese).ends_with('。')));
    }
}
