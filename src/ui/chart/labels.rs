//! The names of categories under or over a chart: in as many lines as they need, turned where a band is too narrow even for that.
//! None is left out under bars, which stand for things; points in time may be, because the ones between are known.

#![expect(clippy::float_arithmetic, reason = "positions on the screen")]

use leptos::prelude::*;

use super::bar::fit;
use super::line::{HEIGHT, as_float, text_width};

/// Lines that a name takes at most.
const MOST_LINES: usize = 3;
pub(super) const LINE: f64 = 15.0;
/// Height of one line over a chart, with the gap below it.
const HEAD: f64 = 24.0;
/// The longest that an upright name may be, in pixels.
const TALLEST: f64 = 160.0;
/// The longest that a turned name may be, in pixels along its own direction.
const LONGEST: f64 = 150.0;
/// The sine and the cosine of the angle of turned names, 40 degrees.
const SINE: f64 = 0.643;
const COSINE: f64 = 0.766;

/// How all names under a chart are set.
#[derive(Clone, Debug, PartialEq)]
enum Setting {
    /// In lines that fit the band.
    Lines(Vec<Vec<String>>),
    /// Along a slope, shortened where they are very long.
    Turned(Vec<String>),
    /// From below upwards, shortened where they are very long.
    Upright(Vec<String>),
}

/// The names under a chart, laid out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Labels {
    setting: Setting,
}

impl Labels {
    /// Lays names out over bands of a width.
    pub(super) fn over(categories: &[String], band: f64, middle: impl Fn(usize) -> f64) -> Self {
        let lines: Option<Vec<Vec<String>>> = categories.iter().map(|text| wrapped(text, band - 6.0)).collect();
        // A turned name ends under its band and begins left of it, where the drawing has an edge.
        let room = |place: usize| LONGEST.min(middle(place) / COSINE);
        let turned = || categories.iter().enumerate().map(|(place, text)| fit(text, room(place))).collect();
        Self { setting: lines.map_or_else(|| Setting::Turned(turned()), Setting::Lines) }
    }

    /// Lays names out over the columns of a table, which has no room at its side for a slope.
    pub(super) fn above(categories: &[String], band: f64) -> Self {
        let lines: Option<Vec<Vec<String>>> = categories.iter().map(|text| wrapped(text, band - 4.0)).collect();
        let upright = || categories.iter().map(|text| fit(text, TALLEST)).collect();
        Self { setting: lines.map_or_else(|| Setting::Upright(upright()), Setting::Lines) }
    }

    /// The height that the names need beyond that of a single line.
    pub(super) fn extra(&self) -> f64 {
        let longest = |all: &[String]| all.iter().map(|text| text_width(text)).fold(0.0, f64::max);
        match &self.setting {
            Setting::Lines(all) => as_float(all.iter().map(Vec::len).max().unwrap_or(1).saturating_sub(1)) * LINE,
            Setting::Turned(all) => longest(all) * SINE,
            Setting::Upright(all) => (longest(all) + 12.0 - HEAD).max(0.0),
        }
    }

    /// The height that names over a table need.
    pub(super) fn head(&self) -> f64 {
        HEAD + self.extra()
    }

    /// The names over a table, each over the middle of its column and ending where the table begins.
    pub(super) fn view_above(self, middle: impl Fn(usize) -> f64) -> AnyView {
        let head = self.head();
        match self.setting {
            Setting::Lines(all) => in_lines(all, middle, |count| head - 8.0 - as_float(count.saturating_sub(1)) * LINE),
            Setting::Turned(all) | Setting::Upright(all) => {
                along(all, -90, head - 7.0, "chart__label--upright", middle)
            }
        }
    }

    /// The names, each under the middle of its band.
    pub(super) fn view(self, middle: impl Fn(usize) -> f64) -> AnyView {
        let foot = HEIGHT - 8.0;
        match self.setting {
            Setting::Lines(all) => in_lines(all, middle, |_| foot),
            Setting::Turned(all) | Setting::Upright(all) => along(all, -40, foot - 2.0, "chart__label--turned", middle),
        }
    }
}

/// Names in lines, of which the first stands where `top` says for their number.
fn in_lines(all: Vec<Vec<String>>, middle: impl Fn(usize) -> f64, top: impl Fn(usize) -> f64) -> AnyView {
    let name = |(place, lines): (usize, Vec<String>)| {
        let (x, top) = (middle(place), top(lines.len()));
        let line = |(at, text): (usize, String)| {
            view! { <text class="chart__label" x=x y=top + as_float(at) * LINE>{text}</text> }
        };
        lines.into_iter().enumerate().map(line).collect_view()
    };
    all.into_iter().enumerate().map(name).collect_view().into_any()
}

/// Names along a direction in degrees, each in one line.
fn along(all: Vec<String>, degrees: i32, y: f64, class: &str, middle: impl Fn(usize) -> f64) -> AnyView {
    let name = |(place, text): (usize, String)| {
        let x = middle(place) + 4.0;
        let turn = format!("rotate({degrees} {x:.1} {y:.1})");
        view! { <text class=format!("chart__label {class}") x=x y=y transform=turn>{text}</text> }
    };
    all.into_iter().enumerate().map(name).collect_view().into_any()
}

/// The name of a row of a table in lines of a width: two where it needs them, and shortened where these do not hold it either.
pub(super) fn beside_row(text: &str, width: f64) -> Vec<String> {
    const MOST_LINES: usize = 2;
    wrapped(text, width).filter(|lines| lines.len() <= MOST_LINES).unwrap_or_else(|| vec![fit(text, width)])
}

/// A name in lines of a width; nothing where it needs too many, or a word is too long for any.
fn wrapped(text: &str, width: f64) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if text_width(longer.trim_end()) <= width {
            line = longer;
            continue;
        }
        if text_width(piece.trim_end()) > width {
            return None;
        }
        lines.push(line.trim_end().to_owned());
        line = piece.to_owned();
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    (lines.len() <= MOST_LINES).then_some(lines)
}

/// The parts between which a line may end: after a space or a hyphen, and around any letter that is not ASCII.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    for (at, letter) in text.char_indices() {
        let end = at.saturating_add(letter.len_utf8());
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let breaks = letter == ' ' || letter == '-' || !letter.is_ascii() || next.is_some_and(|next| !next.is_ascii());
        // A mark that closes stands at no line's beginning, nor does a small or long sound.
        let holds = next.is_some_and(|next| "、。）」・ーゃゅょっャュョッ".contains(next));
        if breaks && !holds {
            pieces.extend(text.get(begin..end));
            begin = end;
        }
    }
    pieces.extend(text.get(begin..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_wrapped_at_words_and_turned_where_they_do_not_fit() {
        // A letter takes 7.5 pixels, a Japanese one 12.75.
        let lines = wrapped("Referral partner", 70.0).unwrap_or_default();
        assert_eq!(lines, ["Referral", "partner"]);
        assert_eq!(wrapped("紹介パートナー", 60.0).unwrap_or_default(), ["紹介パー", "トナー"]);
        assert_eq!(wrapped("Incomprehensibility", 60.0), None);
        assert_eq!(beside_row("Referral partner", 70.0), ["Referral", "partner"]);
        assert_eq!(beside_row("Partner", 70.0), ["Partner"]);
        assert_eq!(beside_row("Referral partner of the year", 70.0), [fit("Referral partner of the year", 70.0)]);
        assert_eq!(wrapped("a b c d e", 10.0), None);
        let turned = Labels::over(&["Incomprehensibility".to_owned(), "b".to_owned()], 50.0, |_| 200.0);
        assert!(matches!(&turned.setting, Setting::Turned(all) if all.len() == 2));
        assert!(turned.extra() > 80.0);
        // Over a table, names in lines end at the same height, and long ones stand upright, shortened only when very long.
        let names = ["Contribution margin".to_owned(), "MDF".to_owned()];
        let wide = Labels::above(&names, 100.0);
        assert!(matches!(&wide.setting, Setting::Lines(all) if all.iter().map(Vec::len).eq([2, 1])));
        assert!((wide.head() - 39.0).abs() < 0.01);
        let narrow = Labels::above(&names, 46.0);
        assert_eq!(narrow.setting, Setting::Upright(vec!["Contribution margin".to_owned(), "MDF".to_owned()]));
        assert!(narrow.head() > 120.0);
    }
}
