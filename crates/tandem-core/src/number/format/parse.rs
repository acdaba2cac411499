//! From a format code to its sections.

use super::digits::{DigitPicture, DigitPiece};
use super::fraction::{Denominator, FractionPicture};
use super::lexer::{Lexeme, Placeholder, Token, lexemes};
use super::moment::MomentPicture;
use super::{Body, Comparison, Condition, FormatError, FormatFault, FormatKind, GeneralPiece, NumberFormat, Section};
use crate::number::Decimal;

/// Characters of a code, as in Excel.
const MAX_CODE_CHARS: usize = 255;
/// Sections for numbers.
const NUMBER_SECTIONS: usize = 3;
/// Digits of an exponent or a denominator.
const MAX_SHORT_DIGITS: usize = 4;

pub(super) fn parse(code: &str) -> Result<NumberFormat, FormatError> {
    if code.chars().count() > MAX_CODE_CHARS {
        return Err(FormatError { at: MAX_CODE_CHARS, fault: FormatFault::TooLong });
    }
    let lexemes = lexemes(code)?;
    let parts: Vec<&[Lexeme]> = lexemes.split(|lexeme| lexeme.token == Token::Semicolon).collect();
    let mut sections = Vec::with_capacity(parts.len());
    let mut text = None;
    let mut kind = None;
    for (index, part) in parts.iter().enumerate() {
        let at = part.first().map_or(code.chars().count(), |lexeme| lexeme.at);
        let (section, section_kind) = parse_section(part)?;
        kind = kind.or(Some(section_kind));
        let is_last = index + 1 == parts.len();
        let is_for_text = index == NUMBER_SECTIONS || is_last && section_kind == FormatKind::Text;
        if index > NUMBER_SECTIONS {
            return Err(FormatError { at, fault: FormatFault::TooManySections });
        }
        if !is_for_text {
            sections.push(section);
        } else if matches!(section.body, Body::General(_)) {
            text = Some(section);
        } else {
            return Err(FormatError { at, fault: FormatFault::MixedKinds });
        }
    }
    // A code without a piece, and `@` alone, show numbers as General does.
    let is_blank = lexemes.is_empty();
    if is_blank || sections.is_empty() {
        sections = vec![Section {
            condition: Condition::Always,
            hides_sign: false,
            color: text.as_ref().and_then(|text| text.color),
            language: None,
            body: Body::General(vec![GeneralPiece::Value]),
        }];
    }
    complete_conditions(&mut sections);
    let kind = if is_blank { FormatKind::General } else { kind.unwrap_or(FormatKind::General) };
    Ok(NumberFormat { sections, text, kind })
}

/// Gives the sections without a condition the one that their place means, and finds which of them are for negatives.
fn complete_conditions(sections: &mut [Section]) {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
    let zero = Decimal::ZERO;
    let count = sections.len();
    let first = sections.first().map(|section| section.condition);
    let covers_positive = match first {
        Some(Condition::Always) => true,
        Some(Condition::Compare(GreaterOrEqual | Greater, bound)) => bound.is_zero(),
        _ => false,
    };
    for (index, section) in sections.iter_mut().enumerate() {
        match section.condition {
            Condition::Compare(comparison, bound) => {
                section.hides_sign = match comparison {
                    Less => bound <= zero,
                    LessOrEqual | Equal => bound < zero,
                    _ => false,
                };
            }
            Condition::Always => {
                section.hides_sign = index == 1 && (count > 2 || covers_positive);
                section.condition = match (index, count) {
                    (0, 2) => Condition::Compare(GreaterOrEqual, zero),
                    (0, 3) => Condition::Compare(Greater, zero),
                    (1, 3) => Condition::Compare(Less, zero),
                    _ => Condition::Always,
                };
            }
        }
    }
}

fn parse_section(part: &[Lexeme]) -> Result<(Section, FormatKind), FormatError> {
    let mut section = Section {
        condition: Condition::Always,
        hides_sign: false,
        color: None,
        language: None,
        body: Body::General(Vec::new()),
    };
    let mut shown = Vec::with_capacity(part.len());
    for lexeme in part {
        match &lexeme.token {
            Token::Color(color) => section.color = Some(*color),
            Token::Language(language) => section.language = Some(*language),
            Token::Condition(comparison, bound) => section.condition = Condition::Compare(*comparison, *bound),
            _ => shown.push(lexeme),
        }
    }
    let has = |wanted: fn(&Token) -> bool| shown.iter().any(|lexeme| wanted(&lexeme.token));
    let (body, kind) = if has(|token| matches!(token, Token::Part(..) | Token::Elapsed(..) | Token::HalfDay { .. })) {
        let (picture, kind) = MomentPicture::parse(&shown)?;
        (Body::Moment(picture), kind)
    } else if has(|token| matches!(token, Token::At | Token::General)) {
        parse_general(&shown)?
    } else if !has(|token| matches!(token, Token::Placeholder(_) | Token::Point | Token::Exponent { .. })) {
        (parse_general(&shown)?.0, FormatKind::Number)
    } else if let Some(slash) = fraction_slash(&shown) {
        (Body::Fraction(parse_fraction(&shown, slash)?), FormatKind::Fraction)
    } else {
        let picture = parse_digits(&shown)?;
        let kind = match picture
            .pieces
            .iter()
            .find(|piece| matches!(piece, DigitPiece::Percent | DigitPiece::Exponent { .. }))
        {
            Some(DigitPiece::Percent) => FormatKind::Percent,
            Some(_) => FormatKind::Scientific,
            None => FormatKind::Number,
        };
        (Body::Digits(picture), kind)
    };
    section.body = body;
    Ok((section, kind))
}

fn parse_general(shown: &[&Lexeme]) -> Result<(Body, FormatKind), FormatError> {
    let mut pieces = Vec::with_capacity(shown.len());
    let mut kind = FormatKind::General;
    for lexeme in shown {
        pieces.push(match &lexeme.token {
            Token::General => GeneralPiece::Value,
            Token::At => {
                kind = FormatKind::Text;
                GeneralPiece::Value
            }
            token => match literal(token) {
                Some(text) => GeneralPiece::Literal(text),
                None => return Err(FormatError { at: lexeme.at, fault: FormatFault::MixedKinds }),
            },
        });
    }
    Ok((Body::General(pieces), kind))
}

/// The text of a piece that stands for itself outside its kind of section.
pub(super) fn literal(token: &Token) -> Option<String> {
    match token {
        Token::Literal(text) => Some(text.clone()),
        Token::Figure(figure) => Some(figure.to_string()),
        Token::Point => Some(".".to_owned()),
        Token::Comma => Some(",".to_owned()),
        Token::Percent => Some("%".to_owned()),
        Token::Slash => Some("/".to_owned()),
        _ => None,
    }
}

fn parse_digits(shown: &[&Lexeme]) -> Result<DigitPicture, FormatError> {
    let mut picture = DigitPicture::default();
    let (mut seen_point, mut seen_exponent) = (false, false);
    // Commas since the last placeholder: between two placeholders they group, after the last one they divide.
    let mut commas = 0i64;
    for lexeme in shown {
        let fault = |fault| FormatError { at: lexeme.at, fault };
        let piece = match &lexeme.token {
            Token::Placeholder(placeholder) => {
                if commas > 0 && picture.whole > 0 && !seen_point {
                    picture.is_grouped = true;
                }
                commas = 0;
                match (seen_exponent, seen_point) {
                    (true, _) => picture.exponent_digits += 1,
                    (false, true) => picture.decimals += 1,
                    (false, false) => picture.whole += 1,
                }
                DigitPiece::Digit(*placeholder)
            }
            Token::Point if seen_point || seen_exponent => return Err(fault(FormatFault::Repeated)),
            Token::Point => {
                seen_point = true;
                picture.shift -= 3 * std::mem::take(&mut commas);
                DigitPiece::Point
            }
            // Before the first digit a comma is only a comma.
            Token::Comma if picture.whole + picture.decimals == 0 => DigitPiece::Literal(",".to_owned()),
            Token::Comma => {
                commas += 1;
                continue;
            }
            Token::Percent => {
                picture.shift += 2;
                DigitPiece::Percent
            }
            Token::Exponent { .. } if seen_exponent => return Err(fault(FormatFault::Repeated)),
            Token::Exponent { shows_plus } => {
                seen_exponent = true;
                DigitPiece::Exponent { shows_plus: *shows_plus }
            }
            token => DigitPiece::Literal(literal(token).ok_or_else(|| fault(FormatFault::MixedKinds))?),
        };
        picture.pieces.push(piece);
    }
    picture.shift -= 3 * commas;
    let at = shown.last().map_or(0, |lexeme| lexeme.at);
    let is_complete = picture.whole > 0 && (1..=MAX_SHORT_DIGITS).contains(&picture.exponent_digits);
    if seen_exponent && !is_complete {
        return Err(FormatError { at, fault: FormatFault::BadDigits });
    }
    Ok(picture)
}

/// Where the stroke of a fraction stands: a placeholder before it, and a placeholder or a figure after it.
fn fraction_slash(shown: &[&Lexeme]) -> Option<usize> {
    shown
        .windows(3)
        .position(|three| {
            matches!(three, [before, stroke, after]
            if matches!(before.token, Token::Placeholder(_))
                && stroke.token == Token::Slash
                && matches!(after.token, Token::Placeholder(_) | Token::Figure(_)))
        })
        .map(|before| before + 1)
}

fn parse_fraction(shown: &[&Lexeme], slash: usize) -> Result<FractionPicture, FormatError> {
    let (before, after) = shown.split_at_checked(slash).unwrap_or((shown, &[]));
    let after = after.get(1..).unwrap_or_default();
    let at = shown.get(slash).map_or(0, |lexeme| lexeme.at);
    let bad = FormatError { at, fault: FormatFault::BadDigits };
    let is_placeholder = |lexeme: &&&Lexeme| matches!(lexeme.token, Token::Placeholder(_));
    let numerator = before.iter().rev().take_while(is_placeholder).count();
    let (whole, numerator) = before.split_at_checked(before.len() - numerator).ok_or(bad)?;
    let width = after.iter().take_while(is_placeholder).count();
    let (denominator, rest) = if width > 0 {
        (Denominator::UpTo(width), after.get(width..))
    } else {
        let figures: String = after
            .iter()
            .map_while(|lexeme| match lexeme.token {
                Token::Figure(figure) => Some(figure),
                Token::Placeholder(Placeholder::Zero) => Some('0'),
                _ => None,
            })
            .collect();
        if figures.len() > MAX_SHORT_DIGITS {
            return Err(bad);
        }
        (Denominator::Fixed(figures.parse().map_err(|_| bad)?), after.get(figures.len()..))
    };
    if width > MAX_SHORT_DIGITS || numerator.len() > MAX_SHORT_DIGITS {
        return Err(bad);
    }
    // The whole part may carry text around it; the space before the numerator belongs to it.
    let whole = parse_digits(whole)?;
    let rest = parse_digits(rest.unwrap_or_default())?;
    if whole.decimals + whole.exponent_digits + rest.whole + rest.decimals > 0 || whole.shift != 0 || rest.shift != 0 {
        return Err(FormatError { at, fault: FormatFault::MixedKinds });
    }
    let pads = numerator.iter().any(|lexeme| lexeme.token != Token::Placeholder(Placeholder::Nothing));
    Ok(FractionPicture { whole, numerator: numerator.len(), denominator, rest, pads })
}
