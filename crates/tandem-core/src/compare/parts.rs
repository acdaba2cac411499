//! The parts of two workbooks that are no cells, side by side.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::bound::Bound;
use super::difference::{Kind, PartChange};
use super::pages::{SheetMap, counterpart};
use crate::cell::CellAddress;
use crate::text::{Language, Localized};
use crate::workbook::{Page, Settings, Workbook};

/// Title, settings, order, names, scenarios, parties.
pub(super) fn whole(before: &Workbook, after: &Workbook, found: &mut Vec<PartChange>) {
    let mut tell = |kind, old: Localized, new: Localized, differs: bool| {
        if differs {
            found.push(PartChange { kind, name: Localized::default(), before: Some(old), after: Some(new) });
        }
    };
    let is_retitled = before.title() != after.title();
    tell(Kind::Title, before.title().clone(), after.title().clone(), is_retitled);
    let is_set_otherwise = before.settings() != after.settings();
    tell(Kind::Settings, settings(before.settings()), settings(after.settings()), is_set_otherwise);
    let (old, new) = (order(before, after), order(after, before));
    let is_moved = old.iter().zip(&new).any(|(old, new)| !is_counterpart(old, before, new, after));
    tell(Kind::Order, titles(&old), titles(&new), is_moved);
    let targets = |workbook: &Workbook| -> Vec<(String, String)> {
        let target = |name: &String| (name.clone(), workbook.name_target(name).unwrap_or_default());
        workbook.names().iter().map(target).collect()
    };
    let named = |(name, target): &(String, String)| (name.clone(), Localized::same(name), Localized::same(target));
    found.extend(keyed(Kind::Name, &targets(before), &targets(after), named));
    let words = |id: &str, name: &Localized| (id.to_owned(), name.clone(), name.clone());
    found.extend(keyed(Kind::Scenario, before.scenarios(), after.scenarios(), |one| words(&one.id, &one.name)));
    found.extend(keyed(Kind::Party, before.parties(), after.parties(), |one| words(&one.id, &one.name)));
}

/// Controls, outcomes and charts, which are bound to cells. `sheets` leads from the later workbook to the earlier one.
pub(super) fn bound(before: &Workbook, after: &Workbook, sheets: &SheetMap, found: &mut Vec<PartChange>) {
    /// What stands on a sheet that came with it is no other part than before, and none is absent.
    fn on<T: Bound + Clone>(parts: &[T], sheets: &SheetMap) -> Vec<T> {
        parts.iter().map(|part| part.on(sheets).unwrap_or_else(|| part.clone())).collect()
    }
    let words = |id: &str, name: &Localized| (id.to_owned(), name.clone(), name.clone());
    let controls = on(after.controls(), sheets);
    found.extend(keyed(Kind::Control, before.controls(), &controls, |one| words(&one.name, &one.label)));
    let outcomes = on(after.outcomes(), sheets);
    found.extend(keyed(Kind::Outcome, before.outcomes(), &outcomes, |one| words(&one.name, &one.label)));
    let charts = on(after.charts(), sheets);
    found.extend(keyed(Kind::Chart, before.charts(), &charts, |one| words(&one.id, &one.title)));
}

/// What a page has beside the contents and looks of its cells.
pub(super) fn of_page(earlier: &Page, (page, after): (&Page, &Workbook), found: &mut Vec<PartChange>) {
    let (Some(old), Some(new)) = (earlier.sheet(), page.sheet()) else { return };
    let mut tell = |kind: Kind, differs: bool| {
        if differs {
            let there = || Some(Localized::default());
            found.push(PartChange { kind, name: page.title.clone(), before: there(), after: there() });
        }
    };
    tell(Kind::Record, earlier.record() != page.record());
    let (was, is) = (old.overlay.clone().on(new.id), &new.overlay);
    let is_laid_out = (&old.column_widths, &old.row_heights, old.frozen_rows, old.frozen_columns)
        == (&new.column_widths, &new.row_heights, new.frozen_rows, new.frozen_columns)
        && (&old.internal_rows, old.internal, old.hidden) == (&new.internal_rows, new.internal, new.hidden)
        && (&was.hidden_rows, &was.hidden_columns, &was.merges) == (&is.hidden_rows, &is.hidden_columns, &is.merges);
    tell(Kind::Layout, !is_laid_out);
    let has_rules = (&was.validations, &was.conditional_formats) == (&is.validations, &is.conditional_formats);
    tell(Kind::Rules, !has_rules);
    tell(Kind::Filter, was.filter != is.filter);
    let place = |(row, column): (u32, u32)| after.reference(CellAddress::new(new.id, row, column));
    found.extend(on_cells(Kind::Note, place, &was.notes, &is.notes, |note| &note.text));
    found.extend(on_cells(Kind::Evidence, place, &was.evidence, &is.evidence, |evidence| &evidence.source));
}

/// What lies on single cells.
fn on_cells<T: PartialEq>(
    kind: Kind,
    name: impl Fn((u32, u32)) -> String,
    before: &BTreeMap<(u32, u32), T>,
    after: &BTreeMap<(u32, u32), T>,
    text: impl Fn(&T) -> &String,
) -> Vec<PartChange> {
    let places: BTreeSet<&(u32, u32)> = before.keys().chain(after.keys()).collect();
    let differing = places.into_iter().filter(|place| before.get(place) != after.get(place));
    let told = |item: &T| Localized::same(text(item));
    differing
        .map(|place| PartChange {
            kind,
            name: Localized::same(name(*place)),
            before: before.get(place).map(told),
            after: after.get(place).map(told),
        })
        .collect()
}

/// Parts with identities: those that came, went, or changed. `words` gives identity, name, and what is shortly said of it.
fn keyed<T: PartialEq>(
    kind: Kind,
    before: &[T],
    after: &[T],
    words: impl Fn(&T) -> (String, Localized, Localized),
) -> Vec<PartChange> {
    let by_key = |parts: &[T]| -> HashMap<String, usize> {
        parts.iter().enumerate().map(|(place, part)| (words(part).0, place)).collect()
    };
    let (old, new) = (by_key(before), by_key(after));
    let find = |places: &HashMap<String, usize>, key: &String| places.get(key).copied();
    let mut found = Vec::new();
    for part in before {
        let (key, name, text) = words(part);
        if find(&new, &key).is_none() {
            found.push(PartChange { kind, name, before: Some(text), after: None });
        }
    }
    for part in after {
        let (key, name, text) = words(part);
        match find(&old, &key).and_then(|place| before.get(place)) {
            Some(earlier) if earlier == part => {}
            earlier => {
                let before = earlier.map(|earlier| words(earlier).2);
                found.push(PartChange { kind, name, before, after: Some(text) });
            }
        }
    }
    found
}

/// The pages that another workbook has too, in order.
fn order<'a>(of: &'a Workbook, other: &Workbook) -> Vec<&'a Page> {
    of.pages().iter().filter(|page| counterpart(page, of, other).is_some()).collect()
}

fn is_counterpart(old: &Page, before: &Workbook, new: &Page, after: &Workbook) -> bool {
    counterpart(old, before, after).is_some_and(|found| found.id == new.id)
}

fn titles(pages: &[&Page]) -> Localized {
    Localized::of(|language| {
        let titles: Vec<&str> = pages.iter().map(|page| page.title.get(language)).collect();
        titles.join(if language == Language::English { ", " } else { "、" })
    })
}

/// The settings in short.
pub(super) fn settings(settings: &Settings) -> Localized {
    Localized::same(format!("{}, {}, {}", settings.language.tag(), settings.currency, settings.fiscal_start_month))
}
