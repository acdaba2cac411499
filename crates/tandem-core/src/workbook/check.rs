//! Whether what a person typed may stand in a cell.

use super::operands::{Given, ReadComparison, is_true};
use super::{
    Choice, Comparison, Control, ControlKind, ListSource, Message, Operator, Strictness, Validation, ValidationRule,
    Workbook, anchor, typed,
};
use crate::cell::{CellAddress, Value, parse_cell};
use crate::engine::{Content, Hosts, Rewrite};
use crate::function::{compare, to_text};
use crate::text::{Language, Localized};

/// Whether what a person typed may stand in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputCheck {
    /// It may.
    Allowed,
    /// It may after a warning.
    Warned(Message),
    /// It may not.
    Refused(Message),
}

/// Entries that a list offers at most: more than a person looks through.
const MAX_OPTIONS: usize = 10_000;

impl Workbook {
    /// Whether a text that a person typed may stand in a cell, by the rule for that cell; the message is the rule's own, or
    /// a sentence that says what is expected. What can't be read as a formula is allowed here, because the edit says better
    /// what is wrong with it. Emptying cells with a key is no typing and needs no check.
    ///
    /// Where the rule has formulas, they see the cell as if the text stood in it; that takes a copy of the workbook.
    #[must_use]
    pub fn check_input(&self, at: CellAddress, text: &str, language: Language) -> InputCheck {
        let Some(validation) = self.sheet(at.sheet).and_then(|sheet| sheet.overlay.validation_at(at)) else {
            return InputCheck::Allowed;
        };
        let content = typed::read(&self.entered(at, text), self.today()).content;
        if matches!(content, Content::Blank) && validation.allow_blank {
            return InputCheck::Allowed;
        }
        let has_formula = matches!(content, Content::Formula(_));
        if !has_formula && !validation.rule.operands().any(|operand| operand.starts_with('=')) {
            let value = if let Content::Literal(value) = content { value } else { Value::Blank };
            return self.judge(validation, &value, at, language);
        }
        let mut trial = self.clone();
        if trial.engine.set(at, content).is_err() {
            return InputCheck::Allowed;
        }
        trial.engine.recalculate();
        let value = match trial.value(at) {
            Value::Array(array) => array.first().clone(),
            value => value.clone(),
        };
        trial.judge(validation, &value, at, language)
    }

    /// Whether the content that a cell has obeys the rule for that cell; cells without one do, and blank cells where they
    /// may be blank. With this, cells that broke their rule before there was one are circled.
    #[must_use]
    pub fn is_valid(&self, at: CellAddress) -> bool {
        let Some(validation) = self.sheet(at.sheet).and_then(|sheet| sheet.overlay.validation_at(at)) else {
            return true;
        };
        let value = self.value(at);
        value.is_blank() && validation.allow_blank || self.meets(validation, value, at)
    }

    /// The values that the list of a cell's rule offers, as they are shown; nothing where there is no list.
    #[must_use]
    pub fn list_options(&self, at: CellAddress, language: Language) -> Option<Vec<String>> {
        let validation = self.sheet(at.sheet)?.overlay.validation_at(at)?;
        let ValidationRule::List(source) = &validation.rule else { return None };
        let formula = match source {
            ListSource::Values(values) => return Some(values.clone()),
            ListSource::Formula(formula) => formula,
        };
        let host = anchor(&validation.areas)?;
        let hosts = Hosts { written_for: host, before: at, after: at };
        let own = self.engine.rewritten_text(formula, hosts, Rewrite::Copied).unwrap_or_else(|| formula.clone());
        let mut options = Vec::new();
        if let Some(area) = self.referred_area(own.trim_start_matches('='), at) {
            self.visit_values(&[area], |cell, _| {
                if options.len() < MAX_OPTIONS {
                    // A table of words with their translations shows each as it stands; a list offers the right one.
                    options.push(match self.value(cell) {
                        Value::Text(text) => self.glossary().translate(text, language).to_owned(),
                        _ => self.display_text(cell, language),
                    });
                }
            });
        } else {
            let prepared = self.engine.prepare(host, formula).ok()?;
            let value = self.engine.evaluate_prepared(&prepared, at);
            each(&value, |value| {
                if options.len() < MAX_OPTIONS && !value.is_blank() {
                    options.push(self.value_text(value, None, language));
                }
            });
        }
        Some(options)
    }

    /// What can be chosen in a control: what the list of its cell's rule offers now, such as the partners of a table, each once; where
    /// there is no such list, what the control was made with. Nothing for a control that is no choice.
    #[must_use]
    pub fn choices(&self, control: &Control) -> Vec<Choice> {
        let ControlKind::Choice { options } = &control.kind else { return Vec::new() };
        let listed = |language| self.list_options(control.cell, language).unwrap_or_default();
        let mut found: Vec<Choice> = Vec::new();
        for (value, ja) in listed(Language::English).into_iter().zip(listed(Language::Japanese)) {
            if value.is_empty() || found.iter().any(|choice| choice.value == value) {
                continue;
            }
            let known = options.iter().find(|option| option.value == value);
            let label = known.map_or_else(|| Localized { en: value.clone(), ja }, |option| option.label.clone());
            found.push(Choice { value, label });
        }
        if found.is_empty() { options.clone() } else { found }
    }

    /// The area that a plain reference or a name means, seen from a cell.
    fn referred_area(&self, text: &str, at: CellAddress) -> Option<crate::cell::Area> {
        let is_local = parse_cell(text.split(':').next().unwrap_or_default()).is_some();
        if is_local { super::parse_area_on(at.sheet, text) } else { self.area(text).ok() }
    }

    fn judge(&self, validation: &Validation, value: &Value, at: CellAddress, language: Language) -> InputCheck {
        if self.meets(validation, value, at) {
            return InputCheck::Allowed;
        }
        let message = validation.error_message.clone().filter(|message| !message.text.is_empty());
        let message = message.unwrap_or_else(|| Message {
            title: validation.error_message.as_ref().map(|message| message.title.clone()).unwrap_or_default(),
            text: self.expectation(validation, at, language),
        });
        match validation.strictness {
            Strictness::Refuse => InputCheck::Refused(message),
            Strictness::Warn => InputCheck::Warned(message),
        }
    }

    fn meets(&self, validation: &Validation, value: &Value, at: CellAddress) -> bool {
        let read = |comparison: &Comparison| ReadComparison::read(comparison, &validation.areas, self);
        match &validation.rule {
            ValidationRule::List(ListSource::Values(values)) => {
                values.iter().any(|option| match typed::read(option, self.today()).content {
                    // As in Excel, the case counts in a list that is told, and not in one that cells hold.
                    Content::Literal(Value::Text(option)) => matches!(value, Value::Text(text) if *text == option),
                    Content::Literal(option) => compare(value, &option).is_ok_and(std::cmp::Ordering::is_eq),
                    Content::Blank | Content::Formula(_) => to_text(value).is_ok_and(|text| *text == **option),
                })
            }
            ValidationRule::List(ListSource::Formula(formula)) => {
                let Some(host) = anchor(&validation.areas) else { return true };
                let Ok(prepared) = self.engine.prepare(host, formula) else { return true };
                let mut is_listed = false;
                each(&self.engine.evaluate_prepared(&prepared, at), |option| {
                    is_listed |= !option.is_blank() && self.means_the_same(value, option);
                });
                is_listed
            }
            ValidationRule::Whole(comparison) => {
                matches!(value, Value::Number(number) if number.fract().is_zero())
                    && read(comparison).holds(value, self, at)
            }
            ValidationRule::Decimal(comparison)
            | ValidationRule::Date(comparison)
            | ValidationRule::Time(comparison) => {
                matches!(value, Value::Number(_)) && read(comparison).holds(value, self, at)
            }
            ValidationRule::TextLength(comparison) => to_text(value).is_ok_and(|text| {
                let length = Value::Number(text.chars().count().into());
                read(comparison).holds(&length, self, at)
            }),
            ValidationRule::Custom(formula) => is_true(&Given::read(formula, &validation.areas, self).value(self, at)),
        }
    }

    /// Whether two values are equal, or two label texts the same in another language: a list offers its texts as they are
    /// shown, and what it offers may be typed.
    fn means_the_same(&self, value: &Value, option: &Value) -> bool {
        if compare(value, option).is_ok_and(std::cmp::Ordering::is_eq) {
            return true;
        }
        let (Value::Text(value), Value::Text(option)) = (value, option) else { return false };
        self.glossary().find(option).is_some_and(|pair| *pair.en == **value || *pair.ja == **value)
    }

    /// A sentence that says what may be typed.
    fn expectation(&self, validation: &Validation, at: CellAddress, language: Language) -> String {
        let bounds = |comparison: &Comparison, code: Option<&str>| {
            let (first, second) = ReadComparison::read(comparison, &validation.areas, self).operands(self, at);
            (self.value_text(&first, code, language), self.value_text(&second, code, language))
        };
        let is_english = language == Language::English;
        let (comparison, code, noun) = match &validation.rule {
            ValidationRule::Whole(comparison) => (comparison, None, if is_english { "a whole number" } else { "整数" }),
            ValidationRule::Decimal(comparison) => (comparison, None, if is_english { "a number" } else { "数値" }),
            ValidationRule::Date(comparison) => {
                (comparison, Some("yyyy-mm-dd"), if is_english { "a date" } else { "日付" })
            }
            ValidationRule::Time(comparison) => (comparison, Some("hh:mm"), if is_english { "a time" } else { "時刻" }),
            ValidationRule::TextLength(comparison) => {
                let bounds = bounds(comparison, None);
                return if is_english {
                    format!(
                        "Only a text can be entered here whose number of characters is {}.",
                        relation(comparison, &bounds)
                    )
                } else {
                    format!("ここに入力できるのは、文字数が{}文字列だけです。", japanese_relation(comparison, &bounds))
                };
            }
            ValidationRule::List(_) if is_english => return "Only a value of the list can be entered here.".to_owned(),
            ValidationRule::List(_) => return "ここに入力できるのは、リストにある値だけです。".to_owned(),
            ValidationRule::Custom(formula) if is_english => {
                return format!("Only a value for which {formula} is TRUE can be entered here.");
            }
            ValidationRule::Custom(formula) => {
                return format!("ここに入力できるのは、{formula} が TRUE になる値だけです。");
            }
        };
        let bounds = bounds(comparison, code);
        if is_english {
            format!("Only {noun} can be entered here that is {}.", relation(comparison, &bounds))
        } else {
            format!("ここに入力できるのは、{}{noun}だけです。", japanese_relation(comparison, &bounds))
        }
    }
}

/// Calls a closure with a value, or with each one of an array.
fn each(value: &Value, mut visit: impl FnMut(&Value)) {
    match value {
        Value::Array(array) => array.items().iter().for_each(visit),
        value => visit(value),
    }
}

fn relation(comparison: &Comparison, (first, second): &(String, String)) -> String {
    match comparison.operator {
        Operator::Between => format!("from {first} to {second}"),
        Operator::NotBetween => format!("below {first} or above {second}"),
        Operator::Equal => format!("equal to {first}"),
        Operator::NotEqual => format!("other than {first}"),
        Operator::Less => format!("below {first}"),
        Operator::LessOrEqual => format!("at most {first}"),
        Operator::Greater => format!("above {first}"),
        Operator::GreaterOrEqual => format!("at least {first}"),
    }
}

fn japanese_relation(comparison: &Comparison, (first, second): &(String, String)) -> String {
    match comparison.operator {
        Operator::Between => format!("{first}～{second}の"),
        Operator::NotBetween => format!("{first}未満または{second}より大きい"),
        Operator::Equal => format!("{first}と等しい"),
        Operator::NotEqual => format!("{first}以外の"),
        Operator::Less => format!("{first}未満の"),
        Operator::LessOrEqual => format!("{first}以下の"),
        Operator::Greater => format!("{first}より大きい"),
        Operator::GreaterOrEqual => format!("{first}以上の"),
    }
}
