//! What a gallery shows of the templates: written out at build time, so that listing them reads no manifest.

use super::TemplateKind;
use crate::text::Text;
use crate::workbook::ChartKind;

/// What a gallery shows of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Identity of the template.
    pub id: &'static str,
    /// What it makes.
    pub kind: TemplateKind,
    /// Its title.
    pub title: Text,
    /// What it is good for.
    pub summary: Text,
    /// Other names that people search for.
    pub variants: &'static [&'static str],
    /// The labels of its headline results.
    pub outcomes: &'static [Text],
    /// How its first chart is drawn, if it has one.
    pub chart: Option<ChartKind>,
    /// How many series that chart has.
    pub series: usize,
}

/// All templates, in the order in which a gallery shows them.
#[must_use]
pub const fn summaries() -> &'static [Summary] {
    SUMMARIES
}

const SUMMARIES: &[Summary] = include!(concat!(env!("OUT_DIR"), "/summaries.rs"));
