//! What is wrong with what was typed in the dialog for rules, each at its field.

use rust_decimal::Decimal;
use tandem_core::cell::{Area, SheetId, Value};
use tandem_core::formula::{narrow, quote_sheet};
use tandem_core::number::{TypedContent, typed};
use tandem_core::text::{Localized, Text};
use tandem_core::workbook::{Threshold, Workbook, anchor};

use crate::i18n::fill;

/// A field of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The cells.
    Range,
    /// The first limit or operand.
    Low,
    /// The limit in the middle of a scale.
    Middle,
    /// The last limit or operand.
    High,
    /// The formula.
    Formula,
    /// The text that is looked for.
    Text,
    /// How many.
    Count,
    /// Where a shape but the lowest begins.
    From(usize),
}

impl Spot {
    /// The identity of its field on the page.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Range => "rule-range".to_owned(),
            Self::Low => "rule-low".to_owned(),
            Self::Middle => "rule-middle".to_owned(),
            Self::High => "rule-high".to_owned(),
            Self::Formula => "rule-formula".to_owned(),
            Self::Text => "rule-text".to_owned(),
            Self::Count => "rule-count".to_owned(),
            Self::From(place) => format!("rule-from-{place}"),
        }
    }
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The field.
    pub at: Spot,
    /// What is wrong.
    pub sentence: Localized,
}

const NO_RANGE: Text =
    Text::new("Say which cells, such as B2:B20.", "対象のセル範囲を入力してください（例：B2:B20）。");
const BAD_RANGE: Text = Text::new("“{text}” is no range of cells.", "「{text}」はセル範囲ではありません。");
const OTHER_SHEET: Text = Text::new("“{text}” lies on another sheet.", "「{text}」は別のシートの範囲です。");
const NO_NUMBER: Text =
    Text::new("Type a number, or a formula that begins with =.", "数値、または = で始まる数式を入力してください。");
const NO_VALUE: Text = Text::new("Type a value.", "値を入力してください。");
const NO_SHARE: Text = Text::new("Type a whole number from 0 to 100.", "0 から 100 までの整数を入力してください。");
const NO_COUNT: Text = Text::new("Type a whole number of 1 or more.", "1 以上の整数を入力してください。");
const NO_FORMULA: Text = Text::new("A formula begins with =.", "数式は = で始めてください。");
const NO_TRUTH: Text = Text::new(
    "For {cell}, the formula gives “{value}”. It must give TRUE or FALSE.",
    "{cell} での結果は「{value}」です。TRUE か FALSE になる数式を入力してください。",
);
const ORDER: Text = Text::new("This must be above the limit before it.", "前の境界より大きくしてください。");

/// Reads what was typed, and collects what is wrong.
pub struct Reader<'w> {
    workbook: &'w Workbook,
    sheet: SheetId,
    /// What is wrong so far.
    pub mistakes: Vec<Mistake>,
}

impl<'w> Reader<'w> {
    /// A reader for a rule of a sheet.
    #[must_use]
    pub const fn new(workbook: &'w Workbook, sheet: SheetId) -> Self {
        Self { workbook, sheet, mistakes: Vec::new() }
    }

    fn wrong(&mut self, at: Spot, sentence: Text, values: &[(&str, &str)]) {
        let sentence = Localized::of(|language| fill(sentence.get(language), values));
        self.mistakes.push(Mistake { at, sentence });
    }

    /// The areas that a text lists.
    pub fn areas(&mut self, text: &str) -> Vec<Area> {
        let narrowed = narrow(text).into_owned();
        let parts = narrowed.split([',', ';', '、', '\n']).map(str::trim).filter(|part| !part.is_empty());
        let mut areas = Vec::new();
        for part in parts {
            let here = format!("{}!{part}", quote_sheet(self.workbook.sheet_name(self.sheet)));
            let read = self.workbook.area(part).or_else(|_| self.workbook.area(&here));
            match read {
                Ok(area) if area.sheet == self.sheet => areas.push(area),
                Ok(_) => self.wrong(Spot::Range, OTHER_SHEET, &[("text", part)]),
                Err(_) => self.wrong(Spot::Range, BAD_RANGE, &[("text", part)]),
            }
        }
        if areas.is_empty() && self.mistakes.is_empty() {
            self.wrong(Spot::Range, NO_RANGE, &[]);
        }
        areas
    }

    /// An operand that must be a number or a formula.
    pub fn number(&mut self, at: Spot, text: &str, areas: &[Area]) -> String {
        let operand = operand(text);
        if operand.starts_with('=') {
            self.readable(at, &operand, areas);
        } else if self.fixed(&operand).is_none() {
            self.wrong(at, NO_NUMBER, &[]);
        }
        operand
    }

    /// An operand that may be a text as well.
    pub fn value(&mut self, at: Spot, text: &str, areas: &[Area]) -> String {
        let operand = operand(text);
        if operand.is_empty() {
            self.wrong(at, NO_VALUE, &[]);
        } else if operand.starts_with('=') {
            self.readable(at, &operand, areas);
        }
        operand
    }

    /// A formula that must say for each cell whether it is meant.
    pub fn truth(&mut self, at: Spot, text: &str, areas: &[Area]) -> String {
        let formula = operand(text);
        if !formula.starts_with('=') {
            self.wrong(at, NO_FORMULA, &[]);
        } else if self.readable(at, &formula, areas)
            && let Some(host) = anchor(areas)
            && let Ok(prepared) = self.workbook.engine().prepare(host, &formula)
        {
            let value = match self.workbook.engine().evaluate_prepared(&prepared, host) {
                Value::Array(array) => array.first().clone(),
                value => value,
            };
            if matches!(value, Value::Text(_) | Value::Error(_)) {
                self.wrong(at, NO_TRUTH, &[("cell", &host.a1()), ("value", &value.plain())]);
            }
        }
        formula
    }

    /// A limit of a bar, a scale or an icon by its place in the list of kinds.
    pub fn limit(&mut self, at: Spot, kind: usize, text: &str, areas: &[Area]) -> Threshold {
        match kind {
            0 => Threshold::Lowest,
            1 => Threshold::Highest,
            2 => Threshold::Value(self.number(at, text, areas)),
            _ => {
                let trimmed = narrow(text.trim()).into_owned();
                let share = trimmed.trim_end_matches('%').trim().parse().ok().filter(|share: &u8| *share <= 100);
                if share.is_none() {
                    self.wrong(at, NO_SHARE, &[]);
                }
                let share = share.unwrap_or(0);
                if kind == 3 { Threshold::Percent(share) } else { Threshold::Percentile(share) }
            }
        }
    }

    /// How many.
    pub fn count(&mut self, at: Spot, text: &str, is_percent: bool) -> u32 {
        let count: Option<u32> = narrow(text.trim()).parse().ok();
        let most = if is_percent { 100 } else { u32::MAX };
        match count.filter(|count| *count > 0 && *count <= most) {
            Some(count) => count,
            None => {
                self.wrong(at, if is_percent { NO_SHARE } else { NO_COUNT }, &[]);
                0
            }
        }
    }

    /// Holds that a later operand is above an earlier one, as far as both are known.
    pub fn rising(&mut self, low: &str, high: &str, at: Spot) {
        if let (Some(low), Some(high)) = (self.fixed(low), self.fixed(high))
            && low >= high
        {
            self.wrong(at, ORDER, &[]);
        }
    }

    /// The same for limits.
    pub fn limits_rising(&mut self, low: &Threshold, high: &Threshold, at: Spot) {
        let is_wrong = match (low, high) {
            (Threshold::Value(low), Threshold::Value(high)) => return self.rising(low, high, at),
            (Threshold::Percent(low), Threshold::Percent(high))
            | (Threshold::Percentile(low), Threshold::Percentile(high)) => low >= high,
            (Threshold::Highest, _) | (_, Threshold::Lowest) => true,
            _ => false,
        };
        if is_wrong {
            self.wrong(at, ORDER, &[]);
        }
    }

    /// The number that an operand is, unless it is a formula.
    fn fixed(&self, operand: &str) -> Option<Decimal> {
        match typed(operand, self.workbook.today()).content {
            TypedContent::Number(number) => Some(number),
            _ => None,
        }
    }

    fn readable(&mut self, at: Spot, formula: &str, areas: &[Area]) -> bool {
        let Some(host) = anchor(areas) else { return false };
        let Err(error) = self.workbook.engine().prepare(host, formula) else { return true };
        let sentence = Localized::of(|language| error.text(language));
        self.mistakes.push(Mistake { at, sentence });
        false
    }
}

/// An operand without spaces around it, and with the sign of a formula as the engine knows it.
fn operand(text: &str) -> String {
    let trimmed = text.trim();
    trimmed.strip_prefix('＝').map_or_else(|| trimmed.to_owned(), |rest| format!("={rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_core::edit::{CellEdit, Edit};

    fn workbook() -> (Workbook, SheetId) {
        let mut workbook = Workbook::new("rules");
        let at = workbook.cell("Sheet1!A1").unwrap();
        Edit::SetCells(vec![CellEdit::typed(at, "word")]).apply(&mut workbook).unwrap();
        Edit::AddSheet { name: "Other".to_owned(), position: None }.apply(&mut workbook).unwrap();
        (workbook, at.sheet)
    }

    #[test]
    fn each_mistake_is_named_at_its_field() {
        let (workbook, sheet) = workbook();
        let check = |read: &dyn Fn(&mut Reader<'_>, &[Area])| {
            let mut reader = Reader::new(&workbook, sheet);
            let areas = reader.areas("A1:B9");
            read(&mut reader, &areas);
            reader.mistakes.into_iter().map(|mistake| mistake.at).collect::<Vec<_>>()
        };
        let limit = |text: &str| Threshold::Value(text.to_owned());
        assert_eq!(check(&|_, _| {}), []);
        for (wrong, text) in
            [(true, ""), (true, "B2:"), (true, "Other!B2"), (false, "A1:A3, C1"), (false, "Ａ１：Ａ３、c:c")]
        {
            let mut reader = Reader::new(&workbook, sheet);
            reader.areas(text);
            assert_eq!(!reader.mistakes.is_empty(), wrong, "{text}");
        }
        for (wrong, text) in
            [(true, ""), (true, "ten"), (true, "=1+"), (false, "=A2*2"), (false, "80%"), (false, "１２")]
        {
            let found = check(&|reader, areas| drop(reader.number(Spot::Low, text, areas)));
            assert_eq!(found, if wrong { vec![Spot::Low] } else { vec![] }, "{text}");
        }
        for (wrong, text) in [
            (true, "A1>2"),
            (true, "=A1"),
            (true, "=NOTHING(1)"),
            (true, "=1/0"),
            (false, "=A2>2"),
            (false, "＝ISTEXT(A1)"),
        ] {
            let found = check(&|reader, areas| drop(reader.truth(Spot::Formula, text, areas)));
            assert_eq!(found, if wrong { vec![Spot::Formula] } else { vec![] }, "{text}");
        }
        for (wrong, low, high) in [
            (true, limit("5"), limit("5")),
            (true, limit("6"), limit("5")),
            (false, limit("4"), limit("5")),
            (false, limit("=A1"), limit("1")),
            (true, Threshold::Highest, limit("5")),
            (true, limit("5"), Threshold::Lowest),
            (true, Threshold::Percent(60), Threshold::Percent(40)),
            (false, Threshold::Lowest, Threshold::Highest),
        ] {
            let found = check(&|reader, _| reader.limits_rising(&low, &high, Spot::High));
            assert_eq!(found, if wrong { vec![Spot::High] } else { vec![] }, "{low:?} {high:?}");
        }
        for (wrong, kind, text) in [(true, 3, "101"), (true, 4, ""), (false, 3, "40%"), (false, 0, ""), (true, 2, "")] {
            let found = check(&|reader, areas| drop(reader.limit(Spot::From(1), kind, text, areas)));
            assert_eq!(found, if wrong { vec![Spot::From(1)] } else { vec![] }, "{kind} {text}");
        }
    }
}
