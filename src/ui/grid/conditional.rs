//! How cells look because of what they hold: rules are looked up for the cells in sight, and drawn anew only where another
//! cell changed what they say.

use std::collections::HashMap;

use leptos::prelude::*;
use tandem_core::grid::Place;
use tandem_core::number::round;
use tandem_core::text::Language;
use tandem_core::workbook::{Bar, Blend, Color, ColorToken, Icon, IconSet, Look, LookRules, StyleColor};

use super::condition_icon::{Sign, sign};
use super::merging::begun_before;
use super::paint::readable_on;
use super::state::GridState;

/// The rules of the sheet as they were read last, and what they said of the cells that were drawn.
pub struct Looked {
    revision: Option<u64>,
    rules: LookRules,
    drawn: HashMap<Place, Look>,
}

/// Where a grid keeps them.
pub type Conditions = StoredValue<Looked, LocalStorage>;

/// Nothing has been looked up.
#[must_use]
pub fn conditions() -> Conditions {
    StoredValue::new_local(Looked { revision: None, rules: LookRules::default(), drawn: HashMap::new() })
}

/// Cells that are remembered at most while the page scrolls without a change of the workbook; those out of sight are then
/// forgotten.
const MOST_DRAWN: usize = 8_000;

impl GridState {
    /// How a cell looks because of what it holds; nothing for most cells.
    #[must_use]
    pub fn look(self, at: Place) -> Option<Look> {
        self.with_rules(|grid, looked| {
            let address = grid.sheet.at(at);
            if looked.rules.is_empty() || !looked.rules.concern(address) {
                return None;
            }
            let rules = &looked.rules;
            let look = grid.sheet.session().with(|workbook| rules.of(workbook, address))?;
            if looked.drawn.len() >= MOST_DRAWN {
                looked.drawn.retain(|place, _| grid.is_drawn(*place));
            }
            looked.drawn.insert(at, look.clone());
            Some(look)
        })
    }

    /// The word for how a cell looks, for those who listen.
    #[must_use]
    pub fn look_word(self, at: Place, language: Language) -> Option<&'static str> {
        let look = self.look(at)?;
        Some(Highlight::of(&look)?.sign?.word.get(language))
    }

    /// Has the cells drawn again of which the rules say something else than before, for as long as the grid is on the page.
    pub fn follow_rules(self) {
        let revision = self.sheet.session().revision();
        Effect::new(move |_| {
            revision.track();
            let changed = untrack(|| self.with_rules(Self::changed_looks));
            self.sheet.session().look_again(&changed.unwrap_or_default());
        });
    }

    /// The cells in sight of which the rules say something else than when they were drawn.
    fn changed_looks(self, looked: &mut Looked) -> Option<Vec<tandem_core::cell::CellAddress>> {
        if looked.rules.is_empty() && looked.drawn.is_empty() {
            return None;
        }
        let mut drawn = HashMap::new();
        let mut changed = Vec::new();
        for place in self.drawn_places() {
            let address = self.sheet.at(place);
            let before = looked.drawn.remove(&place);
            let rules = &looked.rules;
            let now = rules.concern(address).then(|| self.sheet.session().with(|workbook| rules.of(workbook, address)));
            let now = now.flatten();
            if before.clone().unwrap_or_default() != now.clone().unwrap_or_default() {
                changed.push(address);
            }
            if let Some(now) = now {
                drawn.insert(place, now);
            }
        }
        looked.drawn = drawn;
        Some(changed)
    }

    /// Asks the rules as they are at this moment.
    fn with_rules<T>(self, ask: impl FnOnce(Self, &mut Looked) -> Option<T>) -> Option<T> {
        let session = self.sheet.session();
        let revision = session.revision_now();
        let asked = self.conditions.try_update_value(|looked| {
            if looked.revision != Some(revision) {
                looked.rules = session.with(|workbook| LookRules::read(workbook, self.sheet.id())).unwrap_or_default();
                looked.revision = Some(revision);
            }
            ask(self, looked)
        });
        asked.flatten()
    }

    fn drawn_places(self) -> impl Iterator<Item = Place> {
        let (rows, columns) = (self.rows.get_untracked(), self.columns.get_untracked());
        let frozen = self.viewport.with_untracked(|viewport| (viewport.frozen_rows, viewport.frozen_columns));
        let (first_rows, first_columns) = begun_before(&self.sheet.merges(), &rows, &columns, frozen);
        let rows = (0..frozen.0).chain(first_rows).chain(rows);
        let columns: Vec<u32> = (0..frozen.1).chain(first_columns).chain(columns).collect();
        rows.flat_map(move |row| columns.clone().into_iter().map(move |column| Place::new(row, column)))
    }

    fn is_drawn(self, at: Place) -> bool {
        let frozen = self.viewport.with_untracked(|viewport| (viewport.frozen_rows, viewport.frozen_columns));
        let is_row = at.row < frozen.0 || self.rows.with_untracked(|rows| rows.contains(&at.row));
        is_row && (at.column < frozen.1 || self.columns.with_untracked(|columns| columns.contains(&at.column)))
    }
}

/// What a look has beyond a style, as values of style properties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlight {
    /// A bar, as a picture behind the value.
    pub image: Option<String>,
    /// A colour between two others.
    pub ground: Option<String>,
    /// The ink that is readable on it, where the theme's may not be.
    pub ink: Option<&'static str>,
    /// The shape before the value.
    pub sign: Option<Sign>,
    /// Whether the shape stands for the value.
    pub hides_value: bool,
}

impl Highlight {
    /// What a look has beyond a style; nothing for most.
    #[must_use]
    pub fn of(look: &Look) -> Option<Box<Self>> {
        let icon = look.icon.or_else(|| status(look));
        let highlight = Self {
            image: look.bar.map(image),
            ground: look.blend.map(ground),
            ink: look.blend.and_then(ink),
            sign: icon.and_then(sign),
            hides_value: look.hides_value,
        };
        (highlight != Self::default()).then(|| Box::new(highlight))
    }
}

/// The shape of a highlight in a colour that means good, attention or bad: a colour alone would tell some people nothing.
fn status(look: &Look) -> Option<Icon> {
    let token = |color: Option<StyleColor>| match color {
        Some(StyleColor::Theme(ColorToken::Negative)) => Some(0),
        Some(StyleColor::Theme(ColorToken::Warning)) => Some(1),
        Some(StyleColor::Theme(ColorToken::Positive)) => Some(2),
        _ => None,
    };
    let level = token(look.style.fill).or_else(|| token(look.style.color))?;
    Some(Icon { set: IconSet::Shapes3, level })
}

/// The bar, and where bars go both ways the line at zero.
fn image(bar: Bar) -> String {
    let end = bar.start.saturating_add(bar.length);
    let (from, to) = (percent(bar.start), percent(end));
    let color = format!("color-mix(in srgb, {} 38%, transparent)", variable(bar.color));
    let stretch = format!("linear-gradient(to right, transparent {from}, {color} {from} {to}, transparent {to})");
    let zero = if bar.is_negative { end } else { bar.start };
    if zero.is_zero() {
        return stretch;
    }
    let (zero, ink) = (percent(zero), "var(--color-text-muted)");
    let axis = format!(
        "linear-gradient(to right, transparent calc({zero} - 1px), {ink} calc({zero} - 1px) {zero}, transparent {zero})"
    );
    format!("{stretch}, {axis}")
}

/// The colour at a place between two others. Those of the theme are mixed with its ground, so that texts stay readable.
fn ground(blend: Blend) -> String {
    if let (StyleColor::Fixed(from), StyleColor::Fixed(to)) = (blend.from, blend.to) {
        return mixed(from, to, blend.share).hex();
    }
    let soft = |color: StyleColor| format!("color-mix(in srgb, {} 28%, var(--color-surface))", variable(color));
    format!("color-mix(in srgb, {} {}, {})", soft(blend.to), percent(blend.share), soft(blend.from))
}

fn ink(blend: Blend) -> Option<&'static str> {
    match (blend.from, blend.to) {
        (StyleColor::Fixed(from), StyleColor::Fixed(to)) => Some(readable_on(mixed(from, to, blend.share))),
        _ => None,
    }
}

type Share = rust_decimal::Decimal;

fn mixed(from: Color, to: Color, share: Share) -> Color {
    let permille = round(share.saturating_mul(Share::ONE_THOUSAND), 0).and_then(|share| i32::try_from(share).ok());
    let permille = permille.unwrap_or(0).clamp(0, 1000);
    let part = |from: u8, to: u8| {
        let sum = i32::from(from) * (1000 - permille) + i32::from(to) * permille;
        u8::try_from((sum + 500) / 1000).unwrap_or(u8::MAX)
    };
    Color { red: part(from.red, to.red), green: part(from.green, to.green), blue: part(from.blue, to.blue) }
}

fn percent(share: Share) -> String {
    let percent = round(share.saturating_mul(Share::ONE_HUNDRED), 1).unwrap_or_default();
    format!("{}%", percent.normalize())
}

/// A colour as the style sheet names it.
#[must_use]
pub fn variable(color: StyleColor) -> String {
    let name = match color {
        StyleColor::Fixed(color) => return color.hex(),
        StyleColor::Theme(ColorToken::Muted) => "text-muted",
        StyleColor::Theme(ColorToken::Accent) => "accent",
        StyleColor::Theme(ColorToken::Positive) => "positive",
        StyleColor::Theme(ColorToken::Negative) => "negative",
        StyleColor::Theme(ColorToken::Warning) => "warning",
    };
    format!("var(--color-{name})")
}

/// A shape in a cell or in a list, said by its word.
#[component]
pub fn SignView(
    /// The shape.
    sign: Sign,
    /// The language of its word.
    language: Language,
) -> impl IntoView {
    let class = format!("sign sign--{}{}", sign.tone, if sign.is_filled { "" } else { " sign--line" });
    view! {
        <svg class=class viewBox="0 0 16 16" role="img" aria-label=sign.word.get(language)>
            <path d=sign.path></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_core::workbook::Style;

    fn share(text: &str) -> Share {
        text.parse().unwrap()
    }

    #[test]
    fn bars_end_where_their_numbers_do_and_show_zero_where_they_go_both_ways() {
        let bar = |start: &str, length: &str, is_negative| {
            image(Bar { start: share(start), length: share(length), is_negative, color: ColorToken::Accent.into() })
        };
        let color = "color-mix(in srgb, var(--color-accent) 38%, transparent)";
        assert_eq!(
            bar("0", "0.333", false),
            format!("linear-gradient(to right, transparent 0%, {color} 0% 33.3%, transparent 33.3%)")
        );
        assert!(bar("0.1", "0.3", true).contains("calc(40% - 1px)"), "zero is at the right of what lies below it");
        assert!(bar("0.4", "0.3", false).contains("calc(40% - 1px)"));
    }

    #[test]
    fn fixed_colours_are_mixed_part_by_part_and_written_on_in_a_readable_ink() {
        let fixed = |text| StyleColor::Fixed(Color::parse(text).unwrap());
        let blend = |at| Blend { from: fixed("#000000"), to: fixed("#ffffff"), share: share(at) };
        for (at, expect, expect_ink) in
            [("0", "#000000", "#ffffff"), ("0.5", "#808080", "#ffffff"), ("1", "#ffffff", "#13211f")]
        {
            assert_eq!((ground(blend(at)).as_str(), ink(blend(at))), (expect, Some(expect_ink)), "{at}");
        }
        let themed = Blend { from: ColorToken::Negative.into(), ..blend("0.25") };
        assert!(ground(themed).contains("25%"));
        assert_eq!(ink(themed), None);
    }

    #[test]
    fn a_colour_that_means_something_comes_with_a_shape_and_a_word() {
        let filled = |token: ColorToken| {
            let style = Style { fill: Some(token.into()), ..Style::default() };
            let look = Look { style, ..Look::default() };
            Highlight::of(&look).and_then(|highlight| Some(highlight.sign?.word.en))
        };
        assert_eq!(filled(ColorToken::Negative), Some("Bad"));
        assert_eq!(filled(ColorToken::Warning), Some("Caution"));
        assert_eq!(filled(ColorToken::Positive), Some("Good"));
        assert_eq!(filled(ColorToken::Accent), None);
        assert_eq!(Highlight::of(&Look::default()), None);
    }
}
