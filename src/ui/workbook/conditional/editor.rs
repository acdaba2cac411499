//! One rule while it is made: its cells, its kind, what the kind needs, and what it will look like.

use leptos::prelude::*;
use tandem_core::grid::Block;
use tandem_core::text::{Localized, Text};
use tandem_core::workbook::{Color, Style, StyleColor};

use super::super::data::{Bench, Choice, Tick, say};
use super::choices::{COLORS, KINDS, Kind, LIMITS, OPERATORS, OTHERS, PLACES, SETS, TOPS, looks};
use super::describe::{Sample, highlighted};
use super::draft::{Draft, Limit, words};
use super::mistakes::{Mistake, Reader, Spot};
use super::{Entry, Rules};
use crate::browser::keys::press;
use crate::i18n::{Language, t, use_language};
use crate::ui::dialog::focus_once_made;

/// The fields with what is wrong in them.
#[derive(Clone, Copy)]
struct Sheet {
    draft: Draft,
    mistakes: RwSignal<Vec<Mistake>>,
}

/// The fields of one rule.
#[component]
pub fn RuleEditor(
    /// The rules.
    rules: Rules,
    /// What the dialog needs.
    bench: Bench,
    /// The rule's place; nothing for a new one.
    place: Option<usize>,
    /// Goes back to the list.
    back: Callback<Option<usize>>,
) -> impl IntoView {
    let (grid, language) = (bench.grid, use_language());
    let known = place.and_then(|place| rules.entries.with_untracked(|entries| entries.get(place).cloned()));
    let is_new = known.is_none();
    let draft = match known {
        Some(entry) => Draft::of(entry.range(), &entry.rule),
        None => {
            let blocks: Vec<Block> = grid.selection.with_untracked(|selection| selection.blocks().collect());
            let parts: Vec<String> = blocks.into_iter().map(|block| grid.sheet.area(block).short()).collect();
            Draft::new(parts.join(", "))
        }
    };
    let fields = Sheet { draft, mistakes: RwSignal::new(Vec::new()) };
    let session = grid.sheet.session();
    let read = move || {
        session.with(|workbook| {
            let mut reader = Reader::new(workbook, grid.sheet.id());
            let (areas, rule) = draft.read(&mut reader);
            if reader.mistakes.is_empty() { Ok(Entry { areas, rule }) } else { Err(reader.mistakes) }
        })
    };
    let sample = Memo::new(move |_| read().and_then(Result::ok).map(|entry| entry.rule));
    let apply = move || match untrack(read) {
        Some(Ok(entry)) => {
            let at = place.unwrap_or_else(|| rules.entries.with_untracked(Vec::len));
            let changed = rules.change(|entries| match entries.get_mut(at) {
                Some(known) => *known = entry,
                None => entries.push(entry),
            });
            if changed.is_ok() {
                back.run(Some(at));
            }
        }
        Some(Err(mistakes)) => {
            let first = mistakes.first().map(|mistake| mistake.at.id());
            fields.mistakes.set(mistakes);
            if let Some(first) = first {
                focus_once_made(first);
            }
        }
        None => {}
    };
    let kinds = Signal::stored(words(&KINDS));
    focus_once_made(Spot::Range.id());
    view! {
        <form
            class="form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                apply();
            }
            on:keydown=move |event| {
                if event.key() == "Enter" && press(&event).is_none() {
                    event.prevent_default();
                }
            }
        >
            <div class="dialog__head">
                <h2 id="rules-heading">{say(if is_new { NEW } else { CHANGE })}</h2>
            </div>
            <Entered fields=fields words=RANGE text=draft.range at=Spot::Range />
            <Choice words=KIND options=kinds chosen=draft.kind />
            {move || of_kind(fields, draft.kind(), language.get())}
            <div class="form__line">
                <span>{say(PREVIEW)}</span>
                <span class="rule-preview">
                    {move || match sample.get() {
                        Some(rule) => view! { <Sample rule=rule language=language.get() /> }.into_any(),
                        None => view! { <span class="form__hint">{say(NOT_YET)}</span> }.into_any(),
                    }}
                </span>
            </div>
            <p class="form__refused" role="alert">
                {move || rules.refused.get().map(|reason| reason.get(language.get()).to_owned())}
            </p>
            <div class="dialog__foot">
                <button type="button" class="button" on:click=move |_| back.run(place)>
                    {t(|m| m.workbook.drop)}
                </button>
                <button type="submit" class="button button--primary">
                    {say(if is_new { ADD } else { APPLY })}
                </button>
            </div>
        </form>
    }
}

/// What a kind of rule asks for.
fn of_kind(fields: Sheet, kind: Kind, language: Language) -> AnyView {
    let draft = fields.draft;
    let [first, middle, last] = draft.stops;
    match kind {
        Kind::Bands => view! {
            <div class="rule-pair">
                <Entered fields=fields words=BAND_LOW text=draft.low at=Spot::Low />
                <Entered fields=fields words=BAND_HIGH text=draft.high at=Spot::High />
            </div>
            <Tick words=MORE ticked=draft.more_is_better />
        }
        .into_any(),
        Kind::Bar => view! {
            <LimitField fields=fields words=SHORTEST limit=first.at at=Spot::Low />
            <LimitField fields=fields words=LONGEST limit=last.at at=Spot::High />
            <ColorField words=COLOR color=first.color />
        }
        .into_any(),
        Kind::Scale => view! {
            <LimitField fields=fields words=LOWEST limit=first.at at=Spot::Low />
            <ColorField words=LOWEST_COLOR color=first.color />
            <Tick words=HAS_MIDDLE ticked=draft.has_middle />
            <Show when=move || draft.has_middle.get()>
                <LimitField fields=fields words=MIDDLE limit=middle.at at=Spot::Middle />
                <ColorField words=MIDDLE_COLOR color=middle.color />
            </Show>
            <LimitField fields=fields words=HIGHEST limit=last.at at=Spot::High />
            <ColorField words=HIGHEST_COLOR color=last.color />
        }
        .into_any(),
        Kind::Icons => icons(fields),
        kind => view! {
            {condition(fields, kind)}
            <LookField look=draft.style language=language />
            <Tick words=STOP ticked=draft.stop />
        }
        .into_any(),
    }
}

fn icons(fields: Sheet) -> AnyView {
    let draft = fields.draft;
    let sets = Signal::stored(words(&SETS));
    // Another set begins with limits that divide evenly; the one that is there keeps its own.
    Effect::new(move |before: Option<usize>| {
        let set = draft.set.get();
        if before.is_some_and(|before| before != set) {
            draft.divide();
        }
        set
    });
    let limits = move || {
        let count = draft.limits().len();
        let field = |(place, limit): (usize, Limit)| {
            // Shapes count from the highest, as people read a list from above.
            let words = FROM.get(count.saturating_sub(place).saturating_sub(1)).copied().unwrap_or(LOWEST);
            view! { <LimitField fields=fields words=words limit=limit at=Spot::From(place) /> }
        };
        draft.limits().into_iter().enumerate().rev().map(field).collect_view()
    };
    view! {
        <Choice words=SET options=sets chosen=draft.set />
        {limits}
        <Tick words=REVERSED ticked=draft.reversed />
        <Tick words=ALONE ticked=draft.hides_value />
    }
    .into_any()
}

fn condition(fields: Sheet, kind: Kind) -> AnyView {
    let draft = fields.draft;
    match kind {
        Kind::Formula => view! {
            <Entered fields=fields words=FORMULA text=draft.formula at=Spot::Formula />
            <p class="form__hint">{say(FORMULA_HINT)}</p>
        }
        .into_any(),
        Kind::Compare => {
            let has_second =
                move || OPERATORS.get(draft.operator.get()).is_some_and(|(operator, _)| operator.has_second());
            view! {
                <Choice words=RELATION options=Signal::stored(words(&OPERATORS)) chosen=draft.operator />
                <div class="rule-pair">
                    <Entered fields=fields words=VALUE text=draft.low at=Spot::Low />
                    <Show when=has_second>
                        <Entered fields=fields words=AND text=draft.high at=Spot::High />
                    </Show>
                </div>
            }
            .into_any()
        }
        Kind::Text => view! {
            <Choice words=WHERE options=Signal::stored(words(&PLACES)) chosen=draft.place />
            <Entered fields=fields words=TEXT text=draft.text at=Spot::Text />
        }
        .into_any(),
        Kind::Top => view! {
            <Choice words=WHICH options=Signal::stored(words(&TOPS)) chosen=draft.top />
            <Entered fields=fields words=COUNT text=draft.count at=Spot::Count />
        }
        .into_any(),
        _ => view! { <Choice words=WHICH options=Signal::stored(words(&OTHERS)) chosen=draft.other /> }.into_any(),
    }
}

/// What is wrong in a field, which stands right below it.
#[component]
fn Wrong(fields: Sheet, at: Spot) -> impl IntoView {
    let language = use_language();
    let sentence = move || {
        let found = fields.mistakes.with(|all| all.iter().find(|mistake| mistake.at == at).cloned());
        found.map(|mistake| mistake.sentence.get(language.get()).to_owned())
    };
    view! {
        <p class="form__refused rule-wrong" id=format!("{}-wrong", at.id())>
            {sentence}
        </p>
    }
}

#[component]
fn Input(
    fields: Sheet,
    text: RwSignal<String>,
    at: Spot,
    #[prop(optional_no_strip)] label: Option<Text>,
) -> impl IntoView {
    let language = use_language();
    let is_wrong = move || fields.mistakes.with(|all| all.iter().any(|mistake| mistake.at == at));
    view! {
        <input
            class="form__field"
            type="text"
            id=at.id()
            autocomplete="off"
            spellcheck="false"
            aria-label=move || label.map(|label| label.get(language.get()))
            aria-invalid=move || is_wrong().then_some("true")
            aria-describedby=move || is_wrong().then(|| format!("{}-wrong", at.id()))
            prop:value=move || text.get()
            on:input:target=move |event| {
                text.set(event.target().value());
                fields.mistakes.update(|all| all.retain(|mistake| mistake.at != at));
            }
        />
    }
}

/// A line with a text that may be wrong.
#[component]
fn Entered(fields: Sheet, words: Text, text: RwSignal<String>, at: Spot) -> impl IntoView {
    view! {
        <div class="rule-field">
            <label class="form__line">
                <span>{say(words)}</span>
                <Input fields=fields text=text at=at label=None />
            </label>
            <Wrong fields=fields at=at />
        </div>
    }
}

/// A limit: its kind, and its number where the kind needs one.
#[component]
fn LimitField(fields: Sheet, words: Text, limit: Limit, at: Spot) -> impl IntoView {
    let options = Signal::stored(LIMITS.map(Localized::from).to_vec());
    view! {
        <div class="rule-field">
            <div class="rule-limit">
                <Choice words=words options=options chosen=limit.kind />
                <Show when=move || limit.has_text()>
                    <Input fields=fields text=limit.text at=at label=Some(words) />
                </Show>
            </div>
            <Wrong fields=fields at=at />
        </div>
    }
}

/// A colour of the theme; a fixed one from another program can be kept.
#[component]
fn ColorField(words: Text, color: RwSignal<StyleColor>) -> impl IntoView {
    let fixed: Option<Color> = match color.get_untracked() {
        StyleColor::Fixed(color) => Some(color),
        StyleColor::Theme(_) => None,
    };
    let all: Vec<StyleColor> =
        COLORS.iter().map(|(token, _)| StyleColor::Theme(*token)).chain(fixed.map(StyleColor::Fixed)).collect();
    let texts = COLORS.iter().map(|(_, text)| Localized::from(*text));
    let texts: Vec<Localized> = texts.chain(fixed.map(|color| Localized::same(color.hex()))).collect();
    let chosen = RwSignal::new(all.iter().position(|known| *known == color.get_untracked()).unwrap_or(0));
    Effect::new(move |_| {
        if let Some(wanted) = all.get(chosen.get()) {
            color.set(*wanted);
        }
    });
    view! { <Choice words=words options=Signal::stored(texts) chosen=chosen /> }
}

/// The look of highlighted cells; one that is none of those offered can be kept.
#[component]
fn LookField(look: RwSignal<Style>, language: Language) -> impl IntoView {
    let mut offered = looks();
    let now = look.get_untracked();
    if !offered.iter().any(|(known, _)| *known == now) {
        offered.push((now.clone(), KEPT));
    }
    let chosen = RwSignal::new(offered.iter().position(|(known, _)| *known == now).unwrap_or(0));
    let texts = Signal::stored(words(&offered));
    Effect::new(move |_| {
        if let Some((wanted, _)) = offered.get(chosen.get()) {
            look.set(wanted.clone());
        }
    });
    view! {
        <div class="rule-look">
            <Choice words=LOOK options=texts chosen=chosen />
            <span aria-hidden="true">{move || look.with(|look| highlighted(look, language))}</span>
        </div>
    }
}

const NEW: Text = Text::new("New rule", "新しいルール");
const CHANGE: Text = Text::new("Edit the rule", "ルールを編集");
const ADD: Text = Text::new("Add the rule", "ルールを追加");
const APPLY: Text = Text::new("Apply", "適用");
const RANGE: Text = Text::new("Cells", "対象範囲");
const KIND: Text = Text::new("Kind", "種類");
const PREVIEW: Text = Text::new("Preview", "プレビュー");
const NOT_YET: Text = Text::new("Shown once the fields are filled in.", "入力が済むと表示されます。");
const BAND_LOW: Text = Text::new("The middle band begins at", "中間の区分の下限");
const BAND_HIGH: Text = Text::new("The upper band begins at", "上位の区分の下限");
const MORE: Text = Text::new("More is better", "値が大きいほど良好");
const SHORTEST: Text = Text::new("Shortest bar", "最短のバー");
const LONGEST: Text = Text::new("Longest bar", "最長のバー");
const COLOR: Text = Text::new("Colour", "色");
const LOWEST: Text = Text::new("Lowest", "最小");
const LOWEST_COLOR: Text = Text::new("Colour of the lowest", "最小の色");
const HAS_MIDDLE: Text = Text::new("A colour in the middle", "中間の色を使う");
const MIDDLE: Text = Text::new("Middle", "中間");
const MIDDLE_COLOR: Text = Text::new("Colour in the middle", "中間の色");
const HIGHEST: Text = Text::new("Highest", "最大");
const HIGHEST_COLOR: Text = Text::new("Colour of the highest", "最大の色");
const SET: Text = Text::new("Shapes", "図形");
const FROM: [Text; 4] = [
    Text::new("The highest shape begins at", "最上位の図形の下限"),
    Text::new("The second shape begins at", "2 番目の図形の下限"),
    Text::new("The third shape begins at", "3 番目の図形の下限"),
    Text::new("The fourth shape begins at", "4 番目の図形の下限"),
];
const REVERSED: Text = Text::new("Reverse the order of the shapes", "図形の順序を逆にする");
const ALONE: Text = Text::new("Show the shape without the value", "図形のみを表示する");
const FORMULA: Text = Text::new("Formula, written for the first cell", "数式（範囲の先頭セルを基準に入力）");
const FORMULA_HINT: Text = Text::new(
    "For example =B2>$D$1. References move along from cell to cell, as when a formula is copied.",
    "例：=B2>$D$1。参照は、数式をコピーしたときと同じようにセルごとに移動します。",
);
const RELATION: Text = Text::new("The value is", "条件");
const VALUE: Text = Text::new("Value", "値");
const AND: Text = Text::new("and", "もう一方の値");
const WHERE: Text = Text::new("Where the text stands", "条件");
const TEXT: Text = Text::new("Text", "文字列");
const WHICH: Text = Text::new("Which", "対象");
const COUNT: Text = Text::new("How many", "数");
const LOOK: Text = Text::new("Look", "書式");
const KEPT: Text = Text::new("The present look", "現在の書式");
const STOP: Text = Text::new("Later rules do not count for these cells", "以降のルールを適用しない");
