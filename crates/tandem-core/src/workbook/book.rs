//! The workbook itself: its parts, and how to read them.

use std::collections::BTreeSet;

use super::{
    Chart, Control, Glossary, Origin, Outcome, Page, PageId, PageKind, Party, Scenario, Settings, Sheet, Style,
    StyleTable,
};
use crate::cell::{CellAddress, SheetId, Value};
use crate::engine::{Content, Engine};
use crate::function::Clock;
use crate::text::{Localized, Text};

/// The title of a workbook that nobody has named.
const UNTITLED: Text = Text::new("Untitled workbook", "無題のワークブック");

/// What is saved and opened. It changes only through `edit::Edit`.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The cells: the only copy of inputs and values.
    pub(crate) engine: Engine,
    pub(crate) id: String,
    pub(crate) title: Localized,
    pub(crate) pages: Vec<Page>,
    pub(crate) names: Vec<String>,
    pub(crate) controls: Vec<Control>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) scenarios: Vec<Scenario>,
    pub(crate) active_scenario: Option<String>,
    pub(crate) parties: Vec<Party>,
    pub(crate) settings: Settings,
    pub(crate) glossary: Glossary,
    pub(crate) guide: Vec<Localized>,
    pub(crate) origin: Option<Origin>,
    pub(crate) styles: StyleTable,
}

impl Workbook {
    /// A workbook with one empty sheet, `Sheet1`. The identity must differ from that of every other saved workbook.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        let mut workbook = Self::without_pages(id);
        let sheet = workbook.engine.add_sheet("Sheet1");
        workbook.pages.push(Page {
            id: PageId::from("p1"),
            title: Localized::same("Sheet1"),
            kind: PageKind::Sheet(Sheet::new(sheet)),
        });
        workbook
    }

    /// A workbook to which the caller adds at least one page.
    pub(crate) fn without_pages(id: impl Into<String>) -> Self {
        Self {
            engine: Engine::new(),
            id: id.into(),
            title: UNTITLED.into(),
            pages: Vec::new(),
            names: Vec::new(),
            controls: Vec::new(),
            outcomes: Vec::new(),
            charts: Vec::new(),
            scenarios: Vec::new(),
            active_scenario: None,
            parties: Vec::new(),
            settings: Settings::default(),
            glossary: Glossary::default(),
            guide: Vec::new(),
            origin: None,
            styles: StyleTable::default(),
        }
    }

    /// Its identity among all workbooks: the key of its storage and links.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The same workbook under another identity, as for a copy or an opened file that collides with a saved one.
    #[must_use]
    pub fn with_id(self, id: impl Into<String>) -> Self {
        Self { id: id.into(), ..self }
    }

    /// Its title.
    #[must_use]
    pub const fn title(&self) -> &Localized {
        &self.title
    }

    /// Its pages in order, at least one.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The page of an identity.
    #[must_use]
    pub fn page(&self, id: &PageId) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == *id)
    }

    /// The page on which a sheet is.
    #[must_use]
    pub fn page_of(&self, sheet: SheetId) -> Option<&Page> {
        self.pages.iter().find(|page| page.sheet().is_some_and(|candidate| candidate.id == sheet))
    }

    /// A sheet.
    #[must_use]
    pub fn sheet(&self, id: SheetId) -> Option<&Sheet> {
        self.pages.iter().filter_map(Page::sheet).find(|sheet| sheet.id == id)
    }

    /// A sheet for change.
    pub(crate) fn sheet_mut(&mut self, id: SheetId) -> Option<&mut Sheet> {
        self.pages.iter_mut().filter_map(Page::sheet_mut).find(|sheet| sheet.id == id)
    }

    /// A sheet's name, as formulas write it.
    #[must_use]
    pub fn sheet_name(&self, id: SheetId) -> &str {
        self.engine.sheet_name(id).unwrap_or_default()
    }

    /// The sheet of a name, in any case.
    #[must_use]
    pub fn sheet_id(&self, name: &str) -> Option<SheetId> {
        self.engine.sheet_id(name)
    }

    /// The names of cells and ranges, in the order of their definition.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What a name stands for, as a formula such as `=Inputs!$B$2`.
    #[must_use]
    pub fn name_target(&self, name: &str) -> Option<String> {
        self.engine.name_target(name)
    }

    /// The controls in order.
    #[must_use]
    pub fn controls(&self) -> &[Control] {
        &self.controls
    }

    /// The control of a name.
    #[must_use]
    pub fn control(&self, name: &str) -> Option<&Control> {
        self.controls.iter().find(|control| control.name == name)
    }

    /// The control that is bound to a cell.
    #[must_use]
    pub fn control_at(&self, at: CellAddress) -> Option<&Control> {
        self.controls.iter().find(|control| control.cell == at)
    }

    /// The outcomes in order.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The outcome of a name.
    #[must_use]
    pub fn outcome(&self, name: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.name == name)
    }

    /// The charts in order.
    #[must_use]
    pub fn charts(&self) -> &[Chart] {
        &self.charts
    }

    /// The scenarios in order.
    #[must_use]
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// The scenario of an identity.
    #[must_use]
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// The scenario that was applied last. Inputs may have been changed since: see [`Self::is_scenario_changed`].
    #[must_use]
    pub fn active_scenario(&self) -> Option<&Scenario> {
        self.scenario(self.active_scenario.as_deref()?)
    }

    /// The parties in order.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// The party of an identity.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// What holds for the whole workbook.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The label texts in both languages.
    #[must_use]
    pub const fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// Lines that say how to begin; empty for none.
    #[must_use]
    pub fn guide(&self) -> &[Localized] {
        &self.guide
    }

    /// The template that the workbook was made from.
    #[must_use]
    pub const fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// The engine that holds the cells, for reading: precedents, dependents, spilled areas.
    #[must_use]
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What a cell evaluates to.
    #[must_use]
    pub fn value(&self, at: CellAddress) -> &Value {
        self.engine.value(at)
    }

    /// What was typed in a cell.
    #[must_use]
    pub fn content(&self, at: CellAddress) -> Content {
        self.engine.content(at)
    }

    /// How a cell looks.
    #[must_use]
    pub fn style(&self, at: CellAddress) -> &Style {
        let id = self.sheet(at.sheet).map(|sheet| sheet.styles.get(at.row, at.column)).unwrap_or_default();
        self.styles.get(id)
    }

    /// Makes what opening left for later, so that nobody waits for it.
    pub fn settle(&mut self) {
        self.engine.settle();
    }

    /// Tells the workbook date, time and seed, and gives the cells whose value changed by that.
    pub fn set_clock(&mut self, clock: Clock) -> Vec<CellAddress> {
        self.engine.set_clock(clock);
        self.engine.recalculate()
    }

    /// The day that the workbook was told, as a serial number; 0 until told.
    #[must_use]
    pub fn today(&self) -> i32 {
        use rust_decimal::prelude::ToPrimitive;
        self.engine.clock().now.floor().to_i32().unwrap_or(0)
    }

    /// An identity that no page has and none had that a decision record still names: `p1`, `p2`, ... A record goes on naming
    /// a page that was removed, and must not come to mean another one.
    #[must_use]
    pub fn fresh_page_id(&self) -> PageId {
        let records = self.pages.iter().filter_map(Page::record);
        let named: BTreeSet<&PageId> = records.flat_map(super::Record::named_pages).collect();
        let is_free = |id: &PageId| self.page(id).is_none() && !named.contains(id);
        let free = (1usize..).map(|n| PageId(format!("p{n}"))).find(is_free);
        free.unwrap_or_else(|| PageId::from("p"))
    }

    /// An identity that no scenario has yet: `s1`, `s2`, ...
    #[must_use]
    pub fn fresh_scenario_id(&self) -> String {
        let free = (1usize..).map(|n| format!("s{n}")).find(|id| self.scenario(id).is_none());
        free.unwrap_or_else(|| "s".to_owned())
    }

    /// A sheet name that no sheet has yet: `Sheet1`, `Sheet2`, ...
    #[must_use]
    pub fn fresh_sheet_name(&self) -> String {
        let free = (1usize..).map(|n| format!("Sheet{n}")).find(|name| self.sheet_id(name).is_none());
        free.unwrap_or_else(|| "Sheet".to_owned())
    }

    /// A scenario that holds what all controls hold now.
    #[must_use]
    pub fn capture_scenario(&self, id: String, name: Localized) -> Scenario {
        let values =
            self.controls.iter().map(|control| (control.name.clone(), self.input_text(control.cell))).collect();
        Scenario { id, name, values }
    }
}
