//! The sheet on paper: what is filled of it as a table, made when the browser is about to print and gone afterwards. The grid
//! on the screen holds only what is in sight.

use leptos::prelude::*;
use tandem_core::grid::{Block, Place};
use tandem_core::text::Language;

use super::cell_element::{PADDING_PX, SIGN_PX};
use super::conditional::SignView;
use super::draft::width_in_tenths;
use super::face::Face;
use super::px;
use super::state::GridState;
use crate::browser::page;
use crate::i18n::{Messages, fill, use_language};

/// The most cells that are laid out for paper, which is more than a hundred pages.
const CELLS_MAX: u32 = 60_000;
/// The width of a page in pixels of the screen, upright and lying: A4 without margins of a centimetre.
const UPRIGHT_PX: u64 = 718;
const LYING_PX: u64 = 1_046;
/// What of its height a table can take under the title: that of the lower of A4 and Letter.
const UPRIGHT_HIGH_PX: u64 = 930;
const LYING_HIGH_PX: u64 = 665;
/// The smallest size in percent at which figures can be read on paper.
const SMALLEST_PERCENT: u64 = 35;
/// The smallest size in percent for the sake of a single page.
const SMALLEST_SINGLE_PERCENT: u64 = 62;
/// The height of a line of text.
const LINE_PX: u64 = 17;
/// What a row has above and below its text.
const ROW_PADDING_PX: u64 = 8;

/// What is printed of the sheet.
#[component]
pub fn SheetPaper(
    /// The grid on the screen.
    grid: GridState,
    /// What stands above it.
    title: Signal<String>,
) -> impl IntoView {
    let prints = RwSignal::new(false);
    page::on_print(move |begins| prints.set(begins));
    let language = use_language();
    move || prints.get().then(|| paper(grid, &title.get_untracked(), language.get_untracked()))
}

/// Rows and columns that are on paper: those that are shown, up to the last that holds something.
struct Sheet {
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// Rows that hold something but stand after the last that is printed.
    left_out: usize,
}

impl Sheet {
    fn of(grid: GridState) -> Self {
        let (rows, columns) = grid.sheet.used_now();
        grid.viewport.with_untracked(|viewport| {
            let columns: Vec<u32> = (0..columns).filter(|column| viewport.columns.size_px(*column) > 0).collect();
            let mut rows: Vec<u32> = (0..rows).filter(|row| viewport.rows.size_px(*row) > 0).collect();
            let across = u32::try_from(columns.len()).unwrap_or(u32::MAX).max(1);
            let most = usize::try_from(CELLS_MAX / across).unwrap_or(usize::MAX);
            let left_out = rows.len().saturating_sub(most);
            rows.truncate(most);
            Self { rows, columns, left_out }
        })
    }

    /// How many of the shown columns and rows a merged cell takes.
    fn span(&self, merge: Block) -> (usize, usize) {
        let count = |shown: &[u32], from: u32, to: u32| shown.iter().filter(|at| (from..=to).contains(at)).count();
        let (first, last) = (merge.first(), merge.last());
        (count(&self.columns, first.column, last.column), count(&self.rows, first.row, last.row))
    }
}

fn paper(grid: GridState, title: &str, language: Language) -> AnyView {
    let sheet = Sheet::of(grid);
    let widths: Vec<u32> = grid
        .viewport
        .with_untracked(|viewport| sheet.columns.iter().map(|column| viewport.columns.size_px(*column)).collect());
    let width_px = widths.iter().copied().map(u64::from).fold(0, u64::saturating_add).max(1);
    let merges = grid.sheet.merges();
    let lines: Vec<Line> = sheet.rows.iter().map(|row| Line::of(grid, &sheet, &merges, *row, language)).collect();
    let height_px = lines.iter().map(|line| line.height_px).fold(0, u64::saturating_add);
    let (percent, is_lying) = fitted(width_px, height_px);
    let columns = widths.into_iter().map(|width_px| view! { <col style:width=px::css(u64::from(width_px)) /> });
    let columns = columns.collect_view();
    let frozen = grid.viewport.with_untracked(|viewport| viewport.frozen_rows);
    // What stays in sight on the screen stands on every page.
    let (head, body): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.row < frozen);
    let [head, body] = [head, body].map(|lines| lines.iter().map(|line| line.view(grid, language)).collect_view());
    let left_out = (sheet.left_out > 0).then(|| {
        let places = [("count", sheet.rows.len().to_string()), ("left", sheet.left_out.to_string())];
        let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
        view! { <p class="sheet-paper__note">{fill(Messages::of(language).workbook.paper_left_out, &places)}</p> }
    });
    view! {
        <div class="sheet-paper" class:sheet-paper--lying=is_lying>
            <p class="sheet-paper__title">{title.to_owned()}</p>
            {left_out}
            <table style:width=px::css(width_px) style:zoom=format!("{percent}%")>
                <colgroup>{columns}</colgroup>
                <thead>{head}</thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The size in percent at which a table fits on paper, and whether the paper lies: on one page where it can be read there, otherwise
/// as wide as the paper.
fn fitted(width_px: u64, height_px: u64) -> (u64, bool) {
    let percent = |room_px: u64, needed_px: u64| room_px.saturating_mul(100) / needed_px.max(1);
    let single = |across_px, down_px| percent(across_px, width_px).min(percent(down_px, height_px)).min(100);
    let (upright, lying) = (single(UPRIGHT_PX, UPRIGHT_HIGH_PX), single(LYING_PX, LYING_HIGH_PX));
    // A page that stands is what people expect, as long as it can be read with ease.
    if upright >= 75 {
        return (upright, false);
    }
    if upright.max(lying) >= SMALLEST_SINGLE_PERCENT {
        let is_lying = upright < SMALLEST_SINGLE_PERCENT || upright.saturating_add(10) < lying;
        return (if is_lying { lying } else { upright }, is_lying);
    }
    let across = |page_px: u64| percent(page_px, width_px).clamp(SMALLEST_PERCENT, 100);
    if across(UPRIGHT_PX) >= 75 { (across(UPRIGHT_PX), false) } else { (across(LYING_PX), true) }
}

/// A row on paper.
struct Line {
    row: u32,
    cells: Vec<Laid>,
    /// About what it takes: texts that do not go on over blank cells stand on several lines.
    height_px: u64,
}

/// A cell on paper.
struct Laid {
    face: Face,
    text: String,
    across: usize,
    down: usize,
}

impl Line {
    fn of(grid: GridState, sheet: &Sheet, merges: &[Block], row: u32, language: Language) -> Self {
        let faces: Vec<(Place, Face)> = sheet
            .columns
            .iter()
            .map(|column| {
                let at = Place::new(row, *column);
                (at, grid.sheet.face(at, language, grid.look(at).as_ref()))
            })
            .collect();
        let merge_at = |at: Place| merges.iter().find(|merge| merge.contains(at)).copied();
        let mut cells = Vec::with_capacity(faces.len());
        let mut height_px = grid.viewport.with_untracked(|viewport| u64::from(viewport.rows.size_px(row)));
        let mut covered = 0_usize;
        for (place, (at, face)) in faces.iter().enumerate() {
            let merge = merge_at(*at);
            if merge.is_some_and(|merge| merge.first() != *at) || covered > 0 {
                covered = covered.saturating_sub(1);
                continue;
            }
            let (across, down) = merge.map_or((1, 1), |merge| sheet.span(merge));
            let after = faces.get(place.saturating_add(1)..).unwrap_or_default();
            let across = if merge.is_none() && goes_on(face) {
                let blank = after.iter().take_while(|(at, next)| is_blank(next) && merge_at(*at).is_none());
                let reach = reach(grid, face, *at, blank.map(|(at, _)| *at));
                covered = reach;
                reach.saturating_add(1)
            } else {
                across
            };
            if down <= 1 && !face.is_figure {
                let columns = std::iter::once(*at).chain(after.iter().map(|(at, _)| *at)).take(across);
                height_px = height_px.max(text_height_px(grid, face, columns));
            }
            let text = fitted_text(grid, face, merge, *at);
            cells.push(Laid { face: face.clone(), text, across, down });
        }
        Self { row, cells, height_px }
    }

    fn view(&self, grid: GridState, language: Language) -> AnyView {
        let height_px = grid.viewport.with_untracked(|viewport| viewport.rows.size_px(self.row));
        let cells = self.cells.iter().map(|laid| cell(laid, language)).collect_view();
        view! {
            <tr class:grid__row--band=grid.sheet.is_headed(self.row) style:height=px::css(u64::from(height_px))>
                {cells}
            </tr>
        }
        .into_any()
    }
}

/// The width of a text in a face.
fn text_width_px(grid: GridState, face: &Face, text: &str) -> u64 {
    let (plain, bold) = grid.digit_tenths_px.get_untracked();
    let digit_tenths_px = if face.is_bold { bold } else { plain };
    u64::from(width_in_tenths(text).saturating_mul(digit_tenths_px) / 100)
}

/// About the height of what a cell says over some columns.
fn text_height_px(grid: GridState, face: &Face, columns: impl Iterator<Item = Place>) -> u64 {
    let width_px = |at: Place| grid.viewport.with_untracked(|viewport| viewport.columns.size_px(at.column));
    let room_px = u64::from(columns.map(width_px).fold(0, u32::saturating_add).saturating_sub(PADDING_PX)).max(1);
    let lines = face.text.lines().map(|line| text_width_px(grid, face, line).div_ceil(room_px).max(1));
    lines.fold(0, u64::saturating_add).saturating_mul(LINE_PX).saturating_add(ROW_PADDING_PX)
}

/// Whether a text that is too long goes on over what is blank after it.
fn goes_on(face: &Face) -> bool {
    !face.text.is_empty() && !face.is_figure && !face.is_right && face.highlight.is_none()
}

fn is_blank(face: &Face) -> bool {
    face.text.is_empty() && face.highlight.is_none() && !face.class.contains(" cell--input")
}

/// How many of the blank cells after it a text needs. What is longer still stands on several lines: paper shows all of it.
fn reach(grid: GridState, face: &Face, at: Place, blank: impl Iterator<Item = Place>) -> usize {
    let needed_px = text_width_px(grid, face, &face.text);
    let width_px = |at: Place| grid.viewport.with_untracked(|viewport| viewport.columns.size_px(at.column));
    let mut room_px = width_px(at).saturating_sub(PADDING_PX);
    let mut count = 0_usize;
    for place in blank {
        if needed_px <= u64::from(room_px) {
            break;
        }
        room_px = room_px.saturating_add(width_px(place));
        count = count.saturating_add(1);
    }
    count
}

/// What a cell says, as the grid on the screen would with the same room: part of a figure would be another one.
fn fitted_text(grid: GridState, face: &Face, merge: Option<Block>, at: Place) -> String {
    let highlight = face.highlight.as_deref();
    if highlight.is_some_and(|highlight| highlight.hides_value) {
        return String::new();
    }
    let own_px = || grid.viewport.with_untracked(|viewport| viewport.columns.size_px(at.column));
    let width_px = merge.map_or_else(own_px, |merge| grid.size_of(merge).0);
    let sign_px = if highlight.is_some_and(|highlight| highlight.sign.is_some()) { SIGN_PX } else { 0 };
    let room_px = width_px.saturating_sub(PADDING_PX).saturating_sub(sign_px);
    let (plain, bold) = grid.digit_tenths_px.get_untracked();
    let digit_tenths_px = if face.is_bold { bold } else { plain };
    face.fitted(room_px.saturating_mul(100) / digit_tenths_px.max(1)).into_owned()
}

fn cell(laid: &Laid, language: Language) -> AnyView {
    let Laid { face, text, across, down } = laid;
    let (across, down) = ((*across).max(1), (*down).max(1));
    let highlight = face.highlight.as_deref();
    let sign = highlight.and_then(|highlight| highlight.sign).map(|sign| view! { <SignView sign language /> });
    let paint = face.paint.as_deref();
    let ink = paint.and_then(|paint| paint.color.clone());
    let ground = paint.and_then(|paint| paint.background.clone());
    let lines = paint.and_then(|paint| paint.lines.clone());
    let image = highlight.and_then(|highlight| highlight.image.clone());
    view! {
        <td
            class=face.class.clone()
            colspan=across
            rowspan=down
            style:color=ink
            style:background-color=ground
            style:box-shadow=lines
            style:background-image=image
        >
            {sign}
            {text.clone()}
        </td>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_stands_while_it_can_be_read_with_ease_and_lies_otherwise() {
        for (width_px, expected) in [
            (500, (100, false)),
            (718, (100, false)),
            (957, (75, false)),
            (970, (100, true)),
            (2_092, (50, true)),
            (1_000_000, (SMALLEST_PERCENT, true)),
            (0, (100, false)),
        ] {
            assert_eq!(fitted(width_px, 10_000), expected, "{width_px}");
        }
    }

    #[test]
    fn what_can_be_read_on_one_page_stands_on_one() {
        for (width_px, height_px, expected) in [
            (700, 900, (100, false)),
            (700, 1_100, (84, false)),
            // Too long for one page, be it upright or lying.
            (700, 1_520, (100, false)),
            (1_400, 1_100, (74, true)),
            (1_400, 950, (70, true)),
            (1_000, 1_300, (71, false)),
            (1_000, 600, (100, true)),
            (0, 0, (100, false)),
        ] {
            assert_eq!(fitted(width_px, height_px), expected, "{width_px} x {height_px}");
        }
    }
}
