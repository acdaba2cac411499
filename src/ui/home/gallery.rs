//! The gallery of templates, by job, with its search.

use leptos::prelude::*;
use tandem_core::template::{Manifest, TemplateKind, templates};
use tandem_core::text::Localized;
use tandem_core::workbook::ChartKind;

use super::picture::Picture;
use super::search;
use crate::i18n::{Messages, fill, t};
use crate::session::{Command, use_session};
use crate::ui::shell::{Icon, Shape};

/// The kinds in the order of the jobs that people come with.
const KINDS: [TemplateKind; 4] =
    [TemplateKind::Calculator, TemplateKind::Scorecard, TemplateKind::Register, TemplateKind::Record];

/// What the gallery shows of a template.
#[derive(Clone, Debug, PartialEq)]
struct Card {
    id: String,
    kind: TemplateKind,
    title: Localized,
    summary: Localized,
    variants: Vec<String>,
    outcomes: Vec<Localized>,
    chart: Option<ChartKind>,
}

impl Card {
    fn of(manifest: &Manifest) -> Self {
        Self {
            id: manifest.id.clone(),
            kind: manifest.kind,
            title: manifest.title.clone(),
            summary: manifest.summary.clone(),
            variants: manifest.variants.clone(),
            outcomes: manifest.outcomes.iter().map(|outcome| outcome.label.clone()).collect(),
            chart: manifest.charts.first().map(|chart| chart.kind),
        }
    }

    /// Whether one of its names, in whatever script, answers a search.
    fn answers(&self, wanted: &str) -> bool {
        let own = [self.title.en.as_str(), self.title.ja.as_str(), self.id.as_str()];
        let told = [self.summary.en.as_str(), self.summary.ja.as_str()];
        let outcomes = self.outcomes.iter().flat_map(|label| [label.en.as_str(), label.ja.as_str()]);
        let names = own.into_iter().chain(self.variants.iter().map(String::as_str)).chain(told).chain(outcomes);
        search::finds(wanted, names)
    }
}

/// The gallery.
#[component]
pub fn Gallery() -> impl IntoView {
    let session = use_session();
    let cards = StoredValue::new(templates().iter().map(|template| Card::of(&template.manifest)).collect::<Vec<_>>());
    let (wanted, set_wanted) = signal(String::new());
    let found = Memo::new(move |_| {
        let wanted = wanted.get();
        cards.with_value(|cards| cards.iter().filter(|card| card.answers(&wanted)).cloned().collect::<Vec<_>>())
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
        <section class="gallery" aria-labelledby="gallery-heading">
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
fn Shelf(kind: TemplateKind, found: Memo<Vec<Card>>) -> impl IntoView {
    let here = Memo::new(move |_| {
        found.with(|found| found.iter().filter(|card| card.kind == kind).cloned().collect::<Vec<_>>())
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
                    <For each=move || here.get() key=|card| card.id.clone() let:card>
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
fn CardView(card: Card) -> impl IntoView {
    const OUTCOMES: usize = 4;
    let session = use_session();
    let language = session.language();
    let Card { id, kind, title, summary, outcomes, chart, .. } = card;
    let create = move |_| session.dispatch(Command::Create { template: id.clone(), inputs: Vec::new() });
    let figures = outcomes.into_iter().take(OUTCOMES).map(|label| {
        view! { <li class="card__figure">{move || label.get(language.get()).to_owned()}</li> }
    });
    view! {
        <li class="card">
            <Picture kind chart />
            <div class="card__words">
                // The whole card is the button's target, through its overlay.
                <button type="button" class="card__title" on:click=create>
                    {move || title.get(language.get()).to_owned()}
                </button>
                <p class="card__summary">{move || summary.get(language.get()).to_owned()}</p>
                <ul class="card__figures" aria-label=t(|m| m.home.figures)>{figures.collect_view()}</ul>
                <span class="card__start" aria-hidden="true">{t(|m| m.home.start)}<Icon shape=Shape::Arrow /></span>
            </div>
        </li>
    }
}
