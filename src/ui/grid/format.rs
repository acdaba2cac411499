//! How the selected cells look: what each command of the table changes.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::grid::{Block, Selection};
use tandem_core::number::with_decimals;
use tandem_core::text::Language;
use tandem_core::workbook::{
    Align, Border, BorderLine, Borders, BordersChange, ColorToken, Role, Style, StyleChange, StyleColor, VerticalAlign,
};

use super::state::GridState;
use crate::session::{Ink, Look};

const THIN: Border = Border { line: BorderLine::Thin, color: None };
const DOUBLE: Border = Border { line: BorderLine::Double, color: None };

/// A part of a block, and the line that its cells get.
type Side = (fn(Block) -> Block, fn(&mut BordersChange));

impl GridState {
    /// Changes how the selected cells look.
    pub fn format(self, look: Look) {
        let style = self.sheet.style(self.active());
        match look {
            Look::Merge => self.merge(),
            Look::BordersOutline => self.outline(),
            Look::BordersTop => {
                self.side(|block| Block { bottom: block.top, ..block }, |lines| lines.top = Some(Some(THIN)))
            }
            Look::BordersBottom => {
                self.side(|block| Block { top: block.bottom, ..block }, |lines| lines.bottom = Some(Some(THIN)));
            }
            Look::BordersTotal => self.total_lines(),
            look => {
                if let Some(change) = change_of(look, &style, self.sheet.session().language().get_untracked()) {
                    self.change_style(&change);
                }
            }
        }
    }

    /// Gives the selected cells a number format; nothing means General.
    pub fn set_number_format(self, code: Option<String>) {
        self.change_style(&StyleChange { format: Some(code), ..StyleChange::default() });
    }

    pub(super) fn change_style(self, change: &StyleChange) {
        self.note_look(change);
        let edit = |block: Block| Edit::SetStyle { area: self.sheet.area(block), change: change.clone() };
        let blocks: Vec<Block> = self.selection.with_untracked(|selection| selection.blocks().collect());
        let mut edits: Vec<Edit> = blocks.iter().copied().map(edit).collect();
        if change.wrap == Some(true) {
            edits.extend(blocks.iter().flat_map(|block| self.sheet.growth_for_wrapping(*block)));
        }
        self.sheet.apply(Edit::Batch(edits));
    }

    /// Merges the selected cells, or splits them where a merged one is among them.
    fn merge(self) {
        let block = self.sheet.bounded(self.selection.with_untracked(Selection::block));
        let merged: Vec<_> =
            self.sheet.merges().into_iter().filter(|merge| merge.intersection(block).is_some()).collect();
        if merged.is_empty() {
            if !block.is_single() {
                self.sheet.merge(block);
            }
            return;
        }
        let edits = merged.into_iter().map(|merge| Edit::Unmerge(self.sheet.area(merge))).collect();
        self.sheet.apply(Edit::Batch(edits));
    }

    /// A line around each selected block.
    fn outline(self) {
        let sides: [Side; 4] = [
            (|block| Block { bottom: block.top, ..block }, |lines| lines.top = Some(Some(THIN))),
            (|block| Block { top: block.bottom, ..block }, |lines| lines.bottom = Some(Some(THIN))),
            (|block| Block { right: block.left, ..block }, |lines| lines.left = Some(Some(THIN))),
            (|block| Block { left: block.right, ..block }, |lines| lines.right = Some(Some(THIN))),
        ];
        self.sides(&sides);
    }

    fn total_lines(self) {
        let sides: [Side; 2] = [
            (|block| Block { bottom: block.top, ..block }, |lines| lines.top = Some(Some(THIN))),
            (|block| Block { top: block.bottom, ..block }, |lines| lines.bottom = Some(Some(DOUBLE))),
        ];
        self.sides(&sides);
    }

    fn side(self, part: fn(Block) -> Block, line: fn(&mut BordersChange)) {
        self.sides(&[(part, line)]);
    }

    /// Changes lines at parts of each selected block, as one step.
    fn sides(self, sides: &[Side]) {
        let edits = self.blocks().into_iter().flat_map(|block| {
            sides.iter().map(move |(part, line)| {
                let mut borders = BordersChange::default();
                line(&mut borders);
                let change = StyleChange { borders, ..StyleChange::default() };
                Edit::SetStyle { area: self.sheet.area(part(block)), change }
            })
        });
        self.sheet.apply(Edit::Batch(edits.collect()));
    }
}

/// What a command changes, given the look of the active cell.
fn change_of(look: Look, style: &Style, language: Language) -> Option<StyleChange> {
    let mut change = StyleChange::default();
    let format = |code: &str| Some(Some(code.to_owned()));
    match look {
        Look::Bold => change.bold = Some(!style.bold),
        Look::Italic => change.italic = Some(!style.italic),
        Look::Underline => change.underline = Some(!style.underline),
        Look::Strikethrough => change.strikethrough = Some(!style.strikethrough),
        Look::Wrap => change.wrap = Some(!style.wrap),
        Look::AlignLeft => change.align = Some(Align::Left),
        Look::AlignCenter => change.align = Some(Align::Center),
        Look::AlignRight => change.align = Some(Align::Right),
        Look::AlignAuto => change.align = Some(Align::Auto),
        Look::AlignTop => change.vertical = Some(raised(style.vertical, VerticalAlign::Top)),
        Look::AlignMiddle => change.vertical = Some(raised(style.vertical, VerticalAlign::Middle)),
        Look::AlignBottom => change.vertical = Some(raised(style.vertical, VerticalAlign::Bottom)),
        Look::Indent => change.indent = Some(style.indent.saturating_add(1)),
        Look::Outdent => change.indent = Some(style.indent.saturating_sub(1)),
        Look::General => change.format = Some(None),
        Look::Number => change.format = format("#,##0.00"),
        Look::Time => change.format = format("h:mm"),
        Look::Date => change.format = format("yyyy-mm-dd"),
        Look::Currency => {
            change.format = format(match language {
                Language::English => "$#,##0.00",
                Language::Japanese => "¥#,##0",
            });
        }
        Look::Percent => change.format = format("0%"),
        Look::Scientific => change.format = format("0.00E+00"),
        Look::MoreDecimals | Look::FewerDecimals => {
            change.format = Some(Some(with_decimals(style.format.as_deref(), look == Look::MoreDecimals)?));
        }
        Look::BordersAll => change.borders = BordersChange::to(Borders::all(THIN)),
        Look::BordersNone => change.borders = BordersChange::to(Borders::NONE),
        Look::RoleHeading => change.role = Some(switched(style.role, Role::Heading)),
        Look::RoleInput => change.role = Some(switched(style.role, Role::Input)),
        Look::RoleTotal => change.role = Some(switched(style.role, Role::Total)),
        Look::RoleNote => change.role = Some(switched(style.role, Role::Note)),
        Look::Color(ink) => change.color = Some(color_of(ink)),
        Look::Fill(ink) => change.fill = Some(color_of(ink)),
        Look::Clear => change = plain(),
        Look::Merge | Look::BordersOutline | Look::BordersTop | Look::BordersBottom | Look::BordersTotal => {
            return None;
        }
    }
    Some(change)
}

fn raised(present: VerticalAlign, wanted: VerticalAlign) -> VerticalAlign {
    if present == wanted { VerticalAlign::Auto } else { wanted }
}

fn switched(present: Role, wanted: Role) -> Role {
    if present == wanted { Role::Plain } else { wanted }
}

fn color_of(ink: Ink) -> Option<StyleColor> {
    let token = match ink {
        Ink::Default => return None,
        Ink::Muted => ColorToken::Muted,
        Ink::Accent => ColorToken::Accent,
        Ink::Positive => ColorToken::Positive,
        Ink::Negative => ColorToken::Negative,
        Ink::Warning => ColorToken::Warning,
    };
    Some(token.into())
}

/// The look of a cell that nobody formatted.
fn plain() -> StyleChange {
    let Style {
        format,
        role,
        bold,
        italic,
        underline,
        strikethrough,
        align,
        vertical,
        indent,
        wrap,
        color,
        fill,
        borders,
    } = Style::default();
    StyleChange {
        format: Some(format),
        role: Some(role),
        bold: Some(bold),
        italic: Some(italic),
        underline: Some(underline),
        strikethrough: Some(strikethrough),
        align: Some(align),
        vertical: Some(vertical),
        indent: Some(indent),
        wrap: Some(wrap),
        color: Some(color),
        fill: Some(fill),
        borders: BordersChange::to(borders),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switches_turn_and_decimals_follow_the_active_cell() {
        let bold = Style { bold: true, format: Some("0.0%".to_owned()), ..Style::default() };
        let english = |look| change_of(look, &bold, Language::English).unwrap().apply(&bold);
        assert!(!english(Look::Bold).bold);
        assert!(english(Look::Italic).italic && english(Look::Italic).bold);
        assert_eq!(english(Look::MoreDecimals).format.as_deref(), Some("0.00%"));
        assert_eq!(english(Look::FewerDecimals).format.as_deref(), Some("0%"));
        assert_eq!(english(Look::Clear), Style::default());
        assert_eq!(english(Look::Fill(Ink::Warning)).fill, Some(ColorToken::Warning.into()));
        assert_eq!(change_of(Look::FewerDecimals, &Style::default(), Language::English), None);
        let yen = change_of(Look::Currency, &bold, Language::Japanese).unwrap().apply(&bold);
        assert_eq!(yen.format.as_deref(), Some("¥#,##0"));
    }
}
