//! The pieces of one section of a format code.

use super::{Comparison, FormatColor, FormatError, FormatFault};
use crate::number::{Decimal, parse_decimal};
use crate::text::Language;

/// A piece and where it begins, in characters.
pub(super) struct Lexeme {
    pub(super) at: usize,
    pub(super) token: Token,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Literal(String),
    /// `0`, `#` or `?`.
    Placeholder(Placeholder),
    /// A digit from 1 to 9, which only means something as the denominator of a fraction.
    Figure(char),
    Point,
    Comma,
    Percent,
    Slash,
    Exponent {
        shows_plus: bool,
    },
    At,
    General,
    /// A run of one letter of a date or time, in lower case.
    Part(char, usize),
    /// `AM/PM` or, short, `A/P`.
    HalfDay {
        is_short: bool,
    },
    /// `[h]`, `[m]` or `[s]`, with its width.
    Elapsed(char, usize),
    Color(FormatColor),
    Condition(Comparison, Decimal),
    Language(Language),
    /// `;`, between sections.
    Semicolon,
}

/// What stands in the place of a digit that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// `0`: a zero.
    Zero,
    /// `#`: nothing.
    Nothing,
    /// `?`: a space.
    Space,
}

struct Lexer {
    characters: Vec<char>,
    position: usize,
}

/// The pieces of a code, all sections together.
///
/// # Errors
/// At a piece that no format has.
pub(super) fn lexemes(code: &str) -> Result<Vec<Lexeme>, FormatError> {
    let mut lexer = Lexer { characters: code.chars().collect(), position: 0 };
    let mut found = Vec::new();
    while let Some(character) = lexer.peek(0) {
        let at = lexer.position;
        if let Some(token) = lexer.token(character).map_err(|fault| FormatError { at, fault })? {
            found.push(Lexeme { at, token });
        }
    }
    Ok(found)
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.position + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek(0);
        self.position += 1;
        character
    }

    /// Whether the code goes on with a word, in either case; if so it is passed over.
    fn takes(&mut self, word: &str) -> bool {
        let is_here = word
            .chars()
            .enumerate()
            .all(|(ahead, letter)| self.peek(ahead).is_some_and(|c| c.eq_ignore_ascii_case(&letter)));
        if is_here {
            self.position += word.chars().count();
        }
        is_here
    }

    /// The next piece; nothing for a piece that shows nothing.
    fn token(&mut self, first: char) -> Result<Option<Token>, FormatFault> {
        if let Some(token) = self.word(first) {
            return Ok(Some(token));
        }
        self.next();
        let token = match first {
            '0' => Token::Placeholder(Placeholder::Zero),
            '#' => Token::Placeholder(Placeholder::Nothing),
            '?' => Token::Placeholder(Placeholder::Space),
            '1'..='9' => Token::Figure(first),
            '.' => Token::Point,
            ',' => Token::Comma,
            '%' => Token::Percent,
            '/' => Token::Slash,
            '@' => Token::At,
            ';' => Token::Semicolon,
            '"' => Token::Literal(self.until('"').ok_or(FormatFault::OpenQuote)?),
            '\\' => Token::Literal(self.next_required()?.to_string()),
            '_' => {
                self.next_required()?;
                Token::Literal(" ".to_owned())
            }
            '*' => {
                self.next_required()?;
                return Ok(None);
            }
            '[' => {
                let inside = self.until(']').ok_or(FormatFault::OpenBracket)?;
                return bracket(&inside).ok_or(FormatFault::UnknownBracket);
            }
            letter if letter.is_ascii_alphabetic() => return Err(FormatFault::UnknownLetter),
            other => Token::Literal(other.to_string()),
        };
        Ok(Some(token))
    }

    /// A piece that is a word or a run of letters.
    fn word(&mut self, first: char) -> Option<Token> {
        if self.takes("General") {
            return Some(Token::General);
        }
        if self.takes("AM/PM") {
            return Some(Token::HalfDay { is_short: false });
        }
        if self.takes("A/P") {
            return Some(Token::HalfDay { is_short: true });
        }
        if self.takes("E+") {
            return Some(Token::Exponent { shows_plus: true });
        }
        if self.takes("E-") {
            return Some(Token::Exponent { shows_plus: false });
        }
        let letter = first.to_ascii_lowercase();
        let run = (0..).take_while(|ahead| self.peek(*ahead).is_some_and(|c| c.to_ascii_lowercase() == letter)).count();
        let is_part = match letter {
            'y' | 'm' | 'd' | 'h' | 's' | 'g' | 'e' => true,
            'a' => run >= 3,
            _ => false,
        };
        is_part.then(|| {
            self.position += run;
            Token::Part(letter, run)
        })
    }

    fn next_required(&mut self) -> Result<char, FormatFault> {
        self.next().ok_or(FormatFault::MissingCharacter)
    }

    fn until(&mut self, end: char) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.next()? {
                character if character == end => return Some(text),
                character => text.push(character),
            }
        }
    }
}

/// What brackets mean: `Some(None)` for a currency bracket that shows nothing and names no language of ours.
fn bracket(inside: &str) -> Option<Option<Token>> {
    if let Some(currency) = inside.strip_prefix('$') {
        let (symbol, locale) = currency.split_once('-').unwrap_or((currency, ""));
        return Some(match language(locale) {
            // A bracket with both is a currency: its locale only says where the symbol is used.
            _ if !symbol.is_empty() => Some(Token::Literal(symbol.to_owned())),
            Some(language) => Some(Token::Language(language)),
            None => None,
        });
    }
    let lower = inside.to_ascii_lowercase();
    let first = lower.chars().next()?;
    if matches!(first, 'h' | 'm' | 's') && lower.chars().all(|letter| letter == first) {
        return Some(Some(Token::Elapsed(first, lower.len())));
    }
    if let Some(color) = color(&lower) {
        return Some(Some(Token::Color(color)));
    }
    let comparisons = [
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<>", Comparison::NotEqual),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ];
    comparisons.into_iter().find_map(|(sign, comparison)| {
        let bound = parse_decimal(inside.strip_prefix(sign)?.trim())?;
        Some(Some(Token::Condition(comparison, bound)))
    })
}

fn color(name: &str) -> Option<FormatColor> {
    Some(match name {
        "black" => FormatColor::Black,
        "blue" => FormatColor::Blue,
        "cyan" => FormatColor::Cyan,
        "green" => FormatColor::Green,
        "magenta" => FormatColor::Magenta,
        "red" => FormatColor::Red,
        "white" => FormatColor::White,
        "yellow" => FormatColor::Yellow,
        _ => {
            let place = name.strip_prefix("color")?.trim().parse().ok()?;
            return (1..=56).contains(&place).then_some(FormatColor::Indexed(place));
        }
    })
}

/// The language of a locale, given as a tag such as `ja-JP` or as Windows' hexadecimal number such as `411`, whose lowest
/// ten bits are the language.
fn language(locale: &str) -> Option<Language> {
    Language::from_tag(&locale.to_ascii_lowercase()).or_else(|| match u32::from_str_radix(locale, 16).ok()? & 0x3ff {
        0x09 => Some(Language::English),
        0x11 => Some(Language::Japanese),
        _ => None,
    })
}
