//! How cells look because of what they hold, as rules of a file.
//!
//! Each rule is first planned and then put, so that what can't be kept is known without writing anything.

use rust_xlsxwriter as xlsx;
use rust_xlsxwriter::{
    Color, ConditionalFormat2ColorScale, ConditionalFormat3ColorScale, ConditionalFormatAverage,
    ConditionalFormatAverageRule, ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatCustomIcon, ConditionalFormatDataBar, ConditionalFormatDuplicate, ConditionalFormatError,
    ConditionalFormatFormula, ConditionalFormatIconSet, ConditionalFormatIconType, ConditionalFormatText,
    ConditionalFormatTextRule, ConditionalFormatTop, ConditionalFormatTopRule, ConditionalFormatType,
    ConditionalFormatValue, Format, Formula,
};
use tandem_core::cell::{Area, CellAddress};
use tandem_core::number::{self, TypedContent};
use tandem_core::workbook::{
    Align, ColorToken, Comparison, Condition, ConditionalFormat, ConditionalRule, IconSet, Operator, ScaleStop, Sheet,
    Style, TextPlace, Threshold, VerticalAlign, Workbook, anchor,
};

use super::format::format;
use super::overlay::{Done, column_of, expression};
use crate::formula::Outward;
use crate::look;
use crate::report::{LossKind, Report};

/// A rule as the writer takes it.
enum Planned {
    Cell(ConditionalFormatCell),
    Text(ConditionalFormatText),
    Formula(ConditionalFormatFormula),
    Duplicate(ConditionalFormatDuplicate),
    Top(ConditionalFormatTop),
    Average(ConditionalFormatAverage),
    Blank(ConditionalFormatBlank),
    Error(ConditionalFormatError),
    Scale2(ConditionalFormat2ColorScale),
    Scale3(ConditionalFormat3ColorScale),
    Bar(ConditionalFormatDataBar),
    Icons(ConditionalFormatIconSet),
}

/// The rules of a format, and whether something of it is not kept.
struct Plan {
    rules: Vec<Planned>,
    is_lossy: bool,
}

/// Writes the rules of a sheet.
pub(super) fn write(target: &mut xlsx::Worksheet, workbook: &Workbook, sheet: &Sheet, outward: &mut Outward) -> Done {
    for format in &sheet.overlay.conditional_formats {
        let Some(planner) = Planner::new(format, workbook, outward) else { continue };
        let areas = planner.areas.clone();
        for rule in planner.plan(&format.rules).rules {
            put(target, &areas, rule)?;
        }
    }
    Ok(())
}

/// Notes the rules that are not kept as they are.
pub(super) fn note(workbook: &Workbook, sheet: &Sheet, outward: &mut Outward, report: &mut Report) {
    for format in &sheet.overlay.conditional_formats {
        let Some(planner) = Planner::new(format, workbook, outward) else { continue };
        let host = planner.host;
        if planner.plan(&format.rules).is_lossy {
            report.at(LossKind::ConditionalFormats, || workbook.reference(host));
        }
    }
}

fn put(target: &mut xlsx::Worksheet, areas: &[Area], rule: Planned) -> Done {
    let Some(area) = areas.first() else { return Ok(()) };
    let several: Vec<String> = areas.iter().copied().map(Area::a1).collect();
    // One area is told by its corners.
    let several = if several.len() > 1 { several.join(" ") } else { String::new() };
    let (left, right) = (column_of(area.left), column_of(area.right));
    macro_rules! add {
        ($rule:expr) => {
            target.add_conditional_format(area.top, left, area.bottom, right, &$rule.set_multi_range(several))
        };
    }
    match rule {
        Planned::Cell(rule) => add!(rule),
        Planned::Text(rule) => add!(rule),
        Planned::Formula(rule) => add!(rule),
        Planned::Duplicate(rule) => add!(rule),
        Planned::Top(rule) => add!(rule),
        Planned::Average(rule) => add!(rule),
        Planned::Blank(rule) => add!(rule),
        Planned::Error(rule) => add!(rule),
        Planned::Scale2(rule) => add!(rule),
        Planned::Scale3(rule) => add!(rule),
        Planned::Bar(rule) => add!(rule),
        Planned::Icons(rule) => add!(rule),
    }?;
    Ok(())
}

struct Planner<'a> {
    workbook: &'a Workbook,
    outward: &'a mut Outward,
    areas: Vec<Area>,
    host: CellAddress,
    /// Whether formulas may mean other cells for other cells of the areas: programs take them for written for the first cell of the
    /// first area, which must then be the one that they are written for.
    may_move: bool,
}

impl<'a> Planner<'a> {
    fn new(format: &ConditionalFormat, workbook: &'a Workbook, outward: &'a mut Outward) -> Option<Self> {
        let host = anchor(&format.areas)?;
        let mut areas = format.areas.clone();
        let first = areas.iter().position(|area| area.first() == host);
        if let Some(first) = first {
            areas.swap(0, first);
        }
        Some(Self { workbook, outward, areas, host, may_move: first.is_some() })
    }

    fn plan(mut self, rules: &[ConditionalRule]) -> Plan {
        let mut plan = Plan { rules: Vec::new(), is_lossy: false };
        for rule in rules {
            match self.rule(rule) {
                Some((planned, is_whole)) => {
                    plan.rules.extend(planned);
                    plan.is_lossy |= !is_whole;
                }
                None => plan.is_lossy = true,
            }
        }
        plan
    }

    /// What a rule becomes, and whether all of it is kept.
    fn rule(&mut self, rule: &ConditionalRule) -> Option<(Vec<Planned>, bool)> {
        let one = |planned| Some((vec![planned], true));
        match rule {
            ConditionalRule::Highlight { when, style, stop } => {
                Some((vec![self.highlight(when, style, *stop)?], is_kept(style)))
            }
            ConditionalRule::Bands { low, high, more_is_better } => self.bands(low, high, *more_is_better),
            ConditionalRule::Bar { low, high, color } => {
                let color = Color::RGB(look::text_color(*color));
                let ((low_type, low), (high_type, high)) = (self.threshold(low)?, self.threshold(high)?);
                one(Planned::Bar(
                    ConditionalFormatDataBar::new()
                        .set_minimum(low_type, low)
                        .set_maximum(high_type, high)
                        .set_fill_color(color)
                        .set_border_color(color)
                        .set_solid_fill(true),
                ))
            }
            ConditionalRule::Scale(stops) => one(self.scale(stops)?),
            ConditionalRule::Icons { set, from, reversed, hides_value } => {
                let from: Option<Vec<_>> = from.iter().map(|from| self.threshold(from)).collect();
                let icons = icons(*set, from?).reverse_icons(*reversed).show_icons_only(*hides_value);
                // Files say of triangles neither that they are reversed nor that they stand alone.
                let is_whole = *set != IconSet::Triangles3 || (!reversed && !hides_value);
                Some((vec![Planned::Icons(icons)], is_whole))
            }
        }
    }

    fn highlight(&mut self, when: &Condition, style: &Style, stop: bool) -> Option<Planned> {
        let format = format(style);
        macro_rules! with {
            ($rule:expr) => {
                $rule.set_format(format).set_stop_if_true(stop)
            };
        }
        Some(match when {
            Condition::Compare(comparison) => {
                Planned::Cell(with!(ConditionalFormatCell::new().set_rule(self.comparison(comparison)?)))
            }
            Condition::Text { place, text } if !text.starts_with('=') => {
                let text = self.words(text);
                let rule = match place {
                    TextPlace::Contains => ConditionalFormatTextRule::Contains(text),
                    TextPlace::NotContains => ConditionalFormatTextRule::DoesNotContain(text),
                    TextPlace::Begins => ConditionalFormatTextRule::BeginsWith(text),
                    TextPlace::Ends => ConditionalFormatTextRule::EndsWith(text),
                };
                Planned::Text(with!(ConditionalFormatText::new().set_rule(rule)))
            }
            Condition::Text { place, text } => {
                // A text that is computed is looked for by a formula.
                let (cell, text) = (self.cell(), self.operand(text)?);
                let formula = match place {
                    TextPlace::Contains => format!("NOT(ISERROR(SEARCH({text},{cell})))"),
                    TextPlace::NotContains => format!("ISERROR(SEARCH({text},{cell}))"),
                    TextPlace::Begins => format!("LEFT({cell},LEN({text}))=({text})"),
                    TextPlace::Ends => format!("RIGHT({cell},LEN({text}))=({text})"),
                };
                Planned::Formula(with!(ConditionalFormatFormula::new().set_rule(verbatim(&formula))))
            }
            Condition::Formula(formula) => {
                let formula = self.operand(formula)?;
                Planned::Formula(with!(ConditionalFormatFormula::new().set_rule(verbatim(&formula))))
            }
            Condition::Duplicate => Planned::Duplicate(with!(ConditionalFormatDuplicate::new())),
            Condition::Unique => Planned::Duplicate(with!(ConditionalFormatDuplicate::new().invert())),
            Condition::Top { count, percent, bottom } => {
                Planned::Top(with!(ConditionalFormatTop::new().set_rule(top(*count, *percent, *bottom)?)))
            }
            Condition::Average { below } => {
                let above = ConditionalFormatAverageRule::AboveAverage;
                let rule = if *below { ConditionalFormatAverageRule::BelowAverage } else { above };
                Planned::Average(with!(ConditionalFormatAverage::new().set_rule(rule)))
            }
            Condition::Blank => Planned::Blank(with!(ConditionalFormatBlank::new())),
            Condition::NotBlank => Planned::Blank(with!(ConditionalFormatBlank::new().invert())),
            Condition::Error => Planned::Error(with!(ConditionalFormatError::new())),
            Condition::NotError => Planned::Error(with!(ConditionalFormatError::new().invert())),
        })
    }

    /// Bands are shapes and, by formulas that pass over everything but numbers, colours.
    fn bands(&mut self, low: &str, high: &str, more_is_better: bool) -> Option<(Vec<Planned>, bool)> {
        let thresholds = [low, high].map(|text| self.threshold(&Threshold::Value(text.to_owned())));
        let (cell, low, high) = (self.cell(), self.operand(low)?, self.operand(high)?);
        let mut planned = Vec::new();
        // Shapes can't compare with other cells for other cells; colours can.
        let [Some(from), Some(to)] = thresholds else {
            return Some((colors(&cell, &low, &high, more_is_better), false));
        };
        planned.push(Planned::Icons(icons(IconSet::Shapes3, vec![from, to]).reverse_icons(!more_is_better)));
        planned.extend(colors(&cell, &low, &high, more_is_better));
        Some((planned, true))
    }

    fn comparison(&mut self, comparison: &Comparison) -> Option<ConditionalFormatCellRule<Formula>> {
        use ConditionalFormatCellRule as Rule;
        let first = verbatim(&self.operand(&comparison.first)?);
        let mut second = || self.operand(&comparison.second).map(|text| verbatim(&text));
        Some(match comparison.operator {
            Operator::Between => Rule::Between(first, second()?),
            Operator::NotBetween => Rule::NotBetween(first, second()?),
            Operator::Equal => Rule::EqualTo(first),
            Operator::NotEqual => Rule::NotEqualTo(first),
            Operator::Less => Rule::LessThan(first),
            Operator::LessOrEqual => Rule::LessThanOrEqualTo(first),
            Operator::Greater => Rule::GreaterThan(first),
            Operator::GreaterOrEqual => Rule::GreaterThanOrEqualTo(first),
        })
    }

    fn scale(&mut self, stops: &[ScaleStop]) -> Option<Planned> {
        let mut at = Vec::new();
        for stop in stops {
            at.push((self.threshold(&stop.at)?, Color::RGB(look::fill_color(stop.color))));
        }
        // The writer takes the lowest and the highest number only as what the ends are anyway.
        match at.as_slice() {
            [(low, low_color), (high, high_color)] => {
                let (low, high) = (in_percent(low, true), in_percent(high, false));
                Some(Planned::Scale2(
                    ConditionalFormat2ColorScale::new()
                        .set_minimum(low.0, low.1)
                        .set_maximum(high.0, high.1)
                        .set_minimum_color(*low_color)
                        .set_maximum_color(*high_color),
                ))
            }
            [(low, low_color), (middle, middle_color), (high, high_color)] => {
                let (low, high) = (in_percent(low, true), in_percent(high, false));
                let middle = in_percent(&in_percent(middle, true), false);
                Some(Planned::Scale3(
                    ConditionalFormat3ColorScale::new()
                        .set_minimum(low.0, low.1)
                        .set_midpoint(middle.0, middle.1)
                        .set_maximum(high.0, high.1)
                        .set_minimum_color(*low_color)
                        .set_midpoint_color(*middle_color)
                        .set_maximum_color(*high_color),
                ))
            }
            _ => None,
        }
    }

    /// Where a rule begins. A formula in it must mean the same cells wherever it is asked for.
    fn threshold(&mut self, threshold: &Threshold) -> Option<Stop> {
        Some(match threshold {
            Threshold::Lowest => (ConditionalFormatType::Lowest, 0u8.into()),
            Threshold::Highest => (ConditionalFormatType::Highest, 0u8.into()),
            Threshold::Percent(share) => (ConditionalFormatType::Percent, (*share).into()),
            Threshold::Percentile(share) => (ConditionalFormatType::Percentile, (*share).into()),
            Threshold::Value(operand) => match number::typed(operand, self.workbook.today()).content {
                TypedContent::Number(number) => {
                    (ConditionalFormatType::Number, verbatim(&number::exact(number)).into())
                }
                TypedContent::Formula(formula) if self.outward.is_fixed(&formula, self.host) => {
                    (ConditionalFormatType::Formula, verbatim(&self.operand(operand)?).into())
                }
                _ => return None,
            },
        })
    }

    /// An operand as the text of a formula.
    fn operand(&mut self, text: &str) -> Option<String> {
        let is_safe = self.may_move || !text.starts_with('=') || self.outward.is_fixed(text, self.host);
        if is_safe { expression(text, self.host, self.workbook, self.outward) } else { None }
    }

    /// An operand as the words that it stands for.
    fn words(&self, text: &str) -> String {
        match number::typed(text, self.workbook.today()).content {
            TypedContent::Text(text) => text,
            TypedContent::Number(number) => number::plain(number),
            _ => text.to_owned(),
        }
    }

    /// The cell for which formulas are written.
    fn cell(&self) -> String {
        Area::of(self.areas.first().map_or(self.host, |area| area.first())).a1()
    }
}

type Stop = (ConditionalFormatType, ConditionalFormatValue);

/// The lowest or the highest number of all as a share of the way between them.
fn in_percent(stop: &Stop, is_low_end: bool) -> Stop {
    match stop.0 {
        ConditionalFormatType::Highest if is_low_end => (ConditionalFormatType::Percent, 100u8.into()),
        ConditionalFormatType::Lowest if !is_low_end => (ConditionalFormatType::Percent, 0u8.into()),
        _ => stop.clone(),
    }
}

/// A formula that the writer takes as it is: it takes braces around one off.
fn verbatim(text: &str) -> Formula {
    Formula::new(format!("{{={text}}}"))
}

fn top(count: u32, percent: bool, bottom: bool) -> Option<ConditionalFormatTopRule> {
    const MOST: u16 = 1_000;
    let count = u16::try_from(count).ok().filter(|count| *count <= MOST)?;
    Some(match (percent, bottom) {
        (false, false) => ConditionalFormatTopRule::Top(count),
        (false, true) => ConditionalFormatTopRule::Bottom(count),
        (true, false) => ConditionalFormatTopRule::TopPercent(count),
        (true, true) => ConditionalFormatTopRule::BottomPercent(count),
    })
}

fn icons(set: IconSet, from: Vec<Stop>) -> ConditionalFormatIconSet {
    use ConditionalFormatIconType as Type;
    let kind = match set {
        IconSet::Arrows3 => Type::ThreeArrows,
        IconSet::Triangles3 => Type::ThreeTriangles,
        IconSet::Shapes3 => Type::ThreeSigns,
        IconSet::Signs3 => Type::ThreeSymbols,
        IconSet::Arrows4 => Type::FourArrows,
        IconSet::Bars4 => Type::FourHistograms,
        IconSet::Arrows5 => Type::FiveArrows,
        IconSet::Quarters5 => Type::FiveQuadrants,
    };
    let icon = |stop: Stop| {
        let (kind, value) = in_percent(&in_percent(&stop, true), false);
        ConditionalFormatCustomIcon::new().set_rule(kind, value)
    };
    let all: Vec<_> = [ConditionalFormatCustomIcon::new()].into_iter().chain(from.into_iter().map(icon)).collect();
    ConditionalFormatIconSet::new().set_icon_type(kind).set_icons(&all)
}

/// The formulas of the lower, the middle and the upper band of a cell.
pub(crate) fn band_formulas(cell: &str, low: &str, high: &str) -> [String; 3] {
    [
        format!("AND(ISNUMBER({cell}),{cell}<({low}),{cell}<({high}))"),
        format!("AND(ISNUMBER({cell}),({cell}>=({low}))<>({cell}>=({high})))"),
        format!("AND(ISNUMBER({cell}),{cell}>=({low}),{cell}>=({high}))"),
    ]
}

/// The colours behind the lower, the middle and the upper band.
pub(crate) const fn band_colors(more_is_better: bool) -> [ColorToken; 3] {
    if more_is_better {
        [ColorToken::Negative, ColorToken::Warning, ColorToken::Positive]
    } else {
        [ColorToken::Positive, ColorToken::Warning, ColorToken::Negative]
    }
}

fn colors(cell: &str, low: &str, high: &str, more_is_better: bool) -> Vec<Planned> {
    let fill = |color: ColorToken| -> Format { format(&Style { fill: Some(color.into()), ..Style::default() }) };
    let pairs = band_formulas(cell, low, high).into_iter().zip(band_colors(more_is_better));
    pairs
        .map(|(formula, color)| {
            Planned::Formula(ConditionalFormatFormula::new().set_rule(verbatim(&formula)).set_format(fill(color)))
        })
        .collect()
}

/// Whether a file keeps all of a style that a condition gives: where a text stands is none of it.
fn is_kept(style: &Style) -> bool {
    let plain = Style { align: Align::Auto, vertical: VerticalAlign::Auto, indent: 0, wrap: false, ..style.clone() };
    plain == *style
}
