//! Formulas and their values, as tables in `tests/cases/*.tsv`, one file a family.
//!
//! A line holds a formula, a tab and the plain text of its value. A line `@A1`, a tab and an input fills a cell for the
//! lines after it, in the same file only: a number, `TRUE`, `FALSE`, an error code, a formula, or else a text; a leading
//! `'` makes anything a text. Lines that start with `#` and a space say what follows.
//!
//! The tables in `published/` hold figures that stand in print: a line `## key place` says in which source of `sources.txt`
//! and where, and empties all cells. There a third column says how the case was checked against that source: `read`, the
//! formula and the figure were read there, in a full copy or in its publisher's translation; `quoted`, they were read where
//! another publication quotes the source; `memory`, the source is cited from memory. `sources.txt` says when it was read.
//! The other tables hold what follows from the words of a function's documentation, or from arithmetic that anybody can
//! repeat.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tandem_core::cell::{CellAddress, ErrorKind, ErrorValue, SheetId, Value, parse_cell};
use tandem_core::engine::{Content, Engine};
use tandem_core::function::Clock;
use tandem_core::number::Decimal;

/// The evening of 31 March 2026.
fn clock() -> Clock {
    Clock { now: Decimal::new(4_611_275, 2), seed: 1 }
}

fn content(input: &str) -> Content {
    let value = match input {
        "" => return Content::Blank,
        "TRUE" => Value::Bool(true),
        "FALSE" => Value::Bool(false),
        _ if input.starts_with('=') => return Content::Formula(input.to_owned()),
        _ => {
            if let Some(text) = input.strip_prefix('\'') {
                Value::from(text)
            } else if let Some(kind) = ErrorKind::parse(input) {
                Value::Error(ErrorValue::typed(kind))
            } else if let Ok(number) = Decimal::from_str_exact(input) {
                Value::Number(number)
            } else {
                Value::from(input)
            }
        }
    };
    Content::Literal(value)
}

/// An engine with one empty sheet.
fn empty() -> (Engine, SheetId) {
    let mut engine = Engine::new();
    let sheet = engine.add_sheet("Sheet1");
    engine.set_clock(clock());
    (engine, sheet)
}

/// The tables of a folder.
fn tables(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no tables in {}", folder.display());
    files
}

/// How a published case may have been checked.
const CHECKS: [&str; 3] = ["read", "quoted", "memory"];

struct Table {
    engine: Engine,
    sheet: SheetId,
    wrong: Vec<String>,
    cases: usize,
    /// Whether a source must be named before the first case, and how each case was checked.
    is_published: bool,
    /// How many cases were checked in which way.
    checks: BTreeMap<String, usize>,
    sources: BTreeSet<String>,
}

impl Table {
    fn new(is_published: bool) -> Self {
        let (engine, sheet) = empty();
        Self {
            engine,
            sheet,
            wrong: Vec::new(),
            cases: 0,
            is_published,
            checks: BTreeMap::new(),
            sources: BTreeSet::new(),
        }
    }

    fn line(&mut self, line: &str) {
        if line.is_empty() || line.starts_with("# ") {
            return;
        }
        if let Some(source) = line.strip_prefix("## ") {
            self.sources.insert(source.to_owned());
            (self.engine, self.sheet) = empty();
            return;
        }
        if self.is_published && self.sources.is_empty() {
            self.wrong.push(format!("no source for: {line}"));
        }
        let Some((left, right)) = line.split_once('\t') else {
            self.wrong.push(format!("no tab in: {line}"));
            return;
        };
        if let Some(cell) = left.strip_prefix('@') {
            self.fill(cell, right);
            return;
        }
        self.cases += 1;
        let right = if self.is_published { self.check(left, right) } else { right };
        let host = CellAddress::new(self.sheet, 99, 25);
        let given = self
            .engine
            .evaluate(host, left)
            .map_or_else(|error| format!("does not parse: {error:?}"), |value| value.plain());
        if given != right {
            self.wrong.push(format!("{left} gives {given}, expected {right}"));
        }
    }

    /// Counts how a published case was checked; gives its expected value.
    fn check<'line>(&mut self, formula: &str, rest: &'line str) -> &'line str {
        match rest.split_once('\t') {
            Some((value, check)) if CHECKS.contains(&check) => {
                *self.checks.entry(check.to_owned()).or_default() += 1;
                value
            }
            _ => {
                self.wrong.push(format!("{formula}: the third column is none of {}", CHECKS.join(", ")));
                rest
            }
        }
    }

    fn fill(&mut self, cell: &str, input: &str) {
        let Some((row, column)) = parse_cell(cell) else {
            self.wrong.push(format!("{cell} is no cell"));
            return;
        };
        if let Err(error) = self.engine.set(CellAddress::new(self.sheet, row, column), content(input)) {
            self.wrong.push(format!("{input} does not parse: {error:?}"));
        }
        self.engine.recalculate();
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Runs the tables of a folder; gives how many of their cases were checked in which way, and the sources that they name.
fn run(folder: &Path, is_published: bool) -> (BTreeMap<String, usize>, BTreeSet<String>) {
    let (mut checks, mut sources, mut wrong) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    for file in tables(folder) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut table = Table::new(is_published);
        for line in fs::read_to_string(&file).unwrap().lines() {
            table.line(line);
        }
        if table.cases == 0 {
            wrong.push(format!("{name}: holds no case"));
        }
        wrong.extend(table.wrong.into_iter().map(|line| format!("{name}: {line}")));
        for (check, count) in table.checks {
            *checks.entry(check).or_default() += count;
        }
        sources.extend(table.sources);
    }
    assert!(wrong.is_empty(), "{} lines are wrong:\n{}", wrong.len(), wrong.join("\n"));
    (checks, sources)
}

#[test]
fn every_table_holds() {
    run(&folder(), false);
}

#[test]
fn published_figures_come_out_and_name_their_source() {
    let folder = folder().join("published");
    let (checks, sources) = run(&folder, true);
    let cases: usize = checks.values().sum();
    assert!(cases >= 1_000, "only {cases} published cases are left");
    let known: BTreeSet<String> = fs::read_to_string(folder.join("sources.txt"))
        .unwrap()
        .lines()
        .map(|line| line.split_once('\t').expect("a key, a tab and a title").0.to_owned())
        .collect();
    let named: BTreeSet<String> = sources.iter().map(|source| source.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(named, known, "sources that are named, and sources that are described");

    // The page about differences says how many cases were checked in which way; it has to say what the tables say.
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/excel-differences.md")).unwrap();
    for check in CHECKS {
        let count = checks.get(check).copied().unwrap_or_default();
        assert!(page.contains(&format!("| `{check}` | {count} |")), "docs/excel-differences.md: {check} is {count}");
    }
}
