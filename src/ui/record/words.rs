//! What a record says in words: paragraphs, risks, and the facts beside them.

use leptos::prelude::*;
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Confidence, Prose, Record};

use super::Desk;
use crate::i18n::{t, use_language};

/// What the record says in a part, in a language.
pub(super) fn read_part(desk: Desk, part: Prose, language: Language) -> String {
    desk.read(|_, record| part.of(&record.text).get(language).to_owned()).unwrap_or_default()
}

/// What was typed holds in both languages: two languages must not say different things.
pub(super) fn write_part(desk: Desk, part: Prose, typed: &str, present: &str) {
    if typed.trim() != present {
        let text = Localized::same(typed.trim());
        desk.change_text(|words| *part.of_mut(words) = text);
    }
}

/// A heading with paragraphs.
#[component]
pub fn Section(
    desk: Desk,
    part: Prose,
    /// Whether it is what readers look for first.
    #[prop(optional)]
    is_lead: bool,
) -> impl IntoView {
    let language = use_language();
    let heading = move || part.label().get(language.get());
    let text = Memo::new(move |_| read_part(desk, part, language.get()));
    let is_shown = move || desk.is_edited() || text.with(|text| !text.is_empty());
    view! {
        <Show when=is_shown>
            <section class="record__section" class:record__section--lead=is_lead>
                <h2>{heading}</h2>
                <Show
                    when=move || desk.is_edited()
                    fallback=move || view! { <Paragraphs text=Signal::derive(move || text.get()) /> }
                >
                    <textarea
                        class="input record__words"
                        rows="4"
                        aria-label=heading
                        prop:value=move || text.get()
                        on:change=move |event| write_part(desk, part, &event_target_value(&event), &text.get_untracked())
                    ></textarea>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Paragraphs(text: Signal<String>) -> impl IntoView {
    move || {
        let text = text.get();
        let lines: Vec<String> = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()
    }
}

/// What may go wrong.
#[component]
pub fn Risks(desk: Desk) -> impl IntoView {
    let language = use_language();
    let risks = Memo::new(move |_| {
        let language = language.get();
        let read = desk
            .read(|_, record| record.text.risks.iter().map(|risk| risk.get(language).to_owned()).collect::<Vec<_>>());
        read.unwrap_or_default()
    });
    let write = move |event| {
        let typed = event_target_value(&event);
        let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if !risks.with_untracked(|risks| risks.iter().map(String::as_str).eq(lines.iter().copied())) {
            let present = risks.get_untracked();
            let known = desk.with(|_, record| record.text.risks.clone()).unwrap_or_default();
            // A risk that nobody touched keeps its words in the other language.
            let keep = |line: &&str| {
                let place = present.iter().position(|risk| risk == line);
                place.and_then(|place| known.get(place).cloned()).unwrap_or_else(|| Localized::same(*line))
            };
            let next: Vec<Localized> = lines.iter().map(keep).collect();
            desk.change_text(|text| text.risks = next);
        }
    };
    view! {
        <Show when=move || desk.is_edited() || risks.with(|risks| !risks.is_empty())>
            <section class="record__section">
                <h2>{t(|m| m.record.risks)}</h2>
                <Show
                    when=move || desk.is_edited()
                    fallback=move || {
                        view! {
                            <ul class="record__list">
                                {move || risks.get().into_iter().map(|risk| view! { <li>{risk}</li> }).collect_view()}
                            </ul>
                        }
                    }
                >
                    <textarea
                        class="input record__words"
                        rows="3"
                        aria-label=t(|m| m.record.risks)
                        aria-describedby="record-risks-hint"
                        prop:value=move || risks.get().join("\n")
                        on:change=write
                    ></textarea>
                    <p id="record-risks-hint" class="record__muted">{t(|m| m.record.risks_hint)}</p>
                </Show>
            </section>
        </Show>
    }
}

/// Who, how sure, from where, and what it is called elsewhere.
#[component]
pub fn Facts(desk: Desk) -> impl IntoView {
    view! {
        <section class="record__section record__facts">
            <Fact desk part=Prose::Decider />
            <Sureness desk />
            <Fact desk part=Prose::Quality />
            <Own desk label=t(|m| m.record.updated) part=UPDATED is_date=true />
            <Fact desk part=Prose::Source />
            <Fact desk part=Prose::Interests />
            <Own desk label=t(|m| m.record.english) part=ENGLISH />
            <Own desk label=t(|m| m.record.katakana) part=KATAKANA />
            <Own desk label=t(|m| m.record.kanji) part=KANJI />
        </section>
    }
}

/// A fact that has no language: how it is read, and where it is written.
#[derive(Clone, Copy)]
struct OwnPart {
    read: fn(&Record) -> &str,
    write: fn(&mut Record, String),
}

/// The day of the last change in substance; an empty one is none.
const UPDATED: OwnPart = OwnPart {
    read: |record| record.text.updated.as_deref().unwrap_or_default(),
    write: |record, typed| record.text.updated = Some(typed).filter(|date| !date.is_empty()),
};
const ENGLISH: OwnPart =
    OwnPart { read: |record| &record.variants.english, write: |record, typed| record.variants.english = typed };
const KATAKANA: OwnPart =
    OwnPart { read: |record| &record.variants.katakana, write: |record, typed| record.variants.katakana = typed };
const KANJI: OwnPart =
    OwnPart { read: |record| &record.variants.kanji, write: |record, typed| record.variants.kanji = typed };

/// One fact in both languages.
#[component]
fn Fact(desk: Desk, part: Prose) -> impl IntoView {
    let language = use_language();
    let label = move || part.label().get(language.get());
    let text = Memo::new(move |_| read_part(desk, part, language.get()));
    view! {
        <Line
            desk
            label
            text=Signal::derive(move || text.get())
            write=Callback::new(move |typed: String| write_part(desk, part, &typed, &text.get_untracked()))
            is_date=false
        />
    }
}

/// One fact that has no language.
#[component]
fn Own(
    desk: Desk,
    label: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    part: OwnPart,
    #[prop(optional)] is_date: bool,
) -> impl IntoView {
    let text = Memo::new(move |_| desk.read(|_, record| (part.read)(record).to_owned()).unwrap_or_default());
    let write = move |typed: String| {
        if typed.trim() != text.get_untracked() {
            desk.change(|record| (part.write)(record, typed.trim().to_owned()));
        }
    };
    view! { <Line desk label text=Signal::derive(move || text.get()) write=Callback::new(write) is_date /> }
}

/// A label with a text, or a field while the record is edited.
#[component]
fn Line(
    desk: Desk,
    label: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    text: Signal<String>,
    write: Callback<String>,
    is_date: bool,
) -> impl IntoView {
    let kind = if is_date { "date" } else { "text" };
    view! {
        <Show when=move || desk.is_edited() || text.with(|text| !text.is_empty())>
            <Show
                when=move || desk.is_edited()
                fallback=move || {
                    view! {
                        <p class="record__fact">
                            <span class="record__label">{label}</span>
                            <span class="record__said">{move || text.get()}</span>
                        </p>
                    }
                }
            >
                <label class="record__fact">
                    <span class="record__label">{label}</span>
                    <input
                        class="input"
                        type=kind
                        prop:value=move || text.get()
                        on:change=move |event| write.run(event_target_value(&event))
                    />
                </label>
            </Show>
        </Show>
    }
}

/// How sure those who decide are.
#[component]
fn Sureness(desk: Desk) -> impl IntoView {
    const ALL: [Confidence; 3] = [Confidence::High, Confidence::Medium, Confidence::Low];
    let language = use_language();
    let chosen = Memo::new(move |_| desk.read(|_, record| record.text.confidence).flatten());
    let word = move || chosen.get().map(|confidence| confidence.text().get(language.get()));
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let confidence = place.and_then(|place| ALL.get(place).copied());
        desk.change_text(|text| text.confidence = confidence);
    };
    let item = move |(place, confidence): (usize, Confidence)| {
        let is_chosen = move || chosen.get() == Some(confidence);
        view! { <option value=place.to_string() selected=is_chosen>{move || confidence.text().get(language.get())}</option> }
    };
    view! {
        <Show when=move || desk.is_edited() || chosen.get().is_some()>
            <Show
                when=move || desk.is_edited()
                fallback=move || {
                    view! {
                        <p class="record__fact">
                            <span class="record__label">{t(|m| m.record.confidence)}</span>
                            <span class="record__said">{word}</span>
                        </p>
                    }
                }
            >
                <label class="record__fact">
                    <span class="record__label">{t(|m| m.record.confidence)}</span>
                    <select class="input" on:change=choose>
                        <option value="" selected=move || chosen.get().is_none()>{t(|m| m.record.unset)}</option>
                        {ALL.into_iter().enumerate().map(item).collect_view()}
                    </select>
                </label>
            </Show>
        </Show>
    }
}
