//! The filter of a sheet: which rows of a table are shown. Its criteria stand in files as they are here: another form of
//! them is another version of the file format.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::cell::Area;

/// Which rows of a table are shown. Rows are hidden when the filter is set; they do not come and go as values change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The table, with its heads in the first row.
    pub area: Area,
    /// What the cells of a column must meet, by the column's place in the table, from zero. Rows that meet all are shown.
    pub criteria: BTreeMap<u32, Criterion>,
    /// The rows that are hidden, from zero. Setting a filter finds them; what a caller puts here is not looked at.
    pub hidden_rows: BTreeSet<u32>,
}

impl Filter {
    /// A filter that shows every row.
    #[must_use]
    pub const fn new(area: Area) -> Self {
        Self { area, criteria: BTreeMap::new(), hidden_rows: BTreeSet::new() }
    }

    /// This filter with another criterion for a column, or with none.
    #[must_use]
    pub fn with(mut self, column: u32, criterion: Option<Criterion>) -> Self {
        match criterion {
            Some(criterion) => self.criteria.insert(column, criterion),
            None => self.criteria.remove(&column),
        };
        self
    }
}

/// What the cells of a column must meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Criterion {
    /// They show one of some texts.
    Values {
        /// The texts, as the cells show them, in any case.
        texts: BTreeSet<String>,
        /// Whether blank cells are shown as well.
        #[serde(default, skip_serializing_if = "is_false")]
        blanks: bool,
    },
    /// They meet conditions as those of COUNTIF: `>=5`, `<>x`, `a*`.
    Conditions {
        /// The conditions.
        texts: Vec<String>,
        /// Whether all must be met, and not just one.
        #[serde(default, skip_serializing_if = "is_false")]
        all: bool,
    },
    /// Their numbers are among the largest or smallest.
    Top {
        /// How many.
        count: u32,
        /// Whether they are counted in percent of the numbers.
        #[serde(default, skip_serializing_if = "is_false")]
        percent: bool,
        /// Whether the smallest are meant.
        #[serde(default, skip_serializing_if = "is_false")]
        bottom: bool,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}
