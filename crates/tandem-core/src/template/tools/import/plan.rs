//! From figures to cells: what is written where, what stays as it is, and what fits nowhere.

use std::collections::{BTreeMap, HashMap};

use super::known::{Found, Known};
use super::layout::{Figures, Item, Names, items};
use super::report::{ImportProblem, ImportReason};
use super::{Import, MAX_IMPORT_BYTES, cells_of, text_at};
use crate::cell::{CellAddress, Value};
use crate::edit::{CellEdit, Edit};
use crate::engine::Content;
use crate::exchange::{preview, unguarded_field};
use crate::names::folded_name;
use crate::number::{Decimal, Typed, TypedContent, parse_number, typed};
use crate::template::tools::table::{is_blank, word};
use crate::text::Language;
use crate::workbook::Workbook;

/// Unknown names for which others are proposed: a person looks through hundreds at most, and each is compared with all.
const MOST_PROPOSED: usize = 500;

/// What a person decides about a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportChoices {
    /// The period of figures that name none.
    pub period: String,
    /// Unknown partners, as the text calls them, and the ones that are meant.
    pub partners: BTreeMap<String, String>,
    /// Unknown metrics, as the text calls them, and the ones that are meant.
    pub metrics: BTreeMap<String, String>,
}

/// A cell that an import writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCell {
    /// The cell.
    pub at: CellAddress,
    /// Whose figure it is, as the workbook calls the partner; empty where figures are of everybody together.
    pub partner: String,
    /// The metric, as the workbook calls it.
    pub metric: String,
    /// The period, as the workbook calls it.
    pub period: String,
    /// What the cell holds; empty for nothing.
    pub before: String,
    /// What it will hold.
    pub after: Decimal,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// Cells that are written, in the order of the text.
    pub cells: Vec<ImportedCell>,
    /// Figures that are not, in the order of the text.
    pub problems: Vec<ImportProblem>,
    /// Figures that stand in their cells already.
    pub unchanged: usize,
    /// Fields without a value; what stands in their cells stays.
    pub empty: usize,
    /// Rows that are added to the table.
    pub added: usize,
    /// What is entered beside the figures of rows that are added.
    names: Vec<(CellAddress, String)>,
}

impl ImportPlan {
    /// The edit that writes everything, as one step; nothing where there is nothing to write.
    #[must_use]
    pub fn edit(&self) -> Option<Edit> {
        let name = |(at, text): &(CellAddress, String)| (*at, Value::text(text.as_str()));
        let figure = |cell: &ImportedCell| (cell.at, Value::Number(cell.after));
        let values = self.names.iter().map(name).chain(self.cells.iter().map(figure));
        let cells: Vec<CellEdit> = values.map(|(at, value)| CellEdit::content(at, Content::Literal(value))).collect();
        (!cells.is_empty()).then_some(Edit::SetCells(cells))
    }
}

impl Import {
    /// What taking in a text would do; nothing where no row of it says what its columns are, or where it is too long.
    #[must_use]
    pub fn plan(
        &self,
        workbook: &Workbook,
        text: &str,
        separator: char,
        choices: &ImportChoices,
    ) -> Option<ImportPlan> {
        if text.len() > MAX_IMPORT_BYTES {
            return None;
        }
        let mut places = Places::read(workbook, *self)?;
        let mut rows = preview(text.strip_prefix('\u{feff}').unwrap_or(text), separator, usize::MAX);
        for field in rows.iter_mut().flatten() {
            let plain = unguarded_field(field);
            if plain.len() < field.len() {
                *field = plain.to_owned();
            }
        }
        let Figures { items, empty } = items(&rows, &places.names)?;
        let mut plan = ImportPlan { empty, ..ImportPlan::default() };
        for item in items {
            let period = if item.period.is_empty() { choices.period.clone() } else { item.period.clone() };
            let item = Item { period, ..item };
            if let Err((reason, alike)) = places.place(workbook, &item, choices, &mut plan) {
                let Item { row, partner, metric, period, value } = item;
                plan.problems.push(ImportProblem { row, partner, metric, period, value, reason, alike });
            }
        }
        Some(plan)
    }
}

/// Why a figure has no place, and names that are like an unknown one.
type Refused = (ImportReason, Vec<String>);

/// Where figures go.
struct Places {
    import: Import,
    names: Names,
    units: Vec<String>,
    /// Per place of a period its column.
    columns: Vec<u32>,
    /// The row of a partner and a metric, by their places.
    rows: HashMap<(usize, usize), u32>,
    /// Rows that nothing stands in, the last one first.
    free: Vec<u32>,
    /// The highest number of an identity of a row.
    number: u32,
    /// Cells that the text has given a figure already, with its row.
    taken: HashMap<CellAddress, usize>,
    /// Names that were proposed before: the same unknown one stands on many rows.
    proposed: HashMap<String, Vec<String>>,
}

impl Places {
    /// Nothing where the table lacks a heading.
    fn read(workbook: &Workbook, import: Import) -> Option<Self> {
        let (entry, table) = (import.entry, import.table);
        let periods: Vec<String> = import.periods(workbook);
        let heads = |column: u32| workbook.display_text(table.cell(table.area().top, column), Language::English);
        let column_of = |period: &String| table.columns().find(|column| heads(*column) == *period);
        let with_column = periods.iter().filter_map(|period| Some((period.clone(), column_of(period)?)));
        let (periods, columns): (Vec<String>, Vec<u32>) = with_column.unzip();
        let partner = entry.partner.as_ref();
        let names = Names {
            partners: partner.map(|entry| Known::read(workbook, &entry.names, Some(&entry.ids))),
            metrics: Known::read(workbook, &entry.metrics, None),
            periods: Known::of_periods(periods.into_iter()),
        };
        let units = cells_of(workbook, &entry.units).into_iter().map(|at| word(workbook, at)).collect();
        let metric = table.column(workbook, &entry.metric)?;
        let whose = partner.map(|entry| table.column(workbook, &entry.heading));
        let mut places = Self {
            import,
            names,
            units,
            columns,
            rows: HashMap::new(),
            free: Vec::new(),
            number: 0,
            taken: HashMap::new(),
            proposed: HashMap::new(),
        };
        for row in table.rows() {
            places.enter(workbook, row, metric, whose);
        }
        places.free.reverse();
        Some(places)
    }

    /// Takes note of a row of the table.
    fn enter(&mut self, workbook: &Workbook, row: u32, metric: u32, whose: Option<Option<u32>>) {
        let table = self.import.table;
        let text = |column: u32| text_at(workbook, table.cell(row, column));
        let partner = match (&self.names.partners, whose) {
            (None, _) => Some(0),
            (Some(known), Some(Some(column))) => known.find(&text(column)).one(),
            _ => None,
        };
        if let (Some(partner), Some(metric)) = (partner, self.names.metrics.find(&text(metric)).one()) {
            // Where a row stands twice, the sheet counts the first one.
            self.rows.entry((partner, metric)).or_insert(row);
        }
        let inputs = whose.flatten().into_iter().chain([metric]).chain(self.columns.iter().copied());
        if whose.is_some() && inputs.into_iter().all(|column| is_blank(workbook, table.cell(row, column))) {
            self.free.push(row);
        }
        if let Some(entry) = &self.import.entry.partner
            && let Some(column) = table.column(workbook, &entry.row_id)
            && let Some(number) = text(column).strip_prefix(&entry.row_prefix).and_then(|digits| digits.parse().ok())
        {
            self.number = self.number.max(number);
        }
    }

    /// Writes a figure into a plan.
    fn place(
        &mut self,
        workbook: &Workbook,
        item: &Item,
        choices: &ImportChoices,
        plan: &mut ImportPlan,
    ) -> Result<(), Refused> {
        let plain = |reason| (reason, Vec::new());
        let wanted = choices.partners.get(&item.partner).unwrap_or(&item.partner);
        let names =
            |known: &Known, places: &[usize]| places.iter().map(|place| known.name(*place).to_owned()).collect();
        let partner = match self.names.partners.as_ref().map(|known| (known, known.find(wanted))) {
            None => 0,
            Some((_, Found::One(place))) => place,
            Some((known, Found::Several(places))) => return Err((ImportReason::SeveralPartners, names(known, places))),
            Some((_, Found::None)) => return Err((ImportReason::UnknownPartner, self.like(&item.partner, true))),
        };
        let wanted = choices.metrics.get(&item.metric).unwrap_or(&item.metric);
        let known = &self.names.metrics;
        let metric = match known.find(wanted) {
            Found::One(place) => place,
            Found::Several(places) => return Err((ImportReason::SeveralMetrics, names(known, places))),
            Found::None => return Err((ImportReason::UnknownMetric, self.like(&item.metric, false))),
        };
        let period = match self.names.periods.find(&item.period) {
            Found::One(place) => place,
            Found::Several(_) => return Err(plain(ImportReason::SeveralPeriods)),
            Found::None => return Err(plain(ImportReason::UnknownPeriod)),
        };
        let column = self.columns.get(period).copied().ok_or_else(|| plain(ImportReason::UnknownPeriod))?;
        let after = amount(&item.value, self.units.get(metric).map_or("", String::as_str)).map_err(plain)?;
        let row = self.row(workbook, partner, metric, plan).ok_or_else(|| plain(ImportReason::Full))?;
        let at = self.import.table.cell(row, column);
        if let Some(row) = self.taken.get(&at) {
            return Err(plain(ImportReason::Twice { row: *row }));
        }
        if matches!(workbook.content(at), Content::Formula(_)) {
            return Err(plain(ImportReason::Formula));
        }
        self.taken.insert(at, item.row);
        if matches!(workbook.value(at), Value::Number(before) if *before == after) {
            plan.unchanged = plan.unchanged.saturating_add(1);
            return Ok(());
        }
        let whose = self.names.partners.as_ref().map_or("", |known| known.name(partner));
        plan.cells.push(ImportedCell {
            at,
            partner: whose.to_owned(),
            metric: self.names.metrics.name(metric).to_owned(),
            period: self.names.periods.name(period).to_owned(),
            before: text_at(workbook, at),
            after,
        });
        Ok(())
    }

    fn like(&mut self, name: &str, is_partner: bool) -> Vec<String> {
        let known = if is_partner { self.names.partners.as_ref() } else { Some(&self.names.metrics) };
        let Some(known) = known else { return Vec::new() };
        let key = format!("{is_partner}{}", folded_name(name));
        if self.proposed.len() >= MOST_PROPOSED && !self.proposed.contains_key(&key) {
            return Vec::new();
        }
        self.proposed.entry(key).or_insert_with(|| known.like(name)).clone()
    }

    /// The row of a partner and a metric, which is added where there is none.
    fn row(&mut self, workbook: &Workbook, partner: usize, metric: usize, plan: &mut ImportPlan) -> Option<u32> {
        if let Some(row) = self.rows.get(&(partner, metric)) {
            return Some(*row);
        }
        let (table, entry) = (self.import.table, self.import.entry.partner.as_ref()?);
        let whose = table.column(workbook, &entry.heading)?;
        let what = table.column(workbook, &self.import.entry.metric)?;
        let row = self.free.pop()?;
        self.number = self.number.saturating_add(1);
        let id = format!("{}{:03}", entry.row_prefix, self.number);
        let known = self.names.partners.as_ref()?;
        let texts = [(Some(whose), known.name(partner)), (Some(what), self.names.metrics.name(metric))];
        let texts = texts.into_iter().chain([(table.column(workbook, &entry.row_id), id.as_str())]);
        plan.names.extend(texts.filter_map(|(column, text)| Some((table.cell(row, column?), text.to_owned()))));
        plan.added = plan.added.saturating_add(1);
        self.rows.insert((partner, metric), row);
        Some(row)
    }
}

/// The figure that a text means for a metric of a unit. A scorecard holds percentages in percent, as 31.3.
fn amount(text: &str, unit: &str) -> Result<Decimal, ImportReason> {
    let text = text.trim();
    if let Some(percent) = text.strip_suffix(['%', '％']) {
        if unit.contains(['%', '％']) {
            return parse_number(percent).ok_or(ImportReason::NotANumber);
        }
        if !unit.is_empty() {
            return Err(ImportReason::NotPercent { unit: unit.to_owned() });
        }
    }
    // A day or a time of day is a number to a sheet, but no figure.
    match typed(text, 0) {
        Typed { content: TypedContent::Number(number), format } if !format.is_some_and(is_moment) => Ok(number),
        _ => Err(ImportReason::NotANumber),
    }
}

fn is_moment(format: &str) -> bool {
    format.contains(['y', 'd', 'h', 's', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        for (text, unit, expect) in [
            ("31.3", "%", "31.3"),
            ("31.3%", "%", "31.3"),
            ("３１．３％", "%", "31.3"),
            ("1,234", "USD k", "1234"),
            ("(12)", "points", "-12"),
            ("−10", "points", "-10"),
        ] {
            assert_eq!(amount(text, unit), Ok(expect.parse().unwrap()), "{text}");
        }
        for text in ["n/a", "-", "2026-03-31", "12:30", "=1+1", "TRUE", "12 hours"] {
            assert_eq!(amount(text, "hours"), Err(ImportReason::NotANumber), "{text}");
        }
        assert_eq!(amount("31%", "hours"), Err(ImportReason::NotPercent { unit: "hours".to_owned() }));
    }
}
