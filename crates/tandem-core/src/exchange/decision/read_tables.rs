//! The tables of our own form whose rows are lines of the record, cells, reviews, relations and kept figures.

use super::read::{room, within_limit};
use super::read_own::{Own, Row};
use super::text::unescaped;
use super::words::{
    CONDITIONS, CRITERIA, DRIVER_FIGURES, LINKED, METRICS, OPTION_FIGURES, SUPERSEDED_BY, SUPERSEDES, TRADE_OFF, is,
};
use super::{Expected, MadrError, NamedRecord};
use crate::cell::{CellAddress, SheetId, parse_cell, parse_column};
use crate::limits::MAX_ROWS;
use crate::text::{Localized, Text};
use crate::workbook::{
    Confidence, DecisionOption, Figure, Held, Line, RecordColumn, SnapshotFigure, SnapshotSource, TriggerMeaning,
    Verdict,
};

impl Own {
    /// A line of the record with its cells, or a cell of its own.
    pub(super) fn figure(&mut self, word: Text, row: &Row<'_>) -> Result<(), MadrError> {
        let text = &mut self.imported.record.text;
        match word {
            METRICS | DRIVER_FIGURES | CONDITIONS => {
                let figure = Figure { meaning: row.meaning()?, row: row.number(1)? };
                let figures = match word {
                    METRICS => &mut text.metrics,
                    DRIVER_FIGURES => &mut text.drivers,
                    _ => &mut text.conditions,
                };
                room(figures.len(), row.line)?;
                figures.push(figure);
                self.shared(row, 1)
            }
            OPTION_FIGURES => {
                let id = unescaped(row.cell(0));
                within_limit(&id, row.line)?;
                room(text.options.len(), row.line)?;
                let column = parse_column(row.cell(1)).ok_or_else(|| row.error(Expected::Column))?;
                text.options.push(DecisionOption { id, text: Localized::default(), row: row.number(2)?, column });
                self.shared(row, 2)
            }
            CRITERIA => {
                let own = row.number(0)?;
                room(text.criteria.len(), row.line)?;
                text.criteria.push(Line { row: own });
                let columns: Vec<u32> = text.options.iter().map(|option| option.column).collect();
                for (at, column) in columns.into_iter().enumerate() {
                    self.put(own, column, row.typed(1 + RecordColumn::SHARED.len() + at)?);
                }
                self.shared(row, 0)
            }
            TRADE_OFF => {
                text.trade_off.line = Some(Line { row: row.number(0)? });
                self.shared(row, 0)
            }
            _ => {
                let (own, column) = parse_cell(row.cell(0)).ok_or_else(|| row.error(Expected::Cell))?;
                self.put(own, column, row.typed(1)?);
                Ok(())
            }
        }
    }

    /// The number of a row in one of the cells, and behind it what stands in the columns that every row has.
    fn shared(&mut self, row: &Row<'_>, at: usize) -> Result<(), MadrError> {
        let own = row.number(at)?;
        for (next, column) in RecordColumn::SHARED.into_iter().enumerate() {
            self.put(own, column.index(), row.typed(at + 1 + next)?);
        }
        Ok(())
    }

    fn put(&mut self, row: u32, column: u32, (typed, shown): (String, Option<String>)) {
        if !typed.is_empty() {
            let place = CellAddress::new(SheetId(0), row, column).a1();
            self.imported.shown.extend(shown.map(|shown| (place.clone(), shown)));
            self.imported.cells.insert(place, typed);
        }
    }

    pub(super) fn review(&mut self, row: &Row<'_>) -> Result<(), MadrError> {
        room(self.imported.record.reviews.len(), row.line)?;
        let due = row.day(row.cell(0))?;
        let held = match row.cell(1) {
            "" => None,
            date => {
                let by = unescaped(row.cell(2));
                within_limit(&by, row.line)?;
                Some(Held {
                    date: row.day(date)?,
                    by,
                    verdict: row.verdict()?,
                    lesson: self.both(row.cell(4), row.line)?,
                    // Texts from before it was kept have no such column.
                    revision: match row.cell(5) {
                        "" => None,
                        number => Some(number.parse().map_err(|_| row.error(Expected::Number))?),
                    },
                })
            }
        };
        self.imported.record.add_review(due, held);
        Ok(())
    }

    pub(super) fn related(&mut self, row: &Row<'_>) -> Result<(), MadrError> {
        let named = NamedRecord { number: unescaped(row.cell(1)), title: unescaped(row.cell(2)) };
        within_limit(&named.title, row.line)?;
        let imported = &mut self.imported;
        room(imported.supersedes.len().max(imported.linked.len()), row.line)?;
        match row.cell(0) {
            word if is(word, SUPERSEDES) => imported.supersedes.push(named),
            word if is(word, SUPERSEDED_BY) => imported.superseded_by = Some(named),
            word if is(word, LINKED) => imported.linked.push(named),
            _ => return Err(row.error(Expected::Entry)),
        }
        Ok(())
    }

    /// A kept figure, or in a row without a cell what the last one was read from.
    pub(super) fn snapshot(&mut self, row: &Row<'_>) -> Result<(), MadrError> {
        let Some(snapshot) = &mut self.imported.record.snapshot else { return Err(row.error(Expected::Day)) };
        let [value, reference, source] = [1, 2, 3].map(|at| unescaped(row.cell(at)));
        within_limit(&value, row.line)?;
        within_limit(&source, row.line)?;
        if row.cell(0).is_empty() {
            let figure = snapshot.figures.last_mut().ok_or_else(|| row.error(Expected::Cell))?;
            figure.sources.push(SnapshotSource { reference, value: source });
        } else {
            let (own, column) = parse_cell(row.cell(0)).ok_or_else(|| row.error(Expected::Cell))?;
            snapshot.figures.push(SnapshotFigure { row: own, column, value, sources: Vec::new() });
        }
        Ok(())
    }
}

impl Row<'_> {
    /// A row of the sheet, from zero.
    fn number(&self, at: usize) -> Result<u32, MadrError> {
        let number = self.cell(at).parse::<u32>().ok().and_then(|number| number.checked_sub(1));
        number.filter(|row| *row < MAX_ROWS).ok_or_else(|| self.error(Expected::Row))
    }

    fn meaning(&self) -> Result<TriggerMeaning, MadrError> {
        let found = TriggerMeaning::ALL.into_iter().find(|meaning| is(self.cell(0), meaning.text()));
        found.ok_or_else(|| self.error(Expected::Meaning))
    }

    fn verdict(&self) -> Result<Verdict, MadrError> {
        let found = Verdict::ALL.into_iter().find(|verdict| is(self.cell(3), verdict.text()));
        found.ok_or_else(|| self.error(Expected::Verdict))
    }

    pub(super) fn confidence(&self, text: &str) -> Result<Confidence, MadrError> {
        let all = [Confidence::High, Confidence::Medium, Confidence::Low];
        let found = all.into_iter().find(|confidence| is(text, confidence.text()));
        found.ok_or_else(|| self.error(Expected::Confidence))
    }
}
