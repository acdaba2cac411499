//! Lines of two revisions of a record matched with each other, and with them the rows of its sheet.

use std::collections::{BTreeMap, BTreeSet};

use crate::cell::{CellAddress, SheetId};
use crate::text::Text;
use crate::workbook::{RecordColumn, RecordText, TriggerMeaning};

/// The cells of a sheet as they were typed, by place.
pub(super) type Cells = BTreeMap<String, String>;

/// What a line is, so that only lines of one kind are matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Metric,
    Driver,
    Condition,
    Option,
    Criterion,
    TradeOff,
}

impl Kind {
    const ALL: [Self; 6] = [Self::Metric, Self::Driver, Self::Condition, Self::Option, Self::Criterion, Self::TradeOff];

    /// What lines of the kind are called.
    pub(super) const fn label(self) -> Text {
        match self {
            Self::Metric => Text::new("Outcome metrics", "成果指標"),
            Self::Driver => Text::new("Drivers", "要因"),
            Self::Condition => Text::new("Stop and escalation conditions", "中止・上位判断の条件"),
            Self::Option => Text::new("Options", "選択肢"),
            Self::Criterion => Text::new("Criterion", "評価基準"),
            Self::TradeOff => Text::new("Trade-off", "トレードオフ"),
        }
    }
}

/// A line of a revision.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) kind: Kind,
    pub(super) row: u32,
    pub(super) meaning: Option<TriggerMeaning>,
    /// By what it is known: an option by its mark, another line by its name.
    key: String,
}

/// Every line of a revision, kind by kind in their order.
fn lines(text: &RecordText, cells: &Cells) -> Vec<Told> {
    let name = |row| cells.get(&place(row, RecordColumn::Name.index())).cloned().unwrap_or_default();
    let mut lines = Vec::new();
    for (kind, figures) in
        [(Kind::Metric, &text.metrics), (Kind::Driver, &text.drivers), (Kind::Condition, &text.conditions)]
    {
        let told = |figure: &crate::workbook::Figure| Told {
            kind,
            row: figure.row,
            meaning: Some(figure.meaning),
            key: name(figure.row),
        };
        lines.extend(figures.iter().map(told));
    }
    let plain = |kind, row, key| Told { kind, row, meaning: None, key };
    lines.extend(text.options.iter().map(|option| plain(Kind::Option, option.row, option.id.clone())));
    lines.extend(text.criteria.iter().map(|line| plain(Kind::Criterion, line.row, name(line.row))));
    // There is one at most, whatever it is called.
    lines.extend(text.trade_off.line.iter().map(|line| plain(Kind::TradeOff, line.row, String::new())));
    lines
}

/// A cell's place on a record's own sheet.
pub(super) fn place(row: u32, column: u32) -> String {
    CellAddress::new(SheetId(0), row, column).a1()
}

/// Two revisions line by line.
pub(super) struct Matched {
    pub(super) pairs: Vec<(Told, Told)>,
    /// Lines that only the earlier one has.
    pub(super) gone: Vec<Told>,
    /// Lines that only the later one has.
    pub(super) new: Vec<Told>,
    /// Where each row of the earlier one stands in the later one.
    rows: BTreeMap<u32, u32>,
    /// The last row with a line, in the earlier one and in the later one.
    last: Option<(u32, u32)>,
}

impl Matched {
    /// Matches lines of one kind: those of one name in their order, and then, where as many are left on either side, the
    /// others in their order, because a line may have been renamed.
    pub(super) fn of(before: (&RecordText, &Cells), after: (&RecordText, &Cells)) -> Self {
        let (old, new) = (lines(before.0, before.1), lines(after.0, after.1));
        let last = |lines: &[Told]| lines.iter().map(|line| line.row).max();
        let last = last(&old).zip(last(&new));
        let mut matched = Self { pairs: Vec::new(), gone: Vec::new(), new: Vec::new(), rows: BTreeMap::new(), last };
        for kind in Kind::ALL {
            let of_kind = |lines: &[Told]| lines.iter().filter(|line| line.kind == kind).cloned().collect::<Vec<_>>();
            let (mut left, mut fresh) = (Vec::new(), of_kind(&new));
            for line in of_kind(&old) {
                match fresh.iter().position(|other| other.key == line.key) {
                    Some(at) => matched.pairs.push((line, fresh.remove(at))),
                    None => left.push(line),
                }
            }
            if left.len() == fresh.len() && kind != Kind::Option {
                matched.pairs.extend(left.into_iter().zip(fresh));
            } else {
                matched.gone.extend(left);
                matched.new.extend(fresh);
            }
        }
        matched.rows = matched.pairs.iter().map(|(old, new)| (old.row, new.row)).collect();
        matched
    }

    /// Where a row of the earlier revision stands in the later one. A row without a line goes along with the line above it,
    /// and one below all lines with the last of them, which may be a new one; nothing where another line stands there now.
    pub(super) fn moved(&self, row: u32) -> Option<u32> {
        if let Some(row) = self.rows.get(&row) {
            return Some(*row);
        }
        if self.gone.iter().any(|line| line.row == row) {
            return None;
        }
        let above = || self.rows.range(..row).next_back().map(|(old, new)| (*old, *new));
        let (old, new) = self.last.filter(|(old, _)| *old < row).or_else(above).unwrap_or((0, 0));
        let there = row.checked_sub(old)?.checked_add(new)?;
        let is_taken = self.rows.values().any(|taken| *taken == there) || self.new.iter().any(|line| line.row == there);
        (!is_taken).then_some(there)
    }

    /// The rows of lines that only one of both has, on either side.
    pub(super) fn unmatched(&self) -> (BTreeSet<u32>, BTreeSet<u32>) {
        let rows = |lines: &[Told]| lines.iter().map(|line| line.row).collect();
        (rows(&self.gone), rows(&self.new))
    }
}
