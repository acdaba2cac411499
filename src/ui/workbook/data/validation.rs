//! What may be typed in the selected cells, and the list of what a cell takes.

use leptos::html::Select;
use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::grid::{Block, Selection};
use tandem_core::text::{Localized, Text};
use tandem_core::workbook::{Comparison, ListSource, Message, Operator, Strictness, Validation, ValidationRule};

use super::Bench;
use super::form::{Choice, Field, Form, Tick, say};
use crate::browser::keys::press;
use crate::session::Command;

/// The kinds of rule, in the order of the list; the first one allows everything.
const KINDS: [Text; 8] = [
    Text::new("Anything", "すべての値"),
    Text::new("One of a list", "リスト"),
    Text::new("A whole number", "整数"),
    Text::new("A number", "小数点数"),
    Text::new("A date", "日付"),
    Text::new("A time", "時刻"),
    Text::new("A text of some length", "文字列（長さ指定）"),
    Text::new("What makes a formula TRUE", "数式（ユーザー設定）"),
];
const LIST: usize = 1;
const CUSTOM: usize = 7;

const OPERATORS: [(Operator, Text); 8] = [
    (Operator::Between, Text::new("between", "次の値の間")),
    (Operator::NotBetween, Text::new("not between", "次の値の間以外")),
    (Operator::Equal, Text::new("equal to", "次の値に等しい")),
    (Operator::NotEqual, Text::new("other than", "次の値に等しくない")),
    (Operator::Greater, Text::new("above", "次の値より大きい")),
    (Operator::Less, Text::new("below", "次の値より小さい")),
    (Operator::GreaterOrEqual, Text::new("at least", "次の値以上")),
    (Operator::LessOrEqual, Text::new("at most", "次の値以下")),
];

/// What the dialog holds.
#[derive(Clone, Copy)]
struct Asked {
    kind: RwSignal<usize>,
    operator: RwSignal<usize>,
    first: RwSignal<String>,
    second: RwSignal<String>,
    allow_blank: RwSignal<bool>,
    warns: RwSignal<bool>,
    input_message: RwSignal<String>,
    error_message: RwSignal<String>,
}

impl Asked {
    /// The rule as it is now, or an empty dialog.
    fn of(validation: Option<&Validation>) -> Self {
        let (kind, operator, first, second) = validation.map_or((0, 0, String::new(), String::new()), parts);
        let text = |message: Option<&Message>| message.map(|message| message.text.clone()).unwrap_or_default();
        Self {
            kind: RwSignal::new(kind),
            operator: RwSignal::new(operator),
            first: RwSignal::new(first),
            second: RwSignal::new(second),
            allow_blank: RwSignal::new(validation.is_none_or(|rule| rule.allow_blank)),
            warns: RwSignal::new(validation.is_some_and(|rule| rule.strictness == Strictness::Warn)),
            input_message: RwSignal::new(text(validation.and_then(|rule| rule.input_message.as_ref()))),
            error_message: RwSignal::new(text(validation.and_then(|rule| rule.error_message.as_ref()))),
        }
    }

    fn operator(self) -> Operator {
        OPERATORS.get(self.operator.get()).map_or(Operator::Between, |(operator, _)| *operator)
    }

    /// Whether the rule compares with something.
    fn compares(self) -> bool {
        !matches!(self.kind.get(), 0 | LIST | CUSTOM)
    }

    /// The rule, or nothing where everything is allowed.
    fn rule(self) -> Option<ValidationRule> {
        let (first, second) = (self.first.get_untracked().trim().to_owned(), self.second.get_untracked());
        let operator = untrack(|| self.operator());
        let second = if operator.has_second() { second.trim().to_owned() } else { String::new() };
        let comparison = Comparison { operator, first: first.clone(), second };
        Some(match self.kind.get_untracked() {
            LIST => ValidationRule::List(list_source(&first)),
            2 => ValidationRule::Whole(comparison),
            3 => ValidationRule::Decimal(comparison),
            4 => ValidationRule::Date(comparison),
            5 => ValidationRule::Time(comparison),
            6 => ValidationRule::TextLength(comparison),
            CUSTOM => ValidationRule::Custom(first),
            _ => return None,
        })
    }

    fn validation(self) -> Option<Validation> {
        let message = |text: RwSignal<String>| {
            let text = text.get_untracked().trim().to_owned();
            (!text.is_empty()).then(|| Message { title: String::new(), text })
        };
        let strictness = if self.warns.get_untracked() { Strictness::Warn } else { Strictness::Refuse };
        Some(Validation {
            allow_blank: self.allow_blank.get_untracked(),
            input_message: message(self.input_message),
            error_message: message(self.error_message),
            strictness,
            ..Validation::new(Vec::new(), self.rule()?)
        })
    }
}

/// The entries of a list as they are typed, or the formula that gives them.
fn list_source(text: &str) -> ListSource {
    if text.starts_with(['=', '＝']) {
        return ListSource::Formula(text.replacen('＝', "=", 1));
    }
    let entries = text.split([',', '、', '，', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
    ListSource::Values(entries.map(str::to_owned).collect())
}

/// A rule as the dialog shows it: kind, operator and two texts.
fn parts(validation: &Validation) -> (usize, usize, String, String) {
    let compared = |kind: usize, comparison: &Comparison| {
        let operator = OPERATORS.iter().position(|(operator, _)| *operator == comparison.operator);
        (kind, operator.unwrap_or(0), comparison.first.clone(), comparison.second.clone())
    };
    match &validation.rule {
        ValidationRule::List(ListSource::Values(values)) => (LIST, 0, values.join(", "), String::new()),
        ValidationRule::List(ListSource::Formula(formula)) => (LIST, 0, formula.clone(), String::new()),
        ValidationRule::Whole(comparison) => compared(2, comparison),
        ValidationRule::Decimal(comparison) => compared(3, comparison),
        ValidationRule::Date(comparison) => compared(4, comparison),
        ValidationRule::Time(comparison) => compared(5, comparison),
        ValidationRule::TextLength(comparison) => compared(6, comparison),
        ValidationRule::Custom(formula) => (CUSTOM, 0, formula.clone(), String::new()),
    }
}

/// The dialog for what may be typed in the selected cells; it begins with the rule of the active one.
#[component]
pub fn ValidationForm(
    /// What it needs.
    bench: Bench,
) -> impl IntoView {
    let grid = bench.grid;
    let session = bench.desk.session;
    let active = grid.sheet.at(grid.active());
    let validation = grid.sheet.overlay(|overlay| overlay.validation_at(active).cloned()).flatten();
    let asked = Asked::of(validation.as_ref());
    let save = move |()| {
        const EMPTY: Text = Text::new("Fill in what is allowed.", "許可する値を入力してください。");
        let validation = asked.validation();
        if validation.is_some() && asked.first.get_untracked().trim().is_empty() {
            return Err(Localized::from(EMPTY));
        }
        let blocks: Vec<Block> = grid.selection.with_untracked(|selection| selection.blocks().collect());
        let edit = |block: Block| Edit::SetValidation { area: grid.sheet.area(block), validation: validation.clone() };
        session.try_dispatch(Command::Edit(Edit::Batch(blocks.into_iter().map(edit).collect())))
    };
    let kinds = Signal::stored(KINDS.map(Localized::from).to_vec());
    let operators = Signal::stored(OPERATORS.map(|(_, text)| Localized::from(text)).to_vec());
    let first_words = move || match (asked.kind.get(), asked.compares() && asked.operator().has_second()) {
        (LIST, _) => ENTRIES,
        (CUSTOM, _) => FORMULA,
        (_, true) => FROM,
        _ => VALUE,
    };
    let place = grid.sheet.area(grid.selection.with_untracked(Selection::block)).a1();
    view! {
        <Form bench=bench heading=HEADING done=Some(DONE) on_done=save>
            <p class="form__hint figures">{place}</p>
            <Choice words=ALLOW options=kinds chosen=asked.kind />
            <Show when=move || asked.compares()>
                <Choice words=RELATION options=operators chosen=asked.operator />
            </Show>
            {move || {
                (asked.kind.get() != 0).then(|| view! { <Field words=first_words() text=asked.first /> })
            }}
            <Show when=move || asked.compares() && asked.operator().has_second()>
                <Field words=TO text=asked.second />
            </Show>
            <Show when=move || asked.kind.get() != 0>
                <Tick words=BLANK ticked=asked.allow_blank />
                <Tick words=WARN ticked=asked.warns />
                <Field words=INPUT_MESSAGE text=asked.input_message />
                <Field words=ERROR_MESSAGE text=asked.error_message />
            </Show>
        </Form>
    }
}

const HEADING: Text = Text::new("Data validation", "データの入力規則");
const DONE: Text = Text::new("Apply", "適用");
const ALLOW: Text = Text::new("Allow", "入力値の種類");
const RELATION: Text = Text::new("Condition", "条件");
const ENTRIES: Text = Text::new(
    "Entries, with commas between them, or a formula such as =$A$2:$A$9",
    "項目（カンマ区切り）、または =$A$2:$A$9 のような数式",
);
const FORMULA: Text = Text::new("Formula", "数式");
const FROM: Text = Text::new("From", "最小値");
const TO: Text = Text::new("To", "最大値");
const VALUE: Text = Text::new("Value", "値");
const BLANK: Text = Text::new("Cells may stay blank", "空白を許可する");
const WARN: Text =
    Text::new("Warn only, and take other values when Enter is pressed again", "警告のみ（再度 Enter で入力を許可）");
const INPUT_MESSAGE: Text = Text::new("Shown beside the cell (optional)", "セルの横に表示する説明（省略可）");
const ERROR_MESSAGE: Text = Text::new("Said when something else is typed (optional)", "エラーメッセージ（省略可）");

/// The entries that the active cell takes, to choose one from.
#[component]
pub fn ListForm(
    /// What it needs.
    bench: Bench,
    /// The entries.
    options: Vec<String>,
) -> impl IntoView {
    const CHOOSE: Text = Text::new("Choose a value", "値を選択");
    const ENTER: Text = Text::new("Enter", "確定");
    let grid = bench.grid;
    let at = grid.active();
    let list = NodeRef::<Select>::new();
    let shown = grid.sheet.shown(at);
    let options = StoredValue::new(options);
    let enter = move |()| {
        let place = list.get_untracked().and_then(|list| usize::try_from(list.selected_index()).ok());
        let chosen = options.with_value(|options| options.get(place?).cloned());
        let Some(chosen) = chosen else { return Ok(()) };
        grid.sheet.enter(at, &chosen).map_err(|refusal| refusal.sentence)
    };
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            // Without the focus, a click chooses.
            let _ = list.focus();
        }
    });
    let take = move || {
        if enter(()).is_ok() {
            bench.close();
        }
    };
    let items = options.with_value(|options| {
        let item = |option: &String| {
            let is_chosen = *option == shown;
            view! { <option selected=is_chosen>{option.clone()}</option> }
        };
        options.iter().map(item).collect_view()
    });
    view! {
        <Form bench=bench heading=CHOOSE done=Some(ENTER) on_done=enter>
            <select
                class="form__field form__options"
                size="10"
                aria-label=say(CHOOSE)
                node_ref=list
                on:dblclick=move |_| take()
                on:keydown=move |event| {
                    if press(&event).is_some_and(|press| press.key == "Enter") {
                        event.prevent_default();
                        take();
                    }
                }
            >
                {items}
            </select>
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_split_at_commas_of_both_languages_and_formulas_are_kept() {
        assert_eq!(list_source("low, mid,,high"), ListSource::Values(vec!["low".into(), "mid".into(), "high".into()]));
        assert_eq!(list_source("低、中，高"), ListSource::Values(vec!["低".into(), "中".into(), "高".into()]));
        assert_eq!(list_source("＝$A$1:$A$3"), ListSource::Formula("=$A$1:$A$3".into()));
    }
}
