//! The gallery of templates, by job, with its search.

use leptos::prelude::*;
use tandem_core::template::{Summary, TemplateKind, summaries};
use tandem_core::text::Text;

use super::picture::Picture;
use crate::i18n::{Messages, fill, t};
use crate::session::{Command, use_session};
use crate::ui::search;
use crate::ui::shell::{Icon, Shape};

/// The kinds in the order of the jobs that people come with.
const KINDS: [TemplateKind; 4] =
    [TemplateKind::Calculator, TemplateKind::Scorecard, TemplateKind::Register, TemplateKind::Record];

/// Whether one of a template's names, in whatever script, answers a search.
fn answers(template: &Summary, wanted: &str) -> bool {
    let words = |text: &'static Text| [text.en, text.ja];
    let own = [template.id].into_iter().chain(template.variants.iter().copied());
    let told = [&template.title, &template.summary].into_iter().flat_map(|text| [text.en, text.ja]);
    let outcomes = template.outcomes.iter().flat_map(words);
    search::finds(wanted, own.chain(told).chain(outcomes))
}

/// The gallery.
#[component]
pub fn Gallery() -> impl IntoView {
    let session = use_session();
    let (wanted, set_wanted) = signal(String::new());
    let found = Memo::new(move |_| {
        let wanted = wanted.get();
        summaries().iter().filter(|template| answers(template, &wanted)).collect::<Vec<_>>()
    });
    let count = move || {
        let count = found.with(Vec::len);
        match (wanted.with(|wanted| wanted.trim().is_empty()), count) {
            (true, _) => String::new(),
            (false, 0) => fill(session.texts().home.nothing_found, &[("search", &wanted.get())]),
            (false, _) => fill(session.texts().home.found, &[("count", &count.to_string())]),
        }
    };
    view! {
        <section
            class="gallery"
            aria-labelledby="gallery-heading"
            on:pointerover=move |_| session.dispatch(Command::Prepare)
            on:focusin=move |_| session.dispatch(Command::Prepare)
        >
            <div class="gallery__head">
                <h2 id="gallery-heading" class="home__section">{t(|m| m.home.templates)}</h2>
                <label class="search">
                    <Icon shape=Shape::Search />
                    <span class="visually-hidden">{t(|m| m.home.search)}</span>
                    <input
                        type="search"
                        class="input search__field"
                        placeholder=t(|m| m.home.search)
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=wanted
                        on:input=move |event| set_wanted.set(event_target_value(&event))
                    />
                </label>
            </div>
            <p class="gallery__count" role="status">{count}</p>
            {KINDS.map(|kind| view! { <Shelf kind found /> }).collect_view()}
        </section>
    }
}

/// The templates of one kind that were found.
#[component]
fn Shelf(kind: TemplateKind, found: Memo<Vec<&'static Summary>>) -> impl IntoView {
    let here = Memo::new(move |_| {
        found.with(|found| found.iter().copied().filter(|card| card.kind == kind).collect::<Vec<_>>())
    });
    let (job, detail) = job(kind);
    view! {
        <Show when=move || here.with(|here| !here.is_empty())>
            <section class="shelf">
                <div class="shelf__head">
                    <h3 class="shelf__job">{t(job)}</h3>
                    <p class="shelf__detail">{t(detail)}</p>
                </div>
                <ul class="shelf__cards">
                    <For each=move || here.get() key=|card| card.id let:card>
                        <CardView card />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

type Pick = fn(&'static Messages) -> &'static str;

/// The job that a kind of template does, and a sentence about it.
const fn job(kind: TemplateKind) -> (Pick, Pick) {
    match kind {
        TemplateKind::Calculator => (|m| m.home.calculators, |m| m.home.calculators_detail),
        TemplateKind::Scorecard => (|m| m.home.scorecards, |m| m.home.scorecards_detail),
        TemplateKind::Register => (|m| m.home.registers, |m| m.home.registers_detail),
        TemplateKind::Record => (|m| m.home.records, |m| m.home.records_detail),
    }
}

#[component]
fn CardView(card: &'static Summary) -> impl IntoView {
    const OUTCOMES: usize = 4;
    let session = use_session();
    let language = session.language();
    let Summary { id, kind, title, summary, outcomes, chart, series, .. } = *card;
    let create = move |_| session.dispatch(Command::Create { template: id.to_owned(), inputs: Vec::new() });
    let figures = outcomes.iter().take(OUTCOMES).map(|label| {
        view! { <li class="card__figure">{move || label.get(language.get())}</li> }
    });
    view! {
        <li class="card">
            <Picture kind chart series />
            <div class="card__words">
                // The whole card is the button's target, through its overlay.
                <button type="button" class="card__title" on:click=create>
                    {move || title.get(language.get())}
                </button>
                <p class="card__summary">{move || summary.get(language.get())}</p>
                <ul class="card__figures" aria-label=t(|m| m.home.figures)>{figures.collect_view()}</ul>
                <span class="card__start" aria-hidden="true">{t(|m| m.home.start)}<Icon shape=Shape::Arrow /></span>
            </div>
        </li>
    }
}
