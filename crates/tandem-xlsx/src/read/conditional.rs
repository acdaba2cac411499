//! The rules of a sheet for how cells look, as a file gives them.
//!
//! Newer forms of rules stand at the end of a sheet: some say more of a rule that stands before, which has the same identity, others
//! are rules of their own.

use std::io::BufRead;

use super::styles::shade;
use super::xml::{Element, Node, Xml};
use crate::error::XlsxError;
use crate::limits::MAX_SHARED;

/// One rule, as a file gives it.
#[derive(Clone, Debug, Default)]
pub(super) struct RawRule {
    /// Areas as texts such as `A1:B2 C3`.
    pub(super) areas: String,
    pub(super) kind: String,
    /// The smaller, the earlier it counts; nothing where the rule only says more of another one.
    pub(super) priority: Option<u32>,
    /// Which of the formats for conditions it gives.
    pub(super) format: Option<usize>,
    pub(super) stops: bool,
    pub(super) operator: String,
    pub(super) text: Option<String>,
    pub(super) rank: Option<u32>,
    pub(super) is_percent: bool,
    pub(super) is_bottom: bool,
    pub(super) is_below: bool,
    /// Whether it compares with more than the average alone.
    pub(super) has_deviation: bool,
    pub(super) formulas: Vec<String>,
    pub(super) stops_at: Vec<RawStop>,
    /// Colours; nothing in place of one that is none of fixed red, green and blue.
    pub(super) colors: Vec<Option<u32>>,
    pub(super) icons: String,
    pub(super) is_reversed: bool,
    pub(super) hides_value: bool,
    /// Whether shapes were chosen one by one.
    pub(super) is_custom: bool,
    pub(super) identity: Option<String>,
}

/// Where a bar, a colour or a shape begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RawStop {
    pub(super) kind: String,
    pub(super) value: String,
    /// Whether the number itself is not there yet.
    pub(super) is_above: bool,
}

/// Reads the rules of one element, which began with these areas, up to its end.
pub(super) fn rules<R: BufRead>(
    xml: &mut Xml<R>,
    areas: Option<String>,
    rules: &mut Vec<RawRule>,
) -> Result<(), XlsxError> {
    let first = rules.len();
    let mut areas = areas.unwrap_or_default();
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::End(end) if end.name() == "conditionalFormatting" => break,
            Node::Eof => break,
            _ => continue,
        };
        match element.name() {
            "cfRule" => {
                let begun = begun(&element);
                let whole = whole(xml, begun)?;
                rules.push(whole);
            }
            // The newer form has its areas at the end.
            "sqref" => areas = xml.text()?,
            _ => {}
        }
        if rules.len() > MAX_SHARED {
            return Err(XlsxError::TooManyCells);
        }
    }
    for rule in rules.iter_mut().skip(first) {
        rule.areas.clone_from(&areas);
    }
    Ok(())
}

fn begun(element: &Element<'_>) -> RawRule {
    let is = |name: &str| element.truth(name).unwrap_or(false);
    RawRule {
        kind: element.attribute("type").unwrap_or_default(),
        priority: element.number("priority"),
        format: element.number("dxfId").map(|id| id as usize),
        stops: is("stopIfTrue"),
        operator: element.attribute("operator").unwrap_or_default(),
        text: element.attribute("text"),
        rank: element.number("rank"),
        is_percent: is("percent"),
        is_bottom: is("bottom"),
        is_below: !element.truth("aboveAverage").unwrap_or(true),
        has_deviation: is("equalAverage") || element.number("stdDev").is_some_and(|count| count > 0),
        identity: element.attribute("id"),
        ..RawRule::default()
    }
}

/// A rule with what stands in it, up to its end.
fn whole<R: BufRead>(xml: &mut Xml<R>, mut rule: RawRule) -> Result<RawRule, XlsxError> {
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::End(end) if end.name() == "cfRule" => return Ok(rule),
            Node::Eof => return Ok(rule),
            _ => continue,
        };
        if rule.formulas.len() + rule.stops_at.len() + rule.colors.len() > 16 {
            return Err(XlsxError::TooManyCells);
        }
        match element.name() {
            "formula" => rule.formulas.push(xml.text()?),
            "cfvo" => rule.stops_at.push(RawStop {
                kind: element.attribute("type").unwrap_or_default(),
                value: element.attribute("val").unwrap_or_default(),
                is_above: !element.truth("gte").unwrap_or(true),
            }),
            // The newer form has formulas, and values of stops, in elements of this name.
            "f" => {
                let text = xml.text()?;
                match rule.stops_at.last_mut() {
                    Some(stop) => stop.value = text,
                    None => rule.formulas.push(text),
                }
            }
            "color" => rule.colors.push(shade(&element)),
            "iconSet" => {
                rule.icons = element.attribute("iconSet").unwrap_or_else(|| "3TrafficLights1".to_owned());
                rule.is_reversed = element.truth("reverse").unwrap_or(false);
                rule.hides_value = !element.truth("showValue").unwrap_or(true);
                rule.is_custom = element.truth("custom").unwrap_or(false);
            }
            "dataBar" => rule.hides_value = !element.truth("showValue").unwrap_or(true),
            "id" => rule.identity = Some(xml.text()?),
            _ => {}
        }
    }
}

/// The rules in the order in which they count, each once: what the newer form says of a bar's ends is the bar's.
pub(super) fn in_order(rules: Vec<RawRule>) -> Vec<RawRule> {
    let (mut rules, more): (Vec<RawRule>, Vec<RawRule>) = rules.into_iter().partition(|rule| rule.priority.is_some());
    for newer in more.into_iter().filter(|rule| rule.kind == "dataBar" && rule.identity.is_some()) {
        let bar = rules.iter_mut().find(|rule| rule.kind == "dataBar" && rule.identity == newer.identity);
        if let Some(bar) = bar.filter(|bar| bar.stops_at.len() == newer.stops_at.len()) {
            bar.stops_at = newer.stops_at;
        }
    }
    rules.sort_by_key(|rule| rule.priority);
    rules
}
