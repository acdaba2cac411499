//! Text: characters by number, and their widths as Japanese typesetting knows them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::cell::{Cause, ErrorValue, Value};
use crate::text::Text;

const TEXT: &[Parameter] = &[Parameter::required("text", Kind::Text)];
const NUMBER: &[Parameter] = &[Parameter::required("number", Kind::Number)];
const TO_WIDE: Text = Text::new(
    "Turns half-width letters, digits and katakana into full-width ones.",
    "半角の英数字とカタカナを全角にします。",
);
const TO_WIDE_EXAMPLES: [&str; 2] = ["ＥＸＣＥＬ", "ガス"];

/// Text: characters by number and by width.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "CHAR",
        family: Family::Text,
        parameters: NUMBER,
        summary: Text::new(
            "Gives the character of a number from 1 to 255 in the Windows-1252 set.",
            "番号（1〜255）に対応する Windows-1252 の文字を返します。",
        ),
        examples: &[
            Example::new("=CHAR(65)", "A"),
            Example::new("=CHAR(128)", "€"),
            Example::new("=CHAR(0)", "#VALUE!"),
        ],
        body: Body::Eager(char_of),
    },
    Function {
        name: "CODE",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new(
            "Gives the Windows-1252 number of a text's first character; 63, a question mark, for one outside that set.",
            "先頭の文字の Windows-1252 での番号を返します。その文字集合にない文字は63（?）です。",
        ),
        examples: &[
            Example::new("=CODE(\"A\")", "65"),
            Example::new("=CODE(\"€10\")", "128"),
            Example::new("=CODE(\"\")", "#VALUE!"),
        ],
        body: Body::Eager(code_of),
    },
    Function {
        name: "UNICHAR",
        family: Family::Text,
        parameters: NUMBER,
        summary: Text::new("Gives the character of a Unicode number.", "Unicode の番号に対応する文字を返します。"),
        examples: &[
            Example::new("=UNICHAR(66)", "B"),
            Example::new("=UNICHAR(12354)", "あ"),
            Example::new("=UNICHAR(0)", "#VALUE!"),
        ],
        body: Body::Eager(unicode_char),
    },
    Function {
        name: "UNICODE",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new(
            "Gives the Unicode number of a text's first character.",
            "先頭の文字の Unicode の番号を返します。",
        ),
        examples: &[Example::new("=UNICODE(\"B\")", "66"), Example::new("=UNICODE(\"あ\")", "12354")],
        body: Body::Eager(|arguments| Ok(Decimal::from(u32::from(first(arguments)?)).into())),
    },
    Function {
        name: "CLEAN",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new(
            "Removes the characters that cannot be printed: line breaks, tabs and other controls below 32.",
            "改行やタブなど、印刷できない文字（番号31以下）を取り除きます。",
        ),
        examples: &[Example::new("=CLEAN(\"a\"&CHAR(10)&\"b\"&CHAR(9))", "ab"), Example::new("=CLEAN(\"a b\")", "a b")],
        body: Body::Eager(|arguments| {
            Ok(arguments.text(0)?.chars().filter(|c| u32::from(*c) >= 32).collect::<String>().into())
        }),
    },
    Function {
        name: "ASC",
        family: Family::Text,
        parameters: TEXT,
        summary: Text::new(
            "Turns full-width letters, digits and katakana into half-width ones.",
            "全角の英数字とカタカナを半角にします。",
        ),
        examples: &[
            Example::new("=ASC(\"ＥＸＣＥＬ１２３\")", "EXCEL123"),
            Example::new("=ASC(\"パートナー\")", "ﾊﾟｰﾄﾅｰ"),
        ],
        body: Body::Measured(Cost::of_call(40), |arguments| Ok(to_narrow(&arguments.text(0)?).into())),
    },
    Function {
        name: "JIS",
        family: Family::Text,
        parameters: TEXT,
        summary: TO_WIDE,
        examples: &[
            Example::new("=JIS(\"EXCEL\")", TO_WIDE_EXAMPLES[0]),
            Example::new("=JIS(\"ｶﾞｽ\")", TO_WIDE_EXAMPLES[1]),
        ],
        body: Body::Measured(Cost::of_call(40), |arguments| Ok(to_wide(&arguments.text(0)?).into())),
    },
    Function {
        name: "DBCS",
        family: Family::Text,
        parameters: TEXT,
        summary: TO_WIDE,
        examples: &[
            Example::new("=DBCS(\"EXCEL\")", TO_WIDE_EXAMPLES[0]),
            Example::new("=DBCS(\"ｶﾞｽ\")", TO_WIDE_EXAMPLES[1]),
        ],
        body: Body::Measured(Cost::of_call(40), |arguments| Ok(to_wide(&arguments.text(0)?).into())),
    },
];

/// Windows-1252 from 128 to 159; the five numbers without a character stand for themselves as controls.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn char_of(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let number =
        u8::try_from(arguments.integer(0)?).ok().filter(|number| *number > 0).ok_or(Cause::ChoiceOutOfRange)?;
    let high = number.checked_sub(128).and_then(|index| WINDOWS_1252.get(usize::from(index)));
    Ok(high.copied().unwrap_or_else(|| char::from(number)).to_string().into())
}

fn code_of(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let character = first(arguments)?;
    let high = WINDOWS_1252.iter().position(|c| *c == character).map(|index| index + 128);
    let code = match (high, u32::from(character)) {
        (Some(code), _) => code,
        (None, code @ (0..=127 | 160..=255)) => code as usize,
        // What Windows puts in the place of a character that the set lacks.
        _ => usize::from(b'?'),
    };
    Ok(Decimal::from(code).into())
}

fn unicode_char(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let number = u32::try_from(arguments.integer(0)?).map_err(|_| Cause::ChoiceOutOfRange)?;
    match number {
        0 | 0x11_0000.. => Err(Cause::ChoiceOutOfRange.into()),
        // Halves of surrogate pairs are no characters.
        _ => char::from_u32(number).map(|c| c.to_string().into()).ok_or_else(|| Cause::NotAvailable.into()),
    }
}

fn first(arguments: &Arguments<'_>) -> Result<char, ErrorValue> {
    arguments.text(0)?.chars().next().ok_or_else(|| Cause::MissingArgument.into())
}

/// Half-width katakana and marks from U+FF61, each with its full-width form.
const KATAKANA: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', //
    'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', //
    'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', //
    'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];
const FIRST_KATAKANA: u32 = 0xff61;
const VOICED_MARK: char = '\u{ff9e}';
const SEMI_VOICED_MARK: char = '\u{ff9f}';
/// Signs whose two widths do not lie at a constant distance: narrow, wide.
const SIGNS: [(char, char); 8] =
    [(' ', '\u{3000}'), ('¢', '￠'), ('£', '￡'), ('¬', '￢'), ('¯', '￣'), ('¦', '￤'), ('¥', '￥'), ('₩', '￦')];
/// From a character of ASCII to its full-width form.
const WIDE_OFFSET: u32 = 0xfee0;

/// The voiced and semi-voiced forms of a katakana, where it has them.
fn marked(katakana: char, mark: char) -> Option<char> {
    let is_voiced = mark == VOICED_MARK;
    match katakana {
        'ウ' if is_voiced => Some('ヴ'),
        'ワ' if is_voiced => Some('ヷ'),
        'ヲ' if is_voiced => Some('ヺ'),
        'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト'
            if is_voiced =>
        {
            // Each voiced form follows its plain one.
            char::from_u32(u32::from(katakana) + 1)
        }
        'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => char::from_u32(u32::from(katakana) + if is_voiced { 1 } else { 2 }),
        _ => None,
    }
}

/// The half-width form of a full-width katakana without its mark.
fn narrow_katakana(katakana: char) -> Option<char> {
    let index = KATAKANA.iter().position(|c| *c == katakana)?;
    char::from_u32(FIRST_KATAKANA + u32::try_from(index).ok()?)
}

fn to_narrow(text: &str) -> String {
    let mut narrow = String::with_capacity(text.len());
    for character in text.chars() {
        if let Some((sign, _)) = SIGNS.iter().find(|(_, wide)| *wide == character) {
            narrow.push(*sign);
        } else if let '\u{ff01}'..='\u{ff5e}' = character {
            narrow.push(char::from_u32(u32::from(character) - WIDE_OFFSET).unwrap_or(character));
        } else if let Some(katakana) = narrow_katakana(character) {
            narrow.push(katakana);
        } else if let Some((plain, mark)) = unmarked(character) {
            narrow.extend([plain, mark]);
        } else {
            narrow.push(character);
        }
    }
    narrow
}

/// A voiced or semi-voiced katakana as its half-width form and the mark after it.
fn unmarked(character: char) -> Option<(char, char)> {
    if !('ガ'..='ヺ').contains(&character) {
        return None;
    }
    KATAKANA.iter().find_map(|&plain| {
        let mark = [VOICED_MARK, SEMI_VOICED_MARK].into_iter().find(|mark| marked(plain, *mark) == Some(character))?;
        Some((narrow_katakana(plain)?, mark))
    })
}

fn to_wide(text: &str) -> String {
    let mut wide = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if let Some((_, sign)) = SIGNS.iter().find(|(narrow, _)| *narrow == character) {
            wide.push(*sign);
        } else if let '!'..='~' = character {
            wide.push(char::from_u32(u32::from(character) + WIDE_OFFSET).unwrap_or(character));
        } else if let Some(katakana) = wide_katakana(character) {
            let with_mark = characters.peek().and_then(|mark| match *mark {
                VOICED_MARK | SEMI_VOICED_MARK => marked(katakana, *mark),
                _ => None,
            });
            if with_mark.is_some() {
                characters.next();
            }
            wide.push(with_mark.unwrap_or(katakana));
        } else {
            wide.push(character);
        }
    }
    wide
}

fn wide_katakana(character: char) -> Option<char> {
    let index = u32::from(character).checked_sub(FIRST_KATAKANA)?.to_usize()?;
    KATAKANA.get(index).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_turn_into_each_other() {
        for (wide, narrow) in [
            ("ＡＢＣ　１２３", "ABC 123"),
            ("ガギグゲゴパピプペポヴ", "ｶﾞｷﾞｸﾞｹﾞｺﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞ"),
            ("「データ」。", "｢ﾃﾞｰﾀ｣｡"),
            ("￥１，０００", "¥1,000"),
            ("漢字ひらがな", "漢字ひらがな"),
        ] {
            assert_eq!(to_narrow(wide), narrow);
            assert_eq!(to_wide(narrow), wide);
        }
        // A mark that nothing takes stands alone.
        assert_eq!(to_wide("ｱﾞ"), "ア゛");
        assert_eq!(to_wide("ｶﾟ"), "カ゜");
    }
}
