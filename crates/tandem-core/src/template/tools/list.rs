//! A list: a table whose rows people add, fill in, put in order, switch off and remove. Each of these is one edit of the
//! very cells of the sheet. Rows keep their places in the sheet and their order is a number in a column, so that whatever
//! refers to a row goes on to mean the same one.

use super::table::{Table, is_blank, word};
use super::{FieldEntry, FieldKind, ListEntry, ToolError, tools};
use crate::cell::{CellAddress, SheetId, Value};
use crate::edit::{CellEdit, CellInput, Edit};
use crate::engine::Content;
use crate::number::{self, Decimal};
use crate::text::Language;
use crate::workbook::{InputCheck, Style, Workbook};

/// A list of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    entry: &'static ListEntry,
    table: Table,
    /// Per field of the entry its column; nothing where its heading is gone.
    columns: Vec<Option<u32>>,
}

/// The lists of a workbook.
#[must_use]
pub fn lists(workbook: &Workbook) -> Vec<List> {
    let entries = tools(workbook).map_or(&[][..], |tools| &tools.lists);
    entries.iter().filter_map(|entry| List::find(workbook, entry)).collect()
}

impl List {
    fn find(workbook: &Workbook, entry: &'static ListEntry) -> Option<Self> {
        let table = Table::named(workbook, &entry.area)?;
        let columns = entry.fields.iter().map(|field| table.column(workbook, &field.heading)).collect();
        Some(Self { entry, table, columns })
    }

    /// What its template says about it.
    #[must_use]
    pub const fn entry(&self) -> &'static ListEntry {
        self.entry
    }

    /// The sheet that it stands on.
    #[must_use]
    pub const fn sheet(&self) -> SheetId {
        self.table.area().sheet
    }

    /// The cell of a field of a row; nothing where its column is gone.
    #[must_use]
    pub fn cell(&self, row: u32, field: usize) -> Option<CellAddress> {
        self.columns.get(field).copied().flatten().map(|column| self.table.cell(row, column))
    }

    /// The first field of a kind that satisfies a condition.
    #[must_use]
    pub fn field(&self, is_wanted: impl Fn(&FieldKind) -> bool) -> Option<usize> {
        self.entry.fields.iter().position(|field| is_wanted(&field.kind))
    }

    /// The rows that are in use, in their order: by the numbers of the order, then by their places.
    #[must_use]
    pub fn items(&self, workbook: &Workbook) -> Vec<u32> {
        let mut items: Vec<u32> = self.table.rows().filter(|row| self.is_used(workbook, *row)).collect();
        items.sort_by_key(|row| self.order(workbook, *row).unwrap_or(Decimal::MAX));
        items
    }

    fn is_used(&self, workbook: &Workbook, row: u32) -> bool {
        self.inputs(row).any(|at| !is_blank(workbook, at))
    }

    /// The cells of a row that people fill in.
    fn inputs(&self, row: u32) -> impl Iterator<Item = CellAddress> + '_ {
        let fields = self.entry.fields.iter().enumerate().filter(|(_, field)| field.kind.is_input());
        fields.filter_map(move |(place, _)| self.cell(row, place))
    }

    fn order(&self, workbook: &Workbook, row: u32) -> Option<Decimal> {
        match workbook.value(self.cell(row, self.field(|kind| *kind == FieldKind::Order)?)?) {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The fields that a row has, by their places in the entry.
    #[must_use]
    pub fn fields(&self, workbook: &Workbook, row: u32) -> Vec<usize> {
        let word_at = |heading: &str| self.word_under(workbook, row, heading);
        self.fields_where(word_at)
    }

    fn fields_where(&self, word_at: impl Fn(&str) -> String) -> Vec<usize> {
        let has = |field: &FieldEntry| field.when.as_ref().is_none_or(|when| when.is.contains(&word_at(&when.heading)));
        let fields = self.entry.fields.iter().enumerate();
        let here = |place: usize| self.columns.get(place).copied().flatten().is_some();
        fields.filter(|(place, field)| here(*place) && has(field)).map(|(place, _)| place).collect()
    }

    fn word_under(&self, workbook: &Workbook, row: u32, heading: &str) -> String {
        let place = self.entry.fields.iter().position(|field| field.heading == heading);
        place.and_then(|place| self.cell(row, place)).map(|at| word(workbook, at)).unwrap_or_default()
    }

    /// The English word that a field of a row holds.
    #[must_use]
    pub fn word(&self, workbook: &Workbook, row: u32, field: usize) -> String {
        self.cell(row, field).map(|at| word(workbook, at)).unwrap_or_default()
    }

    /// What can be chosen in a field: English words, or texts of the sheet.
    #[must_use]
    pub fn options(&self, workbook: &Workbook, field: usize) -> Vec<String> {
        match self.entry.fields.get(field).map(|field| &field.kind) {
            Some(FieldKind::Choice(options)) => options.clone(),
            Some(FieldKind::ChoiceFrom(name)) => {
                let Some(area) = workbook.engine().name_area(name) else { return Vec::new() };
                let rows = (area.top..=area.bottom).map(|row| CellAddress::new(area.sheet, row, area.left));
                rows.map(|at| word(workbook, at)).filter(|text| !text.is_empty()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What is called wrong with a row, in the language that is asked for; nothing where all is well.
    #[must_use]
    pub fn problem(&self, workbook: &Workbook, row: u32, language: Language) -> Option<String> {
        let place = self.field(|kind| matches!(kind, FieldKind::Message(_)))?;
        let at = self.cell(row, place)?;
        let Some(FieldKind::Message(fine)) = self.entry.fields.get(place).map(|field| &field.kind) else { return None };
        let told = word(workbook, at);
        let is_fine = told.is_empty() || fine.contains(&told);
        (!is_fine).then(|| workbook.display_text(at, language))
    }

    /// What is called wrong with more than one row.
    #[must_use]
    pub fn checks(&self, workbook: &Workbook, language: Language) -> Vec<String> {
        let area = self.entry.checks.as_deref().and_then(|name| workbook.engine().name_area(name));
        let Some(area) = area else { return Vec::new() };
        let cells = (area.top..=area.bottom).map(|row| CellAddress::new(area.sheet, row, area.left));
        let told = cells.filter(|at| !["", "None"].contains(&word(workbook, *at).as_str()));
        told.map(|at| workbook.display_text(at, language)).collect()
    }

    /// The edit that fills a new row at the end of the order, and the row.
    ///
    /// # Errors
    /// [`ToolError::Full`] when every row is in use.
    pub fn add(&self, workbook: &Workbook) -> Result<(Edit, u32), ToolError> {
        let row = self.table.rows().find(|row| !self.is_used(workbook, *row)).ok_or(ToolError::Full)?;
        let mut cells = Vec::new();
        for (place, field) in self.entry.fields.iter().enumerate() {
            let Some(at) = self.cell(row, place) else { continue };
            if field.kind == FieldKind::Order {
                let orders = self.items(workbook).into_iter().filter_map(|row| self.order(workbook, row));
                let last = orders.max().unwrap_or_default();
                let next = last.floor().checked_add(Decimal::ONE).unwrap_or(last);
                cells.push(CellEdit::content(at, Content::Literal(Value::Number(next))));
            } else if let Some(text) = &field.new {
                cells.push(CellEdit::typed(at, text.clone()));
            }
        }
        Ok((Edit::SetCells(cells), row))
    }

    /// The edit that empties what people fill in of a row.
    #[must_use]
    pub fn remove(&self, workbook: &Workbook, row: u32) -> Edit {
        let filled = self.inputs(row).filter(|at| !is_blank(workbook, *at));
        let mut cells: Vec<CellAddress> = filled.collect();
        // Fields of several kinds may share a column.
        cells.dedup();
        Edit::SetCells(cells.into_iter().map(|at| CellEdit::content(at, Content::Blank)).collect())
    }

    /// The edit that brings a row to another place of the order; nothing where it stands there, or there is no order.
    #[must_use]
    pub fn move_to(&self, workbook: &Workbook, row: u32, place: usize) -> Option<Edit> {
        let field = self.field(|kind| *kind == FieldKind::Order)?;
        let mut items = self.items(workbook);
        let from = items.iter().position(|item| *item == row)?;
        let to = place.min(items.len().saturating_sub(1));
        if from == to {
            return None;
        }
        let item = items.remove(from);
        items.insert(to, item);
        let mut cells = Vec::new();
        for (number, row) in (1u32..).zip(items) {
            let number = Decimal::from(number);
            if self.order(workbook, row) != Some(number) {
                let at = self.cell(row, field)?;
                cells.push(CellEdit::content(at, Content::Literal(Value::Number(number))));
            }
        }
        Some(Edit::SetCells(cells))
    }

    /// The edit that enters a text in a field of a row, as a person types it. Where that gives another field of the same
    /// column to the row, and one of the two is a rate, what stood there goes: 30 % is no amount.
    ///
    /// # Errors
    /// Why the text can't be entered.
    pub fn enter(&self, workbook: &Workbook, row: u32, field: usize, text: &str) -> Result<Edit, ToolError> {
        let entry = self.entry.fields.get(field).ok_or(ToolError::Gone)?;
        let at = self.cell(row, field).ok_or(ToolError::Gone)?;
        let text = text.trim();
        let (meant, style) = match &entry.kind {
            FieldKind::Number(format) => {
                let meant = workbook.entered_as(Some(format), text).into_owned();
                check_number(&meant, || ToolError::NotANumber(text.to_owned()))?;
                (meant, restyled(workbook, at, format))
            }
            FieldKind::Date => {
                check_number(text, || ToolError::NotADate(text.to_owned()))?;
                (text.to_owned(), None)
            }
            _ => (text.to_owned(), None),
        };
        if let InputCheck::Refused(message) = workbook.check_input(at, &meant, workbook.settings().language) {
            return Err(ToolError::Refused(message.text));
        }
        let mut cells = vec![CellEdit { at, input: Some(CellInput::Typed(meant)), style }];
        cells.extend(self.follow(workbook, row, &entry.heading, text));
        Ok(Edit::SetCells(cells))
    }

    /// What else changes in a row when the word under a heading becomes another one.
    fn follow(&self, workbook: &Workbook, row: u32, heading: &str, text: &str) -> Vec<CellEdit> {
        let now = workbook.glossary().translate(text, Language::English);
        let before = self.fields(workbook, row);
        let after =
            self.fields_where(
                |asked| {
                    if asked == heading { now.to_owned() } else { self.word_under(workbook, row, asked) }
                },
            );
        let format_of = |place: &usize| match self.entry.fields.get(*place).map(|field| &field.kind) {
            Some(FieldKind::Number(format)) => Some(format.as_str()),
            _ => None,
        };
        let mut cells = Vec::new();
        for place in after.iter().filter(|place| !before.contains(place)) {
            let (Some(format), Some(at)) = (format_of(place), self.cell(row, *place)) else { continue };
            let shares = |other: &&usize| self.columns.get(**other) == self.columns.get(*place);
            let old = before.iter().find(shares).and_then(format_of);
            let is_rate = |format: &str| format.contains('%');
            let keeps = old.is_some_and(|old| is_rate(old) == is_rate(format)) || is_blank(workbook, at);
            let input = (!keeps).then_some(CellInput::Content(Content::Blank));
            cells.push(CellEdit { at, input, style: restyled(workbook, at, format) });
        }
        cells
    }
}

/// The style of a cell with another number format, where it has another one.
fn restyled(workbook: &Workbook, at: CellAddress, format: &str) -> Option<Style> {
    let style = workbook.style(at);
    (style.format.as_deref() != Some(format)).then(|| Style { format: Some(format.to_owned()), ..style.clone() })
}

/// Whether a text is a number, a day, a formula or nothing.
fn check_number(text: &str, refused: impl Fn() -> ToolError) -> Result<(), ToolError> {
    let is_fine = text.is_empty() || text.starts_with(['=', '＝']) || number::parse_number(text).is_some();
    is_fine.then_some(()).ok_or_else(refused)
}
