//! The outcomes as cards: the figure, what it is called, what it means, and for how long.

use leptos::prelude::*;
use tandem_core::cell::Value;
use tandem_core::edit::Edit;
use tandem_core::number::Decimal;
use tandem_core::template::tools::{change_of, outcome_before};
use tandem_core::workbook::{Outcome, Workbook};

use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::session::{Command, use_session};
use crate::ui::grid::{Highlight, Sign, SignView};
use crate::ui::standing::because;

use super::sensitivity::SensitivityLine;

/// Some of the outcomes, as cards.
#[component]
pub fn Outcomes(
    /// The section's identity on the page.
    id: &'static str,
    /// The names of those that are shown, in order.
    #[prop(into)]
    names: Signal<Vec<String>>,
    /// What the section is called: two sections of one page need two names.
    label: fn(&'static Messages) -> &'static str,
) -> impl IntoView {
    view! {
        <section
            id=id
            tabindex="-1"
            class="present__outcomes"
            aria-label=t(label)
            hidden=move || names.with(Vec::is_empty)
        >
            <For each=move || names.get() key=Clone::clone let:name>
                <Card name />
            </For>
        </section>
    }
}

/// What a card shows.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    label: String,
    text: String,
    unit: String,
    definition: String,
    horizon: String,
    party: Option<String>,
    is_error: bool,
    is_negative: bool,
    is_text: bool,
    has_choice: bool,
    change: Option<Change>,
    /// What a rule of its sheet says of the figure, such as that it is good.
    sign: Option<Sign>,
    /// Where the figure is rounded to what its inputs allow: every digit of its format, and how many are significant.
    exact: Option<(String, u32)>,
    /// Where the figure is from before an entry went wrong: why, and what it is now.
    before: Option<(String, String)>,
}

/// By how much a figure differs from what it is measured against.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    sign: std::cmp::Ordering,
    /// The size without its sign.
    size: String,
}

fn change(workbook: &Workbook, outcome: &Outcome, language: Language) -> Option<Change> {
    let change = change_of(workbook, outcome)?;
    let Value::Number(number) = workbook.value(change.shown_cell()) else { return None };
    let size = workbook.value_text(&Value::Number(number.abs()), change.shown_format(), language);
    Some(Change { sign: number.cmp(&Decimal::ZERO), size })
}

fn shown(workbook: &Workbook, outcome: &Outcome, language: Language) -> Shown {
    let value = workbook.value(outcome.shown_cell());
    let party = outcome.party.as_deref().and_then(|id| workbook.party(id));
    Shown {
        label: outcome.shown_label().get(language).to_owned(),
        text: workbook.outcome_text(outcome, language),
        unit: if matches!(value, Value::Number(_)) { outcome.unit.get(language).to_owned() } else { String::new() },
        definition: outcome.shown_definition().get(language).to_owned(),
        horizon: workbook.horizon_text(outcome, language),
        party: party.map(|party| party.name.get(language).to_owned()),
        is_error: matches!(value, Value::Error(_)),
        is_text: matches!(value, Value::Text(_)),
        has_choice: !outcome.variants.is_empty(),
        change: change(workbook, outcome, language),
        sign: Highlight::of(&workbook.conditional_look(outcome.shown_cell())).and_then(|highlight| highlight.sign),
        exact: workbook.exact_outcome_text(outcome, language).zip(workbook.outcome_digits(outcome)),
        is_negative: matches!(value, Value::Number(number) if number.is_sign_negative() && !number.is_zero()),
        before: None,
    }
}

/// What a card shows while an entry is wrong: the figure from before, with the reason and with what it is now.
fn shown_with(workbook: &Workbook, good: Option<&Workbook>, name: &str, language: Language) -> Option<Shown> {
    let outcome = workbook.outcome(name)?;
    let earlier = good.and_then(|good| Some((good, outcome_before(workbook, good, name)?)));
    let Some((good, earlier)) = earlier else { return Some(shown(workbook, outcome, language)) };
    let now = workbook.outcome_text(outcome, language);
    let before = Some((because(workbook, good, outcome, language), now));
    Some(Shown { before, ..shown(good, &earlier, language) })
}

#[component]
fn Card(name: String) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let card = {
        let name = name.clone();
        Memo::new(move |_| {
            let language = language.get();
            let read = session.read_with_last_good(|workbook, good| shown_with(workbook, good, &name, language));
            read.flatten().unwrap_or_default()
        })
    };
    let (data_name, shown_name) = (name.clone(), name.clone());
    let party = move || {
        card.with(|card| card.party.as_deref().map(|party| fill(t(|m| m.present.for_party)(), &[("party", party)])))
    };
    let is_exact = RwSignal::new(false);
    let figure = move || {
        card.with(|card| match &card.exact {
            Some((exact, _)) if is_exact.get() => exact.clone(),
            _ => card.text.clone(),
        })
    };
    let value_class = move || {
        card.with(|card| {
            if card.is_error {
                "outcome__value outcome__value--error"
            } else if card.is_negative {
                "outcome__value outcome__value--negative"
            } else if card.is_text {
                "outcome__value outcome__value--text"
            } else {
                "outcome__value"
            }
        })
    };
    view! {
        <article class="outcome" class:outcome--before=move || card.with(|card| card.before.is_some()) data-outcome=data_name>
            <h3 class="outcome__label" class:visually-hidden=move || card.with(|card| card.has_choice)>
                {move || card.with(|card| card.label.clone())}
                <span class="outcome__party">{party}</span>
            </h3>
            <DefinitionChoice name />
            <p class=value_class>
                <Precision exact=Memo::new(move |_| card.with(|card| card.exact.clone())) is_exact />
                <span
                    class="outcome__figure"
                    aria-live="polite"
                    title=move || card.with(|card| card.exact.as_ref().map(|(exact, _)| exact.clone()))
                >
                    {figure}
                </span>
                <span class="outcome__unit">{move || card.with(|card| card.unit.clone())}</span>
                <Health card />
            </p>
            <p class="outcome__horizon">
                <Before card />
                <ChangeMark card />
                {move || card.with(|card| card.horizon.clone())}
            </p>
            <SensitivityLine name=shown_name />
            <p class="outcome__definition">{move || card.with(|card| card.definition.clone())}</p>
        </article>
    }
}

/// What a rule says of the figure: by shape, colour and, where the figure is none itself, word.
#[component]
fn Health(card: Memo<Shown>) -> impl IntoView {
    let language = use_language();
    let seen = Memo::new(move |_| card.with(|card| Some((card.sign?, card.is_text))));
    move || {
        let (sign, is_text) = seen.get()?;
        let language = language.get();
        // The word stands beside a number; a text says itself what the shape stands for.
        let word = (!is_text).then(|| view! { <span aria-hidden="true">{sign.word.get(language)}</span> });
        Some(view! {
            <span class=format!("outcome__health outcome__health--{}", sign.tone)>
                <SignView sign language />
                {word}
            </span>
        })
    }
}

/// Why the figure is from before, and what it is now.
#[component]
fn Before(card: Memo<Shown>) -> impl IntoView {
    let now = t(|m| m.tools.now_without);
    move || {
        let (reason, value) = card.with(|card| card.before.clone())?;
        Some(view! {
            <span class="outcome__before">
                <span>{reason}</span>
                <span class="outcome__now">{fill(now(), &[("value", &value)])}</span>
            </span>
        })
    }
}

/// Who wins and who loses, by sign, word and shape.
#[component]
fn ChangeMark(card: Memo<Shown>) -> impl IntoView {
    use std::cmp::Ordering;
    let against = t(|m| m.tools.against_base);
    let (gains, loses, unchanged) = (t(|m| m.tools.gains), t(|m| m.tools.loses), t(|m| m.tools.unchanged));
    move || {
        let change = card.with(|card| card.change.clone())?;
        let amount = [("amount", change.size.as_str())];
        let (mark, words, class) = match change.sign {
            Ordering::Greater => ("▲ ", fill(gains(), &amount), "outcome__change outcome__change--up"),
            Ordering::Less => ("▼ ", fill(loses(), &amount), "outcome__change outcome__change--down"),
            Ordering::Equal => ("＝ ", unchanged().to_owned(), "outcome__change"),
        };
        Some(view! {
            <span class=class aria-live="polite">
                <span aria-hidden="true">{mark}</span>
                <strong>{words}</strong>
                <span class="outcome__against">{against}</span>
            </span>
        })
    }
}

/// A sign that a figure is rounded to what its inputs allow; pressed, it shows every digit.
#[component]
fn Precision(
    /// Every digit, and how many are significant; nothing where the figure is not rounded.
    exact: Memo<Option<(String, u32)>>,
    /// Whether every digit is shown.
    is_exact: RwSignal<bool>,
) -> impl IntoView {
    move || {
        let (text, digits) = exact.get()?;
        let label = move || {
            if is_exact.get() {
                t(|m| m.present.show_rounded)().to_owned()
            } else {
                fill(t(|m| m.present.show_exact)(), &[("digits", &digits.to_string()), ("exact", &text)])
            }
        };
        let label = Signal::derive(label);
        Some(view! {
            <button
                type="button"
                class="outcome__about"
                aria-pressed=move || is_exact.get().to_string()
                aria-label=label
                title=label
                on:click=move |_| is_exact.update(|is_exact| *is_exact = !*is_exact)
            >
                {move || if is_exact.get() { "=" } else { "≈" }}
            </button>
        })
    }
}

/// The definitions that a figure may follow, where there is more than one.
#[component]
fn DefinitionChoice(name: String) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let outcome = {
        let name = name.clone();
        Memo::new(move |_| session.read(|workbook| workbook.outcome(&name).cloned()).flatten())
    };
    move || {
        let outcome = outcome.get().filter(|outcome| !outcome.variants.is_empty())?;
        let active = outcome.active_variant.clone().unwrap_or_default();
        let mut choices = vec![(String::new(), outcome.label.clone())];
        choices.extend(outcome.variants.iter().map(|variant| (variant.id.clone(), variant.label.clone())));
        let options: Vec<_> = choices
            .into_iter()
            .map(|(id, label)| {
                let is_chosen = id == active;
                view! { <option value=id selected=is_chosen>{label.get(language.get()).to_owned()}</option> }
            })
            .collect();
        let shown = outcome.shown_label().get(language.get()).to_owned();
        let label = outcome.label;
        let described = fill(t(|m| m.present.definition_choice)(), &[("outcome", label.get(language.get()))]);
        let name = name.clone();
        let choose = move |event| {
            let picked = event_target_value(&event);
            let variant = (!picked.is_empty()).then_some(picked);
            session.dispatch(Command::Edit(Edit::SetOutcomeVariant { name: name.clone(), variant }));
        };
        // A browser cuts a long choice off; the words beneath wrap, and the choice lies over them.
        Some(view! {
            <span class="outcome__choice">
                <span class="outcome__choice-words" aria-hidden="true">{shown}</span>
                <select class="outcome__choice-field" aria-label=described on:change=choose>{options}</select>
            </span>
        })
    }
}
