//! What can be done with the looks of cells.

use super::Chord;
use super::sheet::{Group, SheetAction, SheetCommand};
use crate::i18n::Text;

/// A change of how the selected cells look. What is a switch takes the look of the active cell away from all, or gives it to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// Bold or not.
    Bold,
    /// Italic or not.
    Italic,
    /// Underlined or not.
    Underline,
    /// Struck through or not.
    Strikethrough,
    /// Texts and numbers stand left.
    AlignLeft,
    /// They stand in the middle.
    AlignCenter,
    /// They stand right.
    AlignRight,
    /// Numbers stand right, texts left.
    AlignAuto,
    /// They stand at the top of a high row, or where they stand by themselves.
    AlignTop,
    /// They stand halfway up a high row, or where they stand by themselves.
    AlignMiddle,
    /// They stand at the bottom of a high row, or where they stand by themselves.
    AlignBottom,
    /// They stand further in.
    Indent,
    /// They stand less far in.
    Outdent,
    /// Long texts break into lines, or not.
    Wrap,
    /// The selected cells are one, or several again.
    Merge,
    /// Numbers without a format.
    General,
    /// Numbers with separators and two decimals.
    Number,
    /// Numbers as times.
    Time,
    /// Numbers as dates.
    Date,
    /// Numbers as amounts of money.
    Currency,
    /// Numbers as percentages.
    Percent,
    /// Numbers with powers of ten.
    Scientific,
    /// One decimal more.
    MoreDecimals,
    /// One decimal fewer.
    FewerDecimals,
    /// Lines around each cell.
    BordersAll,
    /// A line around the selection.
    BordersOutline,
    /// A line above the selection.
    BordersTop,
    /// A line below the selection.
    BordersBottom,
    /// A line above and a double line below.
    BordersTotal,
    /// No lines.
    BordersNone,
    /// The theme's heading.
    RoleHeading,
    /// The theme's input.
    RoleInput,
    /// The theme's total.
    RoleTotal,
    /// The theme's remark.
    RoleNote,
    /// The look of a cell that nobody formatted.
    Clear,
    /// Colour of texts.
    Color(Ink),
    /// Colour behind them.
    Fill(Ink),
}

/// A colour that a person can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// What the theme uses where nothing was chosen.
    Default,
    /// Less important.
    Muted,
    /// The accent of the theme.
    Accent,
    /// Good.
    Positive,
    /// Bad.
    Negative,
    /// Needs attention.
    Warning,
}

/// Every command of looks.
pub(super) const LOOK_ACTIONS: &[SheetAction] = &[
    SheetAction::new(
        SheetCommand::Format(Look::Bold),
        Group::Format,
        Text::new("Bold", "太字"),
        &[Chord::command("b")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Italic),
        Group::Format,
        Text::new("Italic", "斜体"),
        &[Chord::command("i")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Underline),
        Group::Format,
        Text::new("Underline", "下線"),
        &[Chord::command("u")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Strikethrough),
        Group::Format,
        Text::new("Strikethrough", "取り消し線"),
        &[Chord::command("5")],
    ),
    SheetAction::new(SheetCommand::Format(Look::AlignLeft), Group::Format, Text::new("Align left", "左揃え"), &[]),
    SheetAction::new(SheetCommand::Format(Look::AlignCenter), Group::Format, Text::new("Centre", "中央揃え"), &[]),
    SheetAction::new(SheetCommand::Format(Look::AlignRight), Group::Format, Text::new("Align right", "右揃え"), &[]),
    SheetAction::new(
        SheetCommand::Format(Look::AlignAuto),
        Group::Format,
        Text::new("Default alignment", "標準の配置"),
        &[],
    ),
    SheetAction::new(SheetCommand::Format(Look::AlignTop), Group::Format, Text::new("Align top", "上揃え"), &[]),
    SheetAction::new(
        SheetCommand::Format(Look::AlignMiddle),
        Group::Format,
        Text::new("Align middle", "上下中央揃え"),
        &[],
    ),
    SheetAction::new(SheetCommand::Format(Look::AlignBottom), Group::Format, Text::new("Align bottom", "下揃え"), &[]),
    SheetAction::new(
        SheetCommand::Format(Look::Indent),
        Group::Format,
        Text::new("Increase the indent", "インデントを増やす"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Outdent),
        Group::Format,
        Text::new("Decrease the indent", "インデントを減らす"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Wrap),
        Group::Format,
        Text::new("Wrap text", "折り返して全体を表示"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Merge),
        Group::Format,
        Text::new("Merge cells or split them", "セルの結合と解除"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::General),
        Group::Format,
        Text::new("General number format", "標準の表示形式"),
        &[Chord::command_shift("~"), Chord::command_shift("`")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Number),
        Group::Format,
        Text::new("Number with two decimals", "桁区切りと小数2桁"),
        &[Chord::command_shift("1")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Time),
        Group::Format,
        Text::new("Time", "時刻"),
        &[Chord::command_shift("2")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Date),
        Group::Format,
        Text::new("Date", "日付"),
        &[Chord::command_shift("3")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Currency),
        Group::Format,
        Text::new("Currency", "通貨"),
        &[Chord::command_shift("4")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Percent),
        Group::Format,
        Text::new("Percent", "パーセント"),
        &[Chord::command_shift("5")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Scientific),
        Group::Format,
        Text::new("Scientific", "指数"),
        &[Chord::command_shift("6")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::MoreDecimals),
        Group::Format,
        Text::new("One more decimal", "小数点以下の桁数を増やす"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::FewerDecimals),
        Group::Format,
        Text::new("One decimal fewer", "小数点以下の桁数を減らす"),
        &[],
    ),
    SheetAction::new(SheetCommand::Format(Look::BordersAll), Group::Format, Text::new("All borders", "格子線"), &[]),
    SheetAction::new(
        SheetCommand::Format(Look::BordersOutline),
        Group::Format,
        Text::new("Outside borders", "外枠罫線"),
        &[Chord::command_shift("7")],
    ),
    SheetAction::new(SheetCommand::Format(Look::BordersTop), Group::Format, Text::new("Top border", "上罫線"), &[]),
    SheetAction::new(
        SheetCommand::Format(Look::BordersBottom),
        Group::Format,
        Text::new("Bottom border", "下罫線"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::BordersTotal),
        Group::Format,
        Text::new("Total lines: thin above, double below", "合計の罫線（上細線・下二重線）"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::BordersNone),
        Group::Format,
        Text::new("No borders", "罫線なし"),
        &[Chord::command("_")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::RoleHeading),
        Group::Format,
        Text::new("Style: heading", "スタイル：見出し"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::RoleInput),
        Group::Format,
        Text::new("Style: input", "スタイル：入力"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::RoleTotal),
        Group::Format,
        Text::new("Style: total", "スタイル：合計"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::RoleNote),
        Group::Format,
        Text::new("Style: remark", "スタイル：注記"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Clear),
        Group::Format,
        Text::new("Clear formats", "書式をクリア"),
        &[Chord::command("\\")],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Color(Ink::Default)),
        Group::Format,
        Text::new("Text colour: default colour", "文字の色：標準"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Color(Ink::Muted)),
        Group::Format,
        Text::new("Text colour: muted", "文字の色：控えめ"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Color(Ink::Accent)),
        Group::Format,
        Text::new("Text colour: accent", "文字の色：アクセント"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Color(Ink::Positive)),
        Group::Format,
        Text::new("Text colour: positive", "文字の色：良い"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Color(Ink::Negative)),
        Group::Format,
        Text::new("Text colour: negative", "文字の色：悪い"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Color(Ink::Warning)),
        Group::Format,
        Text::new("Text colour: warning", "文字の色：注意"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Fill(Ink::Default)),
        Group::Format,
        Text::new("Fill colour: default colour", "塗りつぶし：標準"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Fill(Ink::Muted)),
        Group::Format,
        Text::new("Fill colour: muted", "塗りつぶし：控えめ"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Fill(Ink::Accent)),
        Group::Format,
        Text::new("Fill colour: accent", "塗りつぶし：アクセント"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Fill(Ink::Positive)),
        Group::Format,
        Text::new("Fill colour: positive", "塗りつぶし：良い"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Fill(Ink::Negative)),
        Group::Format,
        Text::new("Fill colour: negative", "塗りつぶし：悪い"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::Format(Look::Fill(Ink::Warning)),
        Group::Format,
        Text::new("Fill colour: warning", "塗りつぶし：注意"),
        &[],
    ),
    SheetAction::new(
        SheetCommand::FormatCells,
        Group::Format,
        Text::new("Number format…", "表示形式…"),
        &[Chord::command("1")],
    ),
];
