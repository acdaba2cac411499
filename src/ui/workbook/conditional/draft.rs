//! A rule while it is made: what the fields of the dialog hold, from a rule and back to one.

use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::text::Localized;
use tandem_core::workbook::{
    ColorToken, Comparison, Condition, ConditionalRule, ScaleStop, Style, StyleColor, Threshold,
};

use super::choices::{KINDS, Kind, LIMITS, OPERATORS, OTHERS, PLACES, SETS, TOPS, looks};
use super::mistakes::{Reader, Spot};

/// A limit: its place in the list of kinds, and its text.
#[derive(Clone, Copy)]
pub struct Limit {
    /// The kind.
    pub kind: RwSignal<usize>,
    /// The number, the formula or the share.
    pub text: RwSignal<String>,
}

impl Limit {
    fn new(kind: usize, text: &str) -> Self {
        Self { kind: RwSignal::new(kind), text: RwSignal::new(text.to_owned()) }
    }

    fn set(self, threshold: &Threshold) {
        let (kind, text) = match threshold {
            Threshold::Lowest => (0, String::new()),
            Threshold::Highest => (1, String::new()),
            Threshold::Value(operand) => (2, operand.clone()),
            Threshold::Percent(share) => (3, share.to_string()),
            Threshold::Percentile(share) => (4, share.to_string()),
        };
        self.kind.set(kind);
        self.text.set(text);
    }

    /// Whether its kind needs a text.
    pub fn has_text(self) -> bool {
        self.kind.get() > 1
    }

    fn read(self, at: Spot, reader: &mut Reader<'_>, areas: &[Area]) -> Threshold {
        debug_assert!(self.kind.get() < LIMITS.len(), "the kind is one of the list");
        reader.limit(at, self.kind.get(), &self.text.get(), areas)
    }
}

/// One stop of a scale.
#[derive(Clone, Copy)]
pub struct Stop {
    /// Where it stands.
    pub at: Limit,
    /// Its colour.
    pub color: RwSignal<StyleColor>,
}

/// What the fields hold. Fields of other kinds keep what they hold while another kind is looked at.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The cells, as they are typed.
    pub range: RwSignal<String>,
    /// The kind of rule, by its place in the list.
    pub kind: RwSignal<usize>,
    /// Operands of bands and comparisons.
    pub low: RwSignal<String>,
    /// The second one.
    pub high: RwSignal<String>,
    /// Whether the upper band is the good one.
    pub more_is_better: RwSignal<bool>,
    /// The ends of a bar and of a scale, and the middle of a scale.
    pub stops: [Stop; 3],
    /// Whether the scale has a colour in the middle.
    pub has_middle: RwSignal<bool>,
    /// The shapes, by their place in the list.
    pub set: RwSignal<usize>,
    /// Where each shape but the lowest begins.
    pub from: [Limit; 4],
    /// Whether the lowest number has the highest shape.
    pub reversed: RwSignal<bool>,
    /// Whether the shape stands alone.
    pub hides_value: RwSignal<bool>,
    /// How values are compared, by its place in the list.
    pub operator: RwSignal<usize>,
    /// Where a text is looked for, by its place in the list.
    pub place: RwSignal<usize>,
    /// The text.
    pub text: RwSignal<String>,
    /// The formula.
    pub formula: RwSignal<String>,
    /// What is largest or smallest, by its place in the list.
    pub top: RwSignal<usize>,
    /// How many.
    pub count: RwSignal<String>,
    /// The condition without operands, by its place in the list.
    pub other: RwSignal<usize>,
    /// The look of highlighted cells.
    pub style: RwSignal<Style>,
    /// Whether later rules do not count for them.
    pub stop: RwSignal<bool>,
}

fn chosen<T: Clone, U>(list: &[(T, U)], place: usize) -> Option<T> {
    list.get(place).or_else(|| list.first()).map(|(item, _)| item.clone())
}

fn place_of<T: PartialEq, U>(list: &[(T, U)], item: &T) -> usize {
    list.iter().position(|(known, _)| known == item).unwrap_or(0)
}

impl Draft {
    /// An empty dialog for some cells.
    #[must_use]
    pub fn new(range: String) -> Self {
        let text = || RwSignal::new(String::new());
        let flag = |value| RwSignal::new(value);
        let stop = |kind, share: &str, token: ColorToken| Stop {
            at: Limit::new(kind, share),
            color: RwSignal::new(token.into()),
        };
        let first_look = looks().into_iter().next().map(|(style, _)| style).unwrap_or_default();
        Self {
            range: RwSignal::new(range),
            kind: RwSignal::new(0),
            low: text(),
            high: text(),
            more_is_better: flag(true),
            stops: [
                stop(0, "", ColorToken::Accent),
                stop(4, "50", ColorToken::Warning),
                stop(1, "", ColorToken::Positive),
            ],
            has_middle: flag(false),
            set: RwSignal::new(0),
            from: [Limit::new(3, "33"), Limit::new(3, "67"), Limit::new(3, "75"), Limit::new(3, "80")],
            reversed: flag(false),
            hides_value: flag(false),
            operator: RwSignal::new(0),
            place: RwSignal::new(0),
            text: text(),
            formula: text(),
            top: RwSignal::new(0),
            count: RwSignal::new("10".to_owned()),
            other: RwSignal::new(0),
            style: RwSignal::new(first_look),
            stop: flag(false),
        }
    }

    /// The dialog for a rule that is there.
    #[must_use]
    pub fn of(range: String, rule: &ConditionalRule) -> Self {
        let draft = Self::new(range);
        let [first, middle, last] = draft.stops;
        let kind = match rule {
            ConditionalRule::Bands { low, high, more_is_better } => {
                draft.low.set(low.clone());
                draft.high.set(high.clone());
                draft.more_is_better.set(*more_is_better);
                Kind::Bands
            }
            ConditionalRule::Bar { low, high, color } => {
                first.at.set(low);
                last.at.set(high);
                first.color.set(*color);
                Kind::Bar
            }
            ConditionalRule::Scale(stops) => {
                draft.has_middle.set(stops.len() > 2);
                let places = if stops.len() > 2 { vec![first, middle, last] } else { vec![first, last] };
                for (place, stop) in places.into_iter().zip(stops) {
                    place.at.set(&stop.at);
                    place.color.set(stop.color);
                }
                Kind::Scale
            }
            ConditionalRule::Icons { set, from, reversed, hides_value } => {
                draft.set.set(place_of(&SETS, set));
                for (limit, threshold) in draft.from.iter().zip(from) {
                    limit.set(threshold);
                }
                draft.reversed.set(*reversed);
                draft.hides_value.set(*hides_value);
                Kind::Icons
            }
            ConditionalRule::Highlight { when, style, stop } => {
                draft.style.set(style.clone());
                draft.stop.set(*stop);
                draft.take_condition(when)
            }
        };
        draft.kind.set(place_of(&KINDS, &kind));
        draft
    }

    fn take_condition(self, when: &Condition) -> Kind {
        match when {
            Condition::Compare(comparison) => {
                self.operator.set(place_of(&OPERATORS, &comparison.operator));
                self.low.set(comparison.first.clone());
                self.high.set(comparison.second.clone());
                Kind::Compare
            }
            Condition::Text { place, text } => {
                self.place.set(place_of(&PLACES, place));
                self.text.set(text.clone());
                Kind::Text
            }
            Condition::Formula(formula) => {
                self.formula.set(formula.clone());
                Kind::Formula
            }
            Condition::Top { count, percent, bottom } => {
                self.top.set(place_of(&TOPS, &(*bottom, *percent)));
                self.count.set(count.to_string());
                Kind::Top
            }
            other => {
                self.other.set(place_of(&OTHERS, other));
                Kind::Other
            }
        }
    }

    /// The kind that is chosen; what asks follows it.
    #[must_use]
    pub fn kind(self) -> Kind {
        chosen(&KINDS, self.kind.get()).unwrap_or(Kind::Bands)
    }

    /// Takes another set of shapes, with limits that divide evenly.
    pub fn divide(self) {
        let count = chosen(&SETS, self.set.get_untracked()).map_or(3, |set| set.count());
        for (place, limit) in self.from.iter().enumerate() {
            let share = (place.saturating_add(1)).saturating_mul(100).checked_div(count).unwrap_or(0).min(100);
            limit.set(&Threshold::Percent(u8::try_from(share).unwrap_or(100)));
        }
    }

    /// The limits that the chosen shapes need.
    #[must_use]
    pub fn limits(self) -> Vec<Limit> {
        let count = chosen(&SETS, self.set.get()).map_or(3, |set| set.count());
        self.from.into_iter().take(count.saturating_sub(1)).collect()
    }

    /// The rule and its cells; what is wrong stands in the reader.
    pub fn read(self, reader: &mut Reader<'_>) -> (Vec<Area>, ConditionalRule) {
        let areas = reader.areas(&self.range.get());
        let rule = match self.kind() {
            Kind::Bands => {
                let low = reader.number(Spot::Low, &self.low.get(), &areas);
                let high = reader.number(Spot::High, &self.high.get(), &areas);
                reader.rising(&low, &high, Spot::High);
                ConditionalRule::Bands { low, high, more_is_better: self.more_is_better.get() }
            }
            Kind::Bar => {
                let [first, _, last] = self.stops;
                let low = first.at.read(Spot::Low, reader, &areas);
                let high = last.at.read(Spot::High, reader, &areas);
                reader.limits_rising(&low, &high, Spot::High);
                ConditionalRule::Bar { low, high, color: first.color.get() }
            }
            Kind::Scale => ConditionalRule::Scale(self.read_stops(reader, &areas)),
            Kind::Icons => {
                let mut from: Vec<Threshold> = Vec::new();
                for (place, limit) in self.limits().into_iter().enumerate() {
                    let threshold = limit.read(Spot::From(place), reader, &areas);
                    if let Some(before) = from.last() {
                        reader.limits_rising(before, &threshold, Spot::From(place));
                    }
                    from.push(threshold);
                }
                let (reversed, hides_value) = (self.reversed.get(), self.hides_value.get());
                let set = chosen(&SETS, self.set.get()).unwrap_or(tandem_core::workbook::IconSet::Shapes3);
                ConditionalRule::Icons { set, from, reversed, hides_value }
            }
            kind => ConditionalRule::Highlight {
                when: self.read_condition(kind, reader, &areas),
                style: self.style.get(),
                stop: self.stop.get(),
            },
        };
        (areas, rule)
    }

    fn read_stops(self, reader: &mut Reader<'_>, areas: &[Area]) -> Vec<ScaleStop> {
        let [first, middle, last] = self.stops;
        let mut places = vec![(first, Spot::Low)];
        if self.has_middle.get() {
            places.push((middle, Spot::Middle));
        }
        places.push((last, Spot::High));
        let mut stops: Vec<ScaleStop> = Vec::new();
        for (stop, spot) in places {
            let at = stop.at.read(spot, reader, areas);
            if let Some(before) = stops.last() {
                reader.limits_rising(&before.at, &at, spot);
            }
            stops.push(ScaleStop { at, color: stop.color.get() });
        }
        stops
    }

    fn read_condition(self, kind: Kind, reader: &mut Reader<'_>, areas: &[Area]) -> Condition {
        match kind {
            Kind::Formula => Condition::Formula(reader.truth(Spot::Formula, &self.formula.get(), areas)),
            Kind::Compare => {
                let operator = chosen(&OPERATORS, self.operator.get());
                let operator = operator.unwrap_or(tandem_core::workbook::Operator::Greater);
                let first = reader.value(Spot::Low, &self.low.get(), areas);
                let second = if operator.has_second() {
                    let second = reader.value(Spot::High, &self.high.get(), areas);
                    reader.rising(&first, &second, Spot::High);
                    second
                } else {
                    String::new()
                };
                Condition::Compare(Comparison { operator, first, second })
            }
            Kind::Text => {
                let place = chosen(&PLACES, self.place.get()).unwrap_or(tandem_core::workbook::TextPlace::Contains);
                Condition::Text { place, text: reader.value(Spot::Text, &self.text.get(), areas) }
            }
            Kind::Top => {
                let (bottom, percent) = chosen(&TOPS, self.top.get()).unwrap_or_default();
                Condition::Top { count: reader.count(Spot::Count, &self.count.get(), percent), percent, bottom }
            }
            _ => chosen(&OTHERS, self.other.get()).unwrap_or(Condition::Duplicate),
        }
    }
}

/// The words of a list of choices.
pub fn words<T>(list: &[(T, tandem_core::text::Text)]) -> Vec<Localized> {
    list.iter().map(|(_, text)| Localized::from(*text)).collect()
}
