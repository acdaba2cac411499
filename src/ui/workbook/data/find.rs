//! Finding and replacing: a bar over the grid that leaves the sheet at hand.

use leptos::html::Input;
use leptos::prelude::*;
use tandem_core::cell::{Area, CellAddress};
use tandem_core::grid::{Place, Selection};
use tandem_core::operation::{Finding, LookIn, Query, Scope, find_next, replace_all, replace_in};
use tandem_core::template::tools::seen_by;
use tandem_core::text::{Language, Localized, Text};
use tandem_core::workbook::Workbook;

use super::form::{Tick, refusal, say};
use crate::browser::element::HtmlInputElement;
use crate::browser::keys::press;
use crate::browser::task::next_frame;
use crate::i18n::use_language;
use crate::session::{Command, Weight};
use crate::ui::grid::GridState;
use crate::ui::workbook::Desk;

/// Cells that are looked at before the page has its turn: a few milliseconds.
const CELLS_AT_ONCE: u64 = 50_000;

/// What is looked for. It outlives the page, because a search over all sheets goes from page to page.
#[derive(Clone, Copy)]
pub struct FindState {
    /// Whether the bar is open, and whether it replaces.
    open: RwSignal<Option<bool>>,
    /// Counts the times it was asked for, so that it takes the focus again.
    times: RwSignal<u32>,
    text: RwSignal<String>,
    replacement: RwSignal<String>,
    match_case: RwSignal<bool>,
    whole_cell: RwSignal<bool>,
    in_formulas: RwSignal<bool>,
    in_workbook: RwSignal<bool>,
}

impl FindState {
    /// A closed bar.
    #[must_use]
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(None),
            times: RwSignal::new(0),
            text: RwSignal::new(String::new()),
            replacement: RwSignal::new(String::new()),
            match_case: RwSignal::new(false),
            whole_cell: RwSignal::new(false),
            in_formulas: RwSignal::new(true),
            in_workbook: RwSignal::new(false),
        }
    }

    /// Opens the bar, to replace as well or only to find.
    pub fn ask(self, replaces: bool) {
        self.open.set(Some(replaces));
        self.times.update(|times| *times = times.wrapping_add(1));
    }

    fn query(self) -> Query {
        Query {
            text: self.text.get(),
            match_case: self.match_case.get(),
            whole_cell: self.whole_cell.get(),
            wildcards: true,
            look_in: if self.in_formulas.get() { LookIn::Formulas } else { LookIn::Values },
        }
    }

    fn scope(self, grid: GridState) -> Scope {
        // The other sheets may hold what is hidden from the party that looks.
        let is_party = grid.sheet.session().with(|workbook| seen_by(workbook).is_some()) == Some(true);
        if self.in_workbook.get() && !is_party { Scope::Workbook } else { Scope::Sheet(grid.sheet.id()) }
    }
}

/// What the bar does with one grid.
#[derive(Clone, Copy)]
struct Finder {
    desk: Desk,
    grid: GridState,
    state: FindState,
    refused: RwSignal<Option<Localized>>,
}

impl Finder {
    fn language(self) -> Language {
        self.desk.session.language().get_untracked()
    }

    fn active(self) -> CellAddress {
        self.grid.sheet.at(self.grid.active())
    }

    /// Reads the workbook with what is looked for, and shows why that can't be done.
    fn ask<T>(self, read: impl FnOnce(&Workbook, &Query, &Scope) -> Result<T, Localized>) -> Option<T> {
        let (query, scope) = untrack(|| (self.state.query(), self.state.scope(self.grid)));
        let answer = self.desk.session.with(|workbook| read(workbook, &query, &scope))?;
        self.refused.set(answer.as_ref().err().cloned());
        answer.ok()
    }

    /// Goes to the next place, or the one before.
    fn go(self, backwards: bool) {
        let (from, language) = (self.active(), self.language());
        let found = self.ask(|workbook, query, scope| {
            find_next(workbook, query, scope, from, backwards, language).map_err(|error| refusal(&error))
        });
        match found {
            Some(Some(at)) if at.sheet == self.grid.sheet.id() => {
                self.grid.select(Selection::at(Place::new(at.row, at.column)));
            }
            Some(Some(at)) => self.desk.go_to(self.grid, Area::of(at)),
            Some(None) => self.refused.set(Some(NOT_FOUND.into())),
            None => {}
        }
    }

    /// Replaces in the active cell where it holds what is looked for, and goes to the next one.
    fn replace(self) {
        let (at, replacement) = (self.active(), self.state.replacement.get_untracked());
        let edit = self
            .ask(|workbook, query, _| replace_in(workbook, query, at, &replacement).map_err(|error| refusal(&error)));
        let Some(edit) = edit else { return };
        if let Some(edit) = edit
            && let Err(reason) = self.desk.session.try_dispatch(Command::Edit(edit))
        {
            self.refused.set(Some(reason));
            return;
        }
        self.go(false);
    }

    /// Replaces everywhere, in one step.
    fn replace_all(self) {
        let replacement = self.state.replacement.get_untracked();
        let replaced = self.ask(|workbook, query, scope| {
            replace_all(workbook, query, scope, &replacement).map_err(|error| refusal(&error))
        });
        let Some(replaced) = replaced else { return };
        if replaced.cells == 0 {
            self.refused.set(Some(NOT_FOUND.into()));
            return;
        }
        match self.desk.session.try_dispatch(Command::Edit(replaced.edit)) {
            Ok(()) => {
                let (places, cells) = (replaced.places, replaced.cells);
                let sentence = Localized {
                    en: format!("Replaced {places} places in {cells} cells."),
                    ja: format!("{cells}個のセルの{places}か所を置換しました。"),
                };
                self.desk.session.say(Weight::Done, sentence, None);
            }
            Err(reason) => self.refused.set(Some(reason)),
        }
    }

    fn close(self) {
        self.state.open.set(None);
        self.grid.focus();
    }
}

/// The bar.
#[component]
pub fn FindBar(
    /// What goes along from page to page.
    desk: Desk,
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let state = desk.find;
    view! {
        <Show when=move || state.open.get().is_some()>
            <OpenBar finder=Finder { desk, grid, state, refused: RwSignal::new(None) } />
        </Show>
    }
}

/// Every place where something is found, which is told once all cells were looked at: the page has its turn meanwhile.
fn count_places(
    desk: Desk,
    grid: GridState,
    state: FindState,
    language: Signal<Language>,
) -> RwSignal<Vec<CellAddress>> {
    let places = RwSignal::new(Vec::new());
    // Counts what was asked for, so that an answer that comes late is known to be of an earlier question.
    let turn = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let (query, scope, language) = (state.query(), state.scope(grid), language.get());
        desk.session.revision().track();
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let asked = turn.get_value();
        let begun = desk.session.with(|workbook| Finding::new(workbook, &query, &scope, language).ok()).flatten();
        let Some(mut finding) = begun else { return places.set(Vec::new()) };
        leptos::task::spawn_local(async move {
            loop {
                if turn.try_get_value() != Some(asked) {
                    return;
                }
                if desk.session.with(|workbook| finding.go_on(workbook, CELLS_AT_ONCE)).unwrap_or(true) {
                    places.try_set(finding.found().to_vec());
                    return;
                }
                next_frame().await;
            }
        });
    });
    places
}

fn take_focus(field: &HtmlInputElement, state: FindState) {
    // What was looked for last is selected, so that typing replaces it; put in later, it would take the selection away.
    field.set_value(&state.text.get_untracked());
    // An element that left the page cannot take the focus, and then nobody misses it.
    let _ = field.focus();
    field.select();
}

#[component]
fn OpenBar(
    /// What it does.
    finder: Finder,
) -> impl IntoView {
    let Finder { desk, grid, state, refused } = finder;
    let language = use_language();
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        state.times.track();
        let Some(field) = field.get() else { return };
        // At once, so that what is typed next goes there and not into the cell.
        take_focus(&field, state);
        // A page that has just come gives its grid the focus after that.
        request_animation_frame(move || {
            if grid.has_focus() {
                take_focus(&field, state);
            }
        });
    });
    let found = count_places(desk, grid, state, language);
    let count = move || {
        if state.text.with(String::is_empty) {
            return String::new();
        }
        let active = grid.sheet.at(grid.selection.with(Selection::active));
        let (count, place) = found.with(|found| (found.len(), found.iter().position(|at| *at == active)));
        match (place, language.get()) {
            (Some(place), Language::English) => format!("{} of {count}", place.saturating_add(1)),
            (Some(place), Language::Japanese) => format!("{count} 件中 {} 件目", place.saturating_add(1)),
            (None, Language::English) => format!("{count} found"),
            (None, Language::Japanese) => format!("{count} 件"),
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        event.stop_propagation();
        let Some(press) = press(&event) else { return };
        if press.key == "Escape" {
            event.prevent_default();
            finder.close();
        } else if press.command && (press.key == "f" || press.key == "h") {
            event.prevent_default();
            state.ask(press.key == "h");
        }
    };
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if let Some(press) = press(&event).filter(|press| press.key == "Enter") {
            event.prevent_default();
            finder.go(press.shift);
        }
    };
    let replaces = move || state.open.get() == Some(true);
    view! {
        <div class="find" data-part="find" role="search" aria-label=say(HEADING) on:keydown=key>
            <div class="find__line">
                <input
                    class="form__field find__field"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=say(FIND)
                    placeholder=say(FIND)
                    node_ref=field
                    bind:value=state.text
                    on:keydown=enter
                />
                <span class="find__count figures" role="status">
                    {count}
                </span>
                <button type="button" class="button" on:click=move |_| finder.go(true)>
                    {say(PREVIOUS)}
                </button>
                <button type="button" class="button" on:click=move |_| finder.go(false)>
                    {say(NEXT)}
                </button>
                <button type="button" class="button button--quiet" on:click=move |_| finder.close()>
                    {say(CLOSE)}
                </button>
            </div>
            <Show when=replaces>
                <div class="find__line">
                    <input
                        class="form__field find__field"
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        aria-label=say(REPLACEMENT)
                        placeholder=say(REPLACEMENT)
                        bind:value=state.replacement
                        on:keydown=move |event| {
                            if press(&event).is_some_and(|press| press.key == "Enter") {
                                event.prevent_default();
                                finder.replace();
                            }
                        }
                    />
                    <button type="button" class="button" on:click=move |_| finder.replace()>
                        {say(REPLACE)}
                    </button>
                    <button type="button" class="button" on:click=move |_| finder.replace_all()>
                        {say(REPLACE_ALL)}
                    </button>
                </div>
            </Show>
            <div class="find__line">
                <Tick words=CASE ticked=state.match_case />
                <Tick words=WHOLE ticked=state.whole_cell />
                <Tick words=FORMULAS ticked=state.in_formulas />
                <Tick words=WORKBOOK ticked=state.in_workbook />
            </div>
            <p class="form__refused" role="alert">
                {move || refused.get().map(|reason| reason.get(language.get()).to_owned())}
            </p>
        </div>
    }
}

const HEADING: Text = Text::new("Find and replace", "検索と置換");
const FIND: Text = Text::new("Find", "検索する文字列");
const REPLACEMENT: Text = Text::new("Replace with", "置換後の文字列");
const PREVIOUS: Text = Text::new("Previous", "前へ");
const NEXT: Text = Text::new("Next", "次へ");
const CLOSE: Text = Text::new("Close", "閉じる");
const REPLACE: Text = Text::new("Replace", "置換");
const REPLACE_ALL: Text = Text::new("Replace all", "すべて置換");
const CASE: Text = Text::new("Match case and width", "大文字と小文字、全角と半角を区別");
const WHOLE: Text = Text::new("Whole cell", "セル全体が一致");
const FORMULAS: Text = Text::new("In formulas", "数式を検索");
const WORKBOOK: Text = Text::new("All sheets", "すべてのシート");
const NOT_FOUND: Text = Text::new("Nothing was found.", "見つかりませんでした。");
