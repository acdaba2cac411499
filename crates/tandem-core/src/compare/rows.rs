//! Which rows came and went between two versions of a sheet.
//!
//! A row is recognised by what was typed into it; of formulas only what no inserted or deleted row changes counts. Rows that stand once on
//! both sides hold the alignment, rows beside them follow, and what is left over came or went. The earlier workbook is then brought to the
//! later one's rows by edits, so that references move with them exactly as they did under a person's hands.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use rustc_hash::FxBuildHasher;

use super::cells::On;
use super::difference::{Kind, PartChange};
use super::pages::counterpart;
use crate::edit::{Edit, filled_on};
use crate::engine::Content;
use crate::text::{Language, Localized};
use crate::workbook::{Page, Workbook};

/// Of a row that is gone, so many cells are told.
const TOLD_CELLS: usize = 6;

/// Rows that one version of a sheet has and the other has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// The row of the earlier sheet with which, or before which, it begins.
    was: u32,
    /// The same of the later sheet.
    is: u32,
    count: u32,
    came: bool,
}

/// The earlier workbook with the rows of the later one, and what is told of that; nothing where no rows came or went.
pub(super) fn aligned(before: &Workbook, after: &Workbook) -> Option<(Workbook, Vec<PartChange>)> {
    let mut told = Vec::new();
    let mut edits = Vec::new();
    for page in after.pages() {
        let Some(earlier) = counterpart(page, after, before) else { continue };
        let (Some(old), Some(new)) = (earlier.sheet(), page.sheet()) else { continue };
        let was = On { workbook: before, sheet: old.id };
        let runs = runs(&keys(was), &keys(On { workbook: after, sheet: new.id }));
        told.extend(runs.iter().map(|run| part(run, was, page)));
        // From below, so that the rows above keep their numbers.
        edits.extend(runs.iter().rev().map(|&Run { was: at, count, came, .. }| {
            let sheet = old.id;
            if came { Edit::InsertRows { sheet, at, count } } else { Edit::DeleteRows { sheet, at, count } }
        }));
    }
    if edits.is_empty() {
        return None;
    }
    let mut moved = before.clone();
    Edit::Batch(edits).apply(&mut moved).ok()?;
    Some((moved, told))
}

/// What is told of a run: its rows, and what stood in those that are gone.
fn part(run: &Run, was: On<'_>, page: &Page) -> PartChange {
    let first = if run.came { run.is } else { run.was };
    let rows = format!("{}:{}", first.saturating_add(1), first.saturating_add(run.count));
    let name = Localized::of(|language| format!("{} {rows}", page.title.get(language)));
    if run.came {
        return PartChange { kind: Kind::Rows, name, before: None, after: Some(Localized::default()) };
    }
    let end = first.saturating_add(run.count);
    let mut stood = filled_on(was.sheet, was.workbook);
    stood.retain(|at| (first..end).contains(&at.row));
    let texts: Vec<String> = stood.iter().take(TOLD_CELLS).map(|at| was.workbook.input_text(*at)).collect();
    let more = if stood.len() > TOLD_CELLS { "…" } else { "" };
    let listed = |language| texts.join(if language == Language::English { ", " } else { "、" }) + more;
    PartChange { kind: Kind::Rows, name, before: Some(Localized::of(listed)), after: None }
}

/// What rows are recognised by, from the first to the last that holds anything; 0 for one that holds nothing.
fn keys(on: On<'_>) -> Vec<u64> {
    let mut keys: Vec<u64> = Vec::new();
    for at in filled_on(on.sheet, on.workbook) {
        let row = usize::try_from(at.row).unwrap_or(usize::MAX);
        if keys.len() <= row {
            keys.resize(row.saturating_add(1), 0);
        }
        if let Some(key) = keys.get_mut(row) {
            let mut hasher = FxBuildHasher.build_hasher();
            (*key, at.column).hash(&mut hasher);
            match on.workbook.content(at) {
                // Digits are what inserting and deleting changes in references.
                Content::Formula(text) => {
                    text.bytes().filter(|byte| !byte.is_ascii_digit()).for_each(|byte| byte.hash(&mut hasher))
                }
                _ => on.workbook.input_text(at).hash(&mut hasher),
            }
            *key = hasher.finish().max(1);
        }
    }
    keys
}

/// The rows that came and went, from above.
fn runs(was: &[u64], is: &[u64]) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (next_from, next_to) in anchors(was, is).into_iter().chain([(was.len(), is.len())]) {
        let (old, new) = (was.get(from..next_from).unwrap_or_default(), is.get(to..next_to).unwrap_or_default());
        // What came or went behind the last row is no matter of moving others.
        if next_from < was.len() || next_to < is.len() || ends_alike(old, new) {
            runs.extend(gap(old, new, (from, to)));
        }
        (from, to) = (next_from, next_to);
    }
    runs
}

fn ends_alike(old: &[u64], new: &[u64]) -> bool {
    old.last().is_some() && old.last() == new.last()
}

/// Between two rows that are known to be the same, those that are alike from above and from below keep their places; what is over
/// between them came or went.
fn gap(old: &[u64], new: &[u64], (from, to): (usize, usize)) -> Option<Run> {
    let same = |pair: &(&u64, &u64)| pair.0 == pair.1;
    let above = old.iter().zip(new).take_while(same).count();
    let most = old.len().min(new.len()).saturating_sub(above);
    let below = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    // Rows that stand for each other and were changed stand first, as where a person goes on under them.
    let shared = old.len().min(new.len()).saturating_sub(below);
    let count = u32::try_from(old.len().abs_diff(new.len())).ok().filter(|count| *count > 0)?;
    let place = |start: usize| u32::try_from(start.saturating_add(shared)).ok();
    Some(Run { was: place(from)?, is: place(to)?, count, came: new.len() > old.len() })
}

/// Pairs of rows that stand once in both, in an order that holds for both: as many as there can be.
fn anchors(was: &[u64], is: &[u64]) -> Vec<(usize, usize)> {
    let once = |keys: &[u64]| {
        let mut places: HashMap<u64, Option<usize>, FxBuildHasher> = HashMap::default();
        for (place, key) in keys.iter().enumerate().filter(|(_, key)| **key != 0) {
            places.entry(*key).and_modify(|known| *known = None).or_insert(Some(place));
        }
        places
    };
    let later = once(is);
    let earlier = once(was);
    let pairs = was.iter().enumerate().filter_map(|(place, key)| {
        earlier.get(key).copied().flatten()?;
        Some((place, later.get(key).copied().flatten()?))
    });
    longest_rise(&pairs.collect::<Vec<_>>())
}

/// Of pairs that rise in their first number the most that rise in their second, too.
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair with which the lowest rise of that length ends, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut earlier: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let height = |index: &usize| pairs.get(*index).map(|pair| pair.1);
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| height(end) < Some(pair.1));
        earlier.push(length.checked_sub(1).and_then(|before| ends.get(before).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut rise: Vec<(usize, usize)> = Vec::new();
    let mut next = ends.last().copied();
    while let Some(index) = next {
        rise.extend(pairs.get(index));
        next = earlier.get(index).copied().flatten();
    }
    rise.reverse();
    rise
}
