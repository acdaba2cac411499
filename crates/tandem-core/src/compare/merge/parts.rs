//! Records, controls, outcomes, charts, scenarios, parties, title and settings.

use std::collections::HashMap;

use super::super::bound::Bound;
use super::super::difference::Kind;
use super::super::pages::SheetMap;
use super::super::parts::settings;
use super::{Asked, Merger, Shared, pick, pick_part};
use crate::edit::Edit;
use crate::text::Localized;
use crate::workbook::{Chart, Control, Outcome, Page, Party, Scenario, Workbook};

impl Merger<'_> {
    /// The decision record of a page, as a whole. What was decided here is never written over.
    pub(super) fn record(&mut self, shared: &Shared) {
        let of = |workbook: &Workbook, sheet| {
            workbook.page_of(sheet).and_then(Page::record).map(|record| Box::new(record.clone()))
        };
        let (Some(mine), Some(theirs)) = (of(&self.trial, shared.mine), of(&self.theirs, shared.theirs)) else {
            return;
        };
        let Some((page, name)) = self.trial.page_of(shared.mine).map(|page| (page.id.clone(), page.title.clone()))
        else {
            return;
        };
        let base = self.base.as_deref().zip(shared.base).and_then(|(base, sheet)| of(base, sheet));
        let known = base.or_else(|| shared.is_new.then(|| mine.clone()));
        let asked = || Asked {
            kind: Kind::Record,
            name,
            at: None,
            mine: mine.status.text().into(),
            theirs: theirs.status.text().into(),
        };
        if !self.takes(pick(known.as_ref(), &mine, &theirs), asked) {
            return;
        }
        let adopt = Edit::AdoptRecord { page: page.clone(), record: theirs.clone() };
        let set = Edit::SetRecord { page, record: theirs };
        // A record that moved on by more than one step is adopted where nothing was decided here.
        let edit = if set.clone().apply(&mut self.trial.clone()).is_ok() { set } else { adopt };
        self.apply(edit);
    }

    /// The parts of the whole workbook.
    pub(super) fn parts(&mut self) {
        let (theirs, base) = (self.theirs.clone(), self.base.clone());
        let base = base.as_deref();
        self.bound_parts(&theirs, base);
        self.scenarios(&theirs, base);
        self.parties(&theirs, base);
        let (mine, other) = (self.trial.title().clone(), theirs.title().clone());
        let picked = pick(base.map(Workbook::title), &mine, &other);
        let name = Localized::default();
        let told = other.clone();
        if self.takes(picked, || Asked { kind: Kind::Title, name, at: None, mine, theirs: told }) {
            self.apply(Edit::SetTitle(other));
        }
        let (mine, other) = (self.trial.settings().clone(), theirs.settings().clone());
        let picked = pick(base.map(Workbook::settings), &mine, &other);
        let (name, told) = (Localized::default(), (settings(&mine), settings(&other)));
        if self.takes(picked, || Asked { kind: Kind::Settings, name, at: None, mine: told.0, theirs: told.1 }) {
            self.apply(Edit::SetSettings(other));
        }
    }

    /// Controls, outcomes and charts. One that needs a sheet that is not here stays out.
    fn bound_parts(&mut self, theirs: &Workbook, base: Option<&Workbook>) {
        let earlier = base.map(|base| (base, SheetMap::between(base, self.mine)));
        let earlier = earlier.as_ref();
        let known = earlier.map(|(base, sheets)| moved(base.controls(), sheets));
        let other = moved(theirs.controls(), &self.sheets);
        let mine = self.trial.controls().to_vec();
        if let Some(merged) = self.keyed(Kind::Control, known.as_deref(), &mine, &other) {
            self.apply(Edit::SetControls(merged));
        }
        let known = earlier.map(|(base, sheets)| moved(base.outcomes(), sheets));
        let other = moved(theirs.outcomes(), &self.sheets);
        let mine = self.trial.outcomes().to_vec();
        if let Some(merged) = self.keyed(Kind::Outcome, known.as_deref(), &mine, &other) {
            self.apply(Edit::SetOutcomes(merged));
        }
        let known = earlier.map(|(base, sheets)| moved(base.charts(), sheets));
        let other = moved(theirs.charts(), &self.sheets);
        let mine = self.trial.charts().to_vec();
        if let Some(merged) = self.keyed(Kind::Chart, known.as_deref(), &mine, &other) {
            self.apply(Edit::SetCharts(merged));
        }
    }

    /// From the first scenario that differs on, they are put in anew, so that their order holds. One of those is no longer
    /// marked as the one that was applied last, because its values may be others now.
    fn scenarios(&mut self, theirs: &Workbook, base: Option<&Workbook>) {
        let mine = self.trial.scenarios().to_vec();
        let known = base.map(Workbook::scenarios);
        let Some(merged) = self.keyed(Kind::Scenario, known, &mine, theirs.scenarios()) else { return };
        let same = mine.iter().zip(&merged).take_while(|(old, new)| old == new).count();
        for scenario in mine.into_iter().skip(same) {
            self.apply(Edit::RemoveScenario(scenario.id));
        }
        for scenario in merged.into_iter().skip(same) {
            self.apply(Edit::AddScenario(scenario));
        }
    }

    fn parties(&mut self, theirs: &Workbook, base: Option<&Workbook>) {
        let mine = self.trial.parties().to_vec();
        let known = base.map(Workbook::parties);
        let Some(merged) = self.keyed(Kind::Party, known, &mine, theirs.parties()) else { return };
        for party in mine.iter().filter(|party| merged.iter().all(|kept| kept.id != party.id)) {
            self.apply(Edit::RemoveParty(party.id.clone()));
        }
        for party in merged.into_iter().filter(|party| !mine.contains(party)) {
            self.apply(Edit::SetParty(party));
        }
    }

    /// Merges parts with identities; nothing where all stays as it is. What only the other copy has comes at the end, as if it
    /// had been added here.
    fn keyed<T: Keyed>(&mut self, kind: Kind, base: Option<&[T]>, mine: &[T], theirs: &[T]) -> Option<Vec<T>> {
        let (own, other, known) = (by_key(mine), by_key(theirs), base.map(by_key));
        let mut merged = Vec::new();
        let mut is_other = false;
        let new = theirs.iter().filter(|part| !own.contains_key(part.key()));
        for key in mine.iter().chain(new).map(Keyed::key) {
            let (own, other) = (own.get(key).copied(), other.get(key).copied());
            let known = known.as_ref().map(|known| known.get(key).copied());
            let told = |part: Option<&T>| part.map(Keyed::name).unwrap_or_default();
            let asked = || Asked { kind, name: told(own.or(other)), at: None, mine: told(own), theirs: told(other) };
            let takes_theirs = self.takes(pick_part(known, own, other), asked);
            is_other |= takes_theirs;
            merged.extend(if takes_theirs { other } else { own }.cloned());
        }
        is_other.then_some(merged)
    }
}

/// A part with an identity among its kind.
trait Keyed: Clone + PartialEq {
    fn key(&self) -> &str;
    fn name(&self) -> Localized;
}

fn by_key<T: Keyed>(parts: &[T]) -> HashMap<&str, &T> {
    parts.iter().map(|part| (part.key(), part)).collect()
}

fn moved<T: Bound>(parts: &[T], sheets: &SheetMap) -> Vec<T> {
    parts.iter().filter_map(|part| part.on(sheets)).collect()
}

impl Keyed for Control {
    fn key(&self) -> &str {
        &self.name
    }

    fn name(&self) -> Localized {
        self.label.clone()
    }
}

impl Keyed for Outcome {
    fn key(&self) -> &str {
        &self.name
    }

    fn name(&self) -> Localized {
        self.label.clone()
    }
}

impl Keyed for Chart {
    fn key(&self) -> &str {
        &self.id
    }

    fn name(&self) -> Localized {
        self.title.clone()
    }
}

impl Keyed for Scenario {
    fn key(&self) -> &str {
        &self.id
    }

    fn name(&self) -> Localized {
        self.name.clone()
    }
}

impl Keyed for Party {
    fn key(&self) -> &str {
        &self.id
    }

    fn name(&self) -> Localized {
        self.name.clone()
    }
}
