//! From the rules of a file to rules of Tandem for how cells look because of what they hold.

use tandem_core::cell::{Area, CellAddress, SheetId};
use tandem_core::edit::Edit;
use tandem_core::formula::read_a1;
use tandem_core::limits::MAX_PARTS;
use tandem_core::number::{self, TypedContent};
use tandem_core::workbook::{
    Comparison, Condition, ConditionalFormat, ConditionalRule, IconSet, ScaleStop, Style, StyleColor, TextPlace,
    Threshold, anchor,
};

use super::build::Builder;
use super::conditional::{RawRule, RawStop, in_order};
use super::overlay::operator;
use crate::look;
use crate::report::LossKind;
use crate::write::{band_colors, band_formulas};

/// How many rules of a file stand for bands: shapes, and a colour for each band.
const BAND_RULES: usize = 4;

impl Builder {
    pub(super) fn conditional_formats(&mut self, sheet: SheetId, rules: Vec<RawRule>) {
        let rules = in_order(rules);
        let mut formats: Vec<ConditionalFormat> = Vec::new();
        let mut rest = rules.as_slice();
        while let Some(raw) = rest.first() {
            let areas: Option<Vec<Area>> = raw.areas.split_whitespace().map(|text| read_a1(sheet, text)).collect();
            let areas = areas.filter(|areas| !areas.is_empty() && formats.len() < MAX_PARTS);
            let Some((areas, host)) = areas.and_then(|areas| anchor(&areas).map(|host| (areas, host))) else {
                self.report.at(LossKind::UnreadConditionalFormats, || raw.areas.clone());
                rest = rest.get(1..).unwrap_or_default();
                continue;
            };
            let bands = self.bands(rest, host);
            let taken = if bands.is_some() { BAND_RULES } else { 1 };
            rest = rest.get(taken..).unwrap_or_default();
            let Some((rule, is_whole)) = bands.map(|bands| (bands, true)).or_else(|| self.rule(raw, &areas, host))
            else {
                self.lose(host);
                continue;
            };
            if !is_whole {
                self.lose(host);
            }
            match formats.last_mut() {
                Some(last) if last.areas == areas && last.rules.len() < MAX_PARTS => last.rules.push(rule),
                _ => formats.push(ConditionalFormat { areas, rules: vec![rule] }),
            }
        }
        self.set_formats(sheet, formats);
    }

    /// Sets the rules; where one of them is refused, the others stay.
    fn set_formats(&mut self, sheet: SheetId, formats: Vec<ConditionalFormat>) {
        let set = |formats: Vec<ConditionalFormat>| Edit::SetConditionalFormats { sheet, formats };
        if formats.is_empty() || self.apply(set(formats.clone())).is_ok() {
            return;
        }
        let mut kept = Vec::new();
        for format in formats {
            let host = anchor(&format.areas);
            if self.apply(set(vec![format.clone()])).is_ok() {
                kept.push(format);
            } else if let Some(host) = host {
                self.lose(host);
            }
        }
        let _ = self.apply(set(kept));
    }

    fn lose(&mut self, host: CellAddress) {
        let place = self.place(host);
        self.report.at(LossKind::UnreadConditionalFormats, || place);
    }

    /// A rule, and whether all of it is taken over.
    fn rule(&mut self, raw: &RawRule, areas: &[Area], host: CellAddress) -> Option<(ConditionalRule, bool)> {
        match raw.kind.as_str() {
            "colorScale" => {
                let colors: Option<Vec<StyleColor>> = raw.colors.iter().map(|color| color.map(look::fill_of)).collect();
                let colors = colors.filter(|colors| colors.len() == raw.stops_at.len())?;
                let stops: Option<Vec<ScaleStop>> = raw
                    .stops_at
                    .iter()
                    .zip(colors)
                    .map(|(stop, color)| Some(ScaleStop { at: self.threshold(stop, areas, host)?, color }))
                    .collect();
                Some((ConditionalRule::Scale(stops?), true))
            }
            "dataBar" => {
                let [low, high] = raw.stops_at.as_slice() else { return None };
                let color = look::text_of((*raw.colors.first()?)?);
                let low = self.threshold(low, areas, host)?;
                let high = self.threshold(high, areas, host)?;
                Some((ConditionalRule::Bar { low, high, color }, !raw.hides_value))
            }
            "iconSet" => self.icons(raw, areas, host),
            _ => {
                let (style, is_whole) = match raw.format.and_then(|id| self.conditional_styles.get(id)) {
                    Some(format) => (format.style.clone(), !format.loses_look && format.unread_code.is_none()),
                    None => (Style::default(), true),
                };
                let when = self.condition(raw, host)?;
                Some((ConditionalRule::Highlight { when, style, stop: raw.stops }, is_whole))
            }
        }
    }

    fn condition(&mut self, raw: &RawRule, host: CellAddress) -> Option<Condition> {
        let place = match raw.kind.as_str() {
            "containsText" => Some(TextPlace::Contains),
            "notContainsText" => Some(TextPlace::NotContains),
            "beginsWith" => Some(TextPlace::Begins),
            "endsWith" => Some(TextPlace::Ends),
            _ => None,
        };
        if let (Some(place), Some(text)) = (place, raw.text.as_deref().filter(|text| !text.is_empty())) {
            return Some(Condition::Text { place, text: words(text) });
        }
        Some(match raw.kind.as_str() {
            "cellIs" => {
                let operator = operator(&raw.operator)?;
                let first = self.given(raw.formulas.first()?, host)?;
                let second =
                    if operator.has_second() { self.given(raw.formulas.get(1)?, host)? } else { String::new() };
                Condition::Compare(Comparison { operator, first, second })
            }
            "duplicateValues" => Condition::Duplicate,
            "uniqueValues" => Condition::Unique,
            "top10" => Condition::Top { count: raw.rank.unwrap_or(10), percent: raw.is_percent, bottom: raw.is_bottom },
            "aboveAverage" if raw.has_deviation => return None,
            "aboveAverage" => Condition::Average { below: raw.is_below },
            "containsBlanks" => Condition::Blank,
            "notContainsBlanks" => Condition::NotBlank,
            "containsErrors" => Condition::Error,
            "notContainsErrors" => Condition::NotError,
            // Conditions of other names, such as those about days, say in a formula what they ask.
            _ => {
                let formula = self.operand(raw.formulas.first()?, host)?;
                Condition::Formula(if formula.starts_with('=') { formula } else { format!("={formula}") })
            }
        })
    }

    fn icons(&mut self, raw: &RawRule, areas: &[Area], host: CellAddress) -> Option<(ConditionalRule, bool)> {
        let (set, is_same) = match raw.icons.as_str() {
            "3Arrows" => (IconSet::Arrows3, true),
            "3ArrowsGray" => (IconSet::Arrows3, false),
            "3Triangles" => (IconSet::Triangles3, true),
            "3Signs" => (IconSet::Shapes3, true),
            // Lights differ by their colour alone; these differ by their form as well.
            "3TrafficLights1" | "3TrafficLights2" | "3Flags" => (IconSet::Shapes3, false),
            "3Symbols2" => (IconSet::Signs3, true),
            "3Symbols" => (IconSet::Signs3, false),
            "4Arrows" => (IconSet::Arrows4, true),
            "4ArrowsGray" => (IconSet::Arrows4, false),
            "4Rating" => (IconSet::Bars4, true),
            "5Arrows" => (IconSet::Arrows5, true),
            "5ArrowsGray" => (IconSet::Arrows5, false),
            "5Quarters" => (IconSet::Quarters5, true),
            "5Boxes" | "5Rating" => (IconSet::Quarters5, false),
            _ => return None,
        };
        // The first shape begins wherever the numbers do.
        let from = raw.stops_at.get(1..)?;
        let is_whole = is_same && !raw.is_custom && from.iter().all(|stop| !stop.is_above);
        let from: Option<Vec<Threshold>> = from.iter().map(|stop| self.threshold(stop, areas, host)).collect();
        let from = from.filter(|from| from.len().checked_add(1) == Some(set.count()))?;
        Some((ConditionalRule::Icons { set, from, reversed: raw.is_reversed, hides_value: raw.hides_value }, is_whole))
    }

    fn threshold(&mut self, stop: &RawStop, areas: &[Area], host: CellAddress) -> Option<Threshold> {
        let share = || crate::digits::read(&stop.value).and_then(|share| u8::try_from(share.round()).ok());
        Some(match stop.kind.as_str() {
            "min" => Threshold::Lowest,
            "max" => Threshold::Highest,
            // A bar that nobody set ends for begins at zero, unless there are numbers below it; and so at its other end.
            "autoMin" => Threshold::Value(with_zero("MIN", areas)),
            "autoMax" => Threshold::Value(with_zero("MAX", areas)),
            "percent" => Threshold::Percent(share()?),
            "percentile" => Threshold::Percentile(share()?),
            "num" | "formula" => Threshold::Value(self.given(&stop.value, host)?),
            _ => return None,
        })
    }

    /// Bands, where the next rules are those that stand for them in files of ours.
    fn bands(&mut self, rules: &[RawRule], host: CellAddress) -> Option<ConditionalRule> {
        let [shapes, colors @ ..] = rules.get(..BAND_RULES)? else { return None };
        let [_, low, high] = shapes.stops_at.as_slice() else { return None };
        if shapes.icons != "3Signs" || colors.iter().any(|rule| rule.areas != shapes.areas) {
            return None;
        }
        let first = read_a1(host.sheet, shapes.areas.split_whitespace().next()?)?.first();
        let formulas = band_formulas(&Area::of(first).a1(), &low.value, &high.value);
        let more_is_better = !shapes.is_reversed;
        let fills = band_colors(more_is_better);
        for (rule, (formula, fill)) in colors.iter().zip(formulas.iter().zip(fills)) {
            let style = rule.format.and_then(|id| self.conditional_styles.get(id)).map(|format| &format.style);
            let wanted = Style { fill: Some(fill.into()), ..Style::default() };
            if rule.formulas.first() != Some(formula) || style != Some(&wanted) {
                return None;
            }
        }
        let (low, high) = (self.given(&low.value, host)?, self.given(&high.value, host)?);
        Some(ConditionalRule::Bands { low, high, more_is_better })
    }

    /// An operand of a file: a text in quotation marks is the text, a truth is itself.
    fn given(&mut self, text: &str, host: CellAddress) -> Option<String> {
        if matches!(text, "TRUE" | "FALSE") {
            return Some(text.to_owned());
        }
        let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        match inner.filter(|inner| !inner.is_empty() && !inner.replace("\"\"", "").contains('"')) {
            Some(inner) => Some(words(&inner.replace("\"\"", "\""))),
            None => self.operand(text, host),
        }
    }
}

/// Words as a person types them, so that they are read as words.
fn words(text: &str) -> String {
    match number::typed(text, 0).content {
        TypedContent::Text(same) if same == text => same,
        _ => format!("'{text}"),
    }
}

/// A function of zero and the numbers of some areas.
fn with_zero(function: &str, areas: &[Area]) -> String {
    let areas: Vec<String> = areas.iter().map(|area| absolute(*area)).collect();
    format!("={function}(0,{})", areas.join(","))
}

/// An area that stays the same wherever its formula stands, such as `$A$1:$B$2`.
fn absolute(area: Area) -> String {
    let mut text = String::new();
    let mut was_letter = false;
    for character in area.a1().chars() {
        let is_letter = character.is_ascii_alphabetic();
        if character != ':' && (text.is_empty() || text.ends_with(':') || was_letter && !is_letter) {
            text.push('$');
        }
        text.push(character);
        was_letter = is_letter;
    }
    text
}
