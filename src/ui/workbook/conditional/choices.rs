//! What can be chosen in the dialog for rules, with its words.

use tandem_core::text::Text;
use tandem_core::workbook::{ColorToken, Condition, IconSet, Operator, Style, StyleColor, TextPlace};

/// The kinds of rule, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Three bands.
    Bands,
    /// A bar.
    Bar,
    /// A colour between others.
    Scale,
    /// A shape.
    Icons,
    /// What makes a formula TRUE.
    Formula,
    /// What compares with a value.
    Compare,
    /// What has a text in it.
    Text,
    /// The largest or smallest.
    Top,
    /// What repeats, is blank, is an error, or lies beside the average.
    Other,
}

/// The kinds with their words.
pub const KINDS: [(Kind, Text); 9] = [
    (Kind::Bands, Text::new("Bands: good, caution, bad", "区分（良好・注意・不良）")),
    (Kind::Bar, Text::new("Data bar", "データ バー")),
    (Kind::Scale, Text::new("Colour scale", "カラー スケール")),
    (Kind::Icons, Text::new("Icons", "アイコン セット")),
    (Kind::Formula, Text::new("What makes a formula TRUE", "数式が TRUE になるセル")),
    (Kind::Compare, Text::new("Cells with a certain value", "セルの値")),
    (Kind::Text, Text::new("Cells with a certain text", "特定の文字列")),
    (Kind::Top, Text::new("The largest or smallest", "上位または下位")),
    (Kind::Other, Text::new("Duplicates, blanks, errors, averages", "重複・空白・エラー・平均")),
];

/// How values are compared.
pub const OPERATORS: [(Operator, Text); 8] = [
    (Operator::Greater, Text::new("above", "次の値より大きい")),
    (Operator::GreaterOrEqual, Text::new("at least", "次の値以上")),
    (Operator::Less, Text::new("below", "次の値より小さい")),
    (Operator::LessOrEqual, Text::new("at most", "次の値以下")),
    (Operator::Equal, Text::new("equal to", "次の値に等しい")),
    (Operator::NotEqual, Text::new("other than", "次の値に等しくない")),
    (Operator::Between, Text::new("between", "次の値の間")),
    (Operator::NotBetween, Text::new("not between", "次の値の間以外")),
];

/// Where a text is looked for.
pub const PLACES: [(TextPlace, Text); 4] = [
    (TextPlace::Contains, Text::new("anywhere", "次の文字列を含む")),
    (TextPlace::NotContains, Text::new("nowhere", "次の文字列を含まない")),
    (TextPlace::Begins, Text::new("at the beginning", "次の文字列で始まる")),
    (TextPlace::Ends, Text::new("at the end", "次の文字列で終わる")),
];

/// Conditions that need nothing else.
pub const OTHERS: [(Condition, Text); 8] = [
    (Condition::Duplicate, Text::new("values that repeat", "重複する値")),
    (Condition::Unique, Text::new("values that stand there once", "一意の値")),
    (Condition::Average { below: false }, Text::new("numbers above the average", "平均より上")),
    (Condition::Average { below: true }, Text::new("numbers below the average", "平均より下")),
    (Condition::Blank, Text::new("blank cells", "空白セル")),
    (Condition::NotBlank, Text::new("filled cells", "空白以外のセル")),
    (Condition::Error, Text::new("errors", "エラー")),
    (Condition::NotError, Text::new("cells without an error", "エラー以外のセル")),
];

/// What is largest or smallest, and how it is counted: whether the smallest, whether in percent.
pub const TOPS: [((bool, bool), Text); 4] = [
    ((false, false), Text::new("the largest, by number", "上位（項目数）")),
    ((false, true), Text::new("the largest, in percent", "上位（%）")),
    ((true, false), Text::new("the smallest, by number", "下位（項目数）")),
    ((true, true), Text::new("the smallest, in percent", "下位（%）")),
];

/// The kinds of limit of bars, scales and icons.
pub const LIMITS: [Text; 5] = [
    Text::new("the smallest number", "最小値"),
    Text::new("the largest number", "最大値"),
    Text::new("a number or formula", "数値または数式"),
    Text::new("percent", "パーセント"),
    Text::new("percentile", "百分位"),
];

/// The shapes, with what they are called.
pub const SETS: [(IconSet, Text); 8] = [
    (IconSet::Shapes3, Text::new("Circle, triangle, diamond", "丸・三角・ひし形")),
    (IconSet::Arrows3, Text::new("3 arrows", "3 つの矢印")),
    (IconSet::Triangles3, Text::new("3 triangles", "3 種類の三角形")),
    (IconSet::Signs3, Text::new("Tick, exclamation mark, cross", "チェック・感嘆符・バツ")),
    (IconSet::Arrows4, Text::new("4 arrows", "4 つの矢印")),
    (IconSet::Bars4, Text::new("4 bars", "4 段階のバー")),
    (IconSet::Arrows5, Text::new("5 arrows", "5 つの矢印")),
    (IconSet::Quarters5, Text::new("5 quarters", "5 段階の円")),
];

/// The colours of the theme, with what they are called.
pub const COLORS: [(ColorToken, Text); 5] = [
    (ColorToken::Accent, Text::new("Accent", "アクセント")),
    (ColorToken::Positive, Text::new("Green", "緑")),
    (ColorToken::Warning, Text::new("Amber", "黄")),
    (ColorToken::Negative, Text::new("Red", "赤")),
    (ColorToken::Muted, Text::new("Grey", "灰色")),
];

/// The looks that are offered for highlighted cells.
#[must_use]
pub fn looks() -> Vec<(Style, Text)> {
    let on = |token: ColorToken| Style { fill: Some(StyleColor::Theme(token)), ..Style::default() };
    let muted = Style { color: Some(ColorToken::Muted.into()), ..Style::default() };
    vec![
        (on(ColorToken::Positive), Text::new("Good: circle on green", "良好：緑に丸")),
        (on(ColorToken::Warning), Text::new("Caution: triangle on amber", "注意：黄に三角")),
        (on(ColorToken::Negative), Text::new("Bad: diamond on red", "不良：赤にひし形")),
        (Style { bold: true, ..on(ColorToken::Accent) }, Text::new("Emphasis: bold on petrol", "強調：青緑に太字")),
        (Style { bold: true, ..Style::default() }, Text::new("Bold", "太字")),
        (Style { italic: true, ..muted.clone() }, Text::new("Grey italics", "灰色の斜体")),
        (Style { strikethrough: true, ..muted }, Text::new("Struck through", "取り消し線")),
    ]
}
