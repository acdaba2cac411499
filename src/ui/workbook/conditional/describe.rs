//! What a rule says, in a few words and as a picture.

use leptos::prelude::*;
use tandem_core::text::{Language, Text};
use tandem_core::workbook::{Condition, ConditionalRule, IconSet, Look, Style, StyleColor, Threshold};

use super::choices::{LIMITS, OPERATORS, OTHERS, PLACES, SETS, TOPS};
use crate::i18n::fill;
use crate::ui::grid::{Highlight, SignView, signs, style_class, variable};

fn word<T: PartialEq>(list: &[(T, Text)], item: &T, language: Language) -> &'static str {
    list.iter().find(|(known, _)| known == item).map_or("", |(_, text)| text.get(language))
}

fn limit(threshold: &Threshold, language: Language) -> String {
    let named = |place: usize| LIMITS.get(place).map_or("", |text| text.get(language)).to_owned();
    match threshold {
        Threshold::Lowest => named(0),
        Threshold::Highest => named(1),
        Threshold::Value(operand) => operand.clone(),
        Threshold::Percent(share) => format!("{share}%"),
        Threshold::Percentile(share) => format!("{} {share}", named(4)),
    }
}

/// A rule in words.
#[must_use]
pub fn describe(rule: &ConditionalRule, language: Language) -> String {
    const BETTER: Text =
        Text::new("Bands at {low} and {high}, more is better", "区分：{low} と {high}（大きいほど良好）");
    const WORSE: Text =
        Text::new("Bands at {low} and {high}, less is better", "区分：{low} と {high}（小さいほど良好）");
    const BAR: Text = Text::new("Data bar from {low} to {high}", "データ バー：{low} から {high} まで");
    const SCALE: Text = Text::new("Colour scale from {low} to {high}", "カラー スケール：{low} から {high} まで");
    const ICONS: Text = Text::new("Icons: {set}", "アイコン：{set}");
    let say = |sentence: Text, values: &[(&str, &str)]| fill(sentence.get(language), values);
    match rule {
        ConditionalRule::Bands { low, high, more_is_better } => {
            say(if *more_is_better { BETTER } else { WORSE }, &[("low", low), ("high", high)])
        }
        ConditionalRule::Bar { low, high, .. } => {
            say(BAR, &[("low", &limit(low, language)), ("high", &limit(high, language))])
        }
        ConditionalRule::Scale(stops) => {
            let end = |stop: Option<&tandem_core::workbook::ScaleStop>| stop.map(|stop| limit(&stop.at, language));
            let (low, high) = (end(stops.first()).unwrap_or_default(), end(stops.last()).unwrap_or_default());
            say(SCALE, &[("low", &low), ("high", &high)])
        }
        ConditionalRule::Icons { set, .. } => say(ICONS, &[("set", word(&SETS, set, language))]),
        ConditionalRule::Highlight { when, .. } => condition(when, language),
    }
}

fn condition(when: &Condition, language: Language) -> String {
    const VALUE: Text = Text::new("Value {relation} {operands}", "値：{relation} {operands}");
    const TEXT: Text = Text::new("Text {place}: {text}", "文字列：{place} {text}");
    const TOP: Text = Text::new("{which}: {count}", "{which}：{count}");
    const FORMULA: Text = Text::new("Formula {formula}", "数式 {formula}");
    let say = |sentence: Text, values: &[(&str, &str)]| fill(sentence.get(language), values);
    match when {
        Condition::Compare(comparison) => {
            let operands: Vec<&str> = comparison.operands().map(String::as_str).collect();
            let relation = word(&OPERATORS, &comparison.operator, language);
            say(VALUE, &[("relation", relation), ("operands", &operands.join(" – "))])
        }
        Condition::Text { place, text } => say(TEXT, &[("place", word(&PLACES, place, language)), ("text", text)]),
        Condition::Formula(formula) => say(FORMULA, &[("formula", formula)]),
        Condition::Top { count, percent, bottom } => {
            let which = word(&TOPS, &(*bottom, *percent), language);
            say(TOP, &[("which", which), ("count", &count.to_string())])
        }
        other => word(&OTHERS, other, language).to_owned(),
    }
}

/// A rule as a picture: what its cells get, from the lowest to the highest.
#[component]
pub fn Sample(
    /// The rule.
    rule: ConditionalRule,
    /// The language of its words.
    language: Language,
) -> impl IntoView {
    let chip = |place: usize, class: &str, view: AnyView| {
        let class = format!("rule-sample__cell rule-sample__cell--{place} {class}");
        view! { <span class=class>{view}</span> }.into_any()
    };
    let sign = move |sign| view! { <SignView sign=sign language=language /> };
    let cells: Vec<AnyView> = match rule {
        ConditionalRule::Bands { more_is_better, .. } => {
            let mut bands: Vec<_> = signs(IconSet::Shapes3);
            if !more_is_better {
                bands.reverse();
            }
            let cell = |(place, band): (usize, crate::ui::grid::Sign)| {
                chip(place, &format!("cell--on-{}", band.tone), sign(band).into_any())
            };
            bands.into_iter().enumerate().map(cell).collect()
        }
        ConditionalRule::Icons { set, reversed, .. } => {
            let mut all = signs(set);
            if reversed {
                all.reverse();
            }
            all.into_iter().enumerate().map(|(place, shape)| chip(place, "", sign(shape).into_any())).collect()
        }
        ConditionalRule::Bar { color, .. } => vec![bar(color)],
        ConditionalRule::Scale(stops) => vec![scale(stops.iter().map(|stop| stop.color).collect())],
        ConditionalRule::Highlight { style, .. } => vec![highlighted(&style, language)],
    };
    view! { <span class="rule-sample">{cells}</span> }
}

fn bar(color: StyleColor) -> AnyView {
    view! {
        <span class="rule-sample__cell rule-sample__bar">
            <span class="rule-sample__length" style:background-color=variable(color)></span>
        </span>
    }
    .into_any()
}

fn scale(colors: Vec<StyleColor>) -> AnyView {
    let colors: Vec<String> = colors.into_iter().map(variable).collect();
    let image = format!("linear-gradient(to right, {})", colors.join(", "));
    view! { <span class="rule-sample__cell rule-sample__scale" style:background-image=image></span> }.into_any()
}

/// A cell in the look of a highlight, with its shape.
#[must_use]
pub fn highlighted(style: &Style, language: Language) -> AnyView {
    let look = Look { style: style.clone(), ..Look::default() };
    let sign = Highlight::of(&look).and_then(|highlight| highlight.sign);
    let (class, paint) = style_class(style);
    let class = format!("rule-sample__cell rule-sample__cell--wide {class}");
    view! {
        <span class=class style:color=paint.color style:background-color=paint.background>
            {sign.map(|sign| view! { <SignView sign=sign language=language /> })}
            <span class="cell__text">"123"</span>
        </span>
    }
    .into_any()
}
