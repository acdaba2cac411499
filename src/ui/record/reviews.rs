//! Reviews that are planned and those that were held. As long as the decision holds, they can be planned, moved and removed.

use leptos::html::Input;
use leptos::prelude::*;
use tandem_core::workbook::Review;

use super::Desk;
use crate::browser::{keys, page};
use crate::i18n::{fill, t, use_language};

/// The reviews.
#[component]
pub fn Reviews(desk: Desk) -> impl IntoView {
    let reviews = Memo::new(move |_| desk.read(|_, record| record.reviews.clone()).unwrap_or_default());
    let word = move || if desk.arranges().get() { t(|m| m.record.arranged)() } else { t(|m| m.record.arrange)() };
    view! {
        <section class="record__section record__reviews">
            <h2>{t(|m| m.record.reviews)}</h2>
            <Show when=move || reviews.with(Vec::is_empty)>
                <p class="record__muted">{t(|m| m.record.no_reviews)}</p>
            </Show>
            <ul class="record__list">
                <For each=move || 0..reviews.with(Vec::len) key=|place| *place let:place>
                    <Line desk reviews place />
                </For>
            </ul>
            <Show when=move || desk.is_arranged()>
                <Plan desk />
            </Show>
            <Show when=move || desk.holds_closed()>
                <button
                    type="button"
                    class="button button--quiet record__arrange"
                    on:click=move |_| desk.arranges().update(|arranges| *arranges = !*arranges)
                >
                    {word}
                </button>
            </Show>
        </section>
    }
}

/// One review: a planned one can be moved and removed.
#[component]
fn Line(desk: Desk, reviews: Memo<Vec<Review>>, place: usize) -> impl IntoView {
    let language = use_language();
    let review = Memo::new(move |_| reviews.with(|reviews| reviews.get(place).cloned()));
    let words = move || match review.get() {
        None => String::new(),
        Some(Review { due, held: None, .. }) => fill(t(|m| m.record.review_due)(), &[("date", &due)]),
        Some(Review { held: Some(held), .. }) => {
            let verdict = held.verdict.text().get(language.get());
            let sentence =
                if held.by.is_empty() { t(|m| m.record.review_held_alone)() } else { t(|m| m.record.review_held)() };
            fill(sentence, &[("date", &held.date), ("by", &held.by), ("verdict", verdict)])
        }
    };
    let lesson = move || {
        let lesson = review.get()?.held?.lesson.get(language.get()).to_owned();
        (!lesson.is_empty()).then(|| view! { <span class="record__lesson">{lesson}</span> })
    };
    let is_planned = move || review.with(|review| review.as_ref().is_some_and(|review| review.held.is_none()));
    view! {
        <li>
            <Show
                when=move || is_planned() && desk.is_arranged()
                fallback=move || view! { <span>{words}</span> }
            >
                <Planned desk review place />
            </Show>
            {lesson}
        </li>
    }
}

/// A planned review while it can be changed. The day is taken when the field is left, because a browser calls every step of
/// typing one a change.
#[component]
fn Planned(desk: Desk, review: Memo<Option<Review>>, place: usize) -> impl IntoView {
    let day =
        Memo::new(move |_| review.with(|review| review.as_ref().map(|review| review.due.clone()).unwrap_or_default()));
    let field = NodeRef::<Input>::new();
    let commit = move || {
        let Some(field) = field.get_untracked() else { return };
        let (typed, present) = (field.value(), day.get_untracked());
        if typed.is_empty() {
            // A review has a day; to take it away there is the button.
            field.set_value(&present);
        } else if typed != present {
            desk.change(|record| {
                if let Some(own) = record.reviews.get_mut(place) {
                    own.due = typed;
                }
            });
        }
    };
    let remove = move |_| {
        desk.change(|record| {
            record.remove_review(place);
        });
        page::keep_focus(PLAN);
    };
    let named = move || fill(t(|m| m.record.review_of)(), &[("date", &day.get())]);
    let due = move || fill(t(|m| m.record.review_due)(), &[("date", &day.get())]);
    let label = move || fill(t(|m| m.record.remove)(), &[("name", &due())]);
    view! {
        <span class="record__line">
            <span class="visually-hidden">{due}</span>
            <input
                class="input record__day"
                type="date"
                aria-label=named
                node_ref=field
                prop:value=move || day.get()
                on:blur=move |_| commit()
                on:keydown=move |event| {
                    if keys::press(&event).is_some_and(|press| press.key == "Enter") {
                        commit();
                    }
                }
            />
            <button type="button" class="button button--quiet button--icon" aria-label=label title=label on:click=remove>
                <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg>
            </button>
        </span>
    }
}

/// The field for the day of another review, which gets the focus when one is taken away.
const PLAN: &str = "record-plan";

/// Plans another review.
#[component]
fn Plan(desk: Desk) -> impl IntoView {
    let day = RwSignal::new(String::new());
    let plan = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let due = day.get_untracked();
        if !due.is_empty() && desk.change(|record| record.add_review(due, None)) {
            day.set(String::new());
        }
    };
    view! {
        <form class="record__plan" novalidate on:submit=plan>
            <label class="record__fact">
                <span class="record__label">{t(|m| m.record.add_review)}</span>
                <input id=PLAN class="input" type="date" bind:value=day />
            </label>
            <button type="submit" class="button" disabled=move || day.with(String::is_empty)>
                {t(|m| m.record.plan)}
            </button>
        </form>
    }
}
