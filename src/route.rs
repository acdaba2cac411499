//! What stands at which address. Addresses live in the fragment, so that the folder works from any path of any server
//! and nothing of them is ever sent.
//!
//! | address | shows |
//! |---|---|
//! | `#/` | home |
//! | `#/w/<workbook>` | a workbook, at its first page |
//! | `#/w/<workbook>/<page>` | a page of it |
//! | `#/w/<workbook>/<page>/present` | the same page, presented |
//! | `#/w/<workbook>/<page>/figures` | the figures of a decision record as a sheet |
//! | `#/w/<workbook>/<page>/list` | the list on it, with a form for each row |
//! | `#/w/<workbook>/<page>/statement` | the statement of the workbook, to be printed |
//! | `#/new/<template>?<input>=<value>` | makes a workbook from a template and opens it |
//! | `#/embed/<template>?theme=&lang=&readonly=&hide=&host=&<input>=<value>` | a calculator alone, for a frame of another page |
//! | `#/share/<payload>?made=<day>` | what a link to a copy of a workbook holds, before it is opened |
//! | `#/log` | all decision records |

use std::fmt::{Display, Formatter, Result as Written, Write};

/// How a page of a workbook is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The page as it is: grid and formulas, or a decision record.
    #[default]
    Workbook,
    /// The figures of a decision record as a sheet.
    Figures,
    /// Controls, outcomes and charts for a room of people.
    Present,
    /// The list on the page, with a form for each row.
    List,
    /// The statement of the workbook.
    Statement,
}

impl View {
    /// The last part of its address; nothing for the one that needs none.
    const fn segment(self) -> Option<&'static str> {
        match self {
            Self::Workbook => None,
            Self::Figures => Some("figures"),
            Self::Present => Some("present"),
            Self::List => Some("list"),
            Self::Statement => Some("statement"),
        }
    }

    fn of_segment(segment: &str) -> Option<Self> {
        [Self::Figures, Self::Present, Self::List, Self::Statement]
            .into_iter()
            .find(|view| view.segment() == Some(segment))
    }
}

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The gallery and recent workbooks.
    Home,
    /// A page of a saved workbook.
    Workbook {
        /// The workbook's identity in this browser's storage.
        id: String,
        /// The page's identity; absent for the first page.
        page: Option<String>,
        /// How it is shown.
        view: View,
    },
    /// A workbook about to be made from a template.
    New {
        /// The template's identity.
        template: String,
        /// Control names and the values to enter in them, as a person would type them.
        inputs: Vec<(String, String)>,
    },
    /// A calculator alone, within a page of somebody else.
    Embed {
        /// The template's identity.
        template: String,
        /// Settings of the frame and inputs, as they stand in the address.
        query: Vec<(String, String)>,
    },
    /// A copy of a workbook that stands in the address itself.
    Share {
        /// The packed copy.
        payload: String,
        /// The day on which the link was made, such as `2026-03-31`, where it tells one.
        made: Option<String>,
    },
    /// The log of decision records.
    Log,
    /// An address that names nothing; its text, for the page that says so.
    Unknown(String),
}

impl Route {
    /// A page of a workbook in one of its views.
    #[must_use]
    pub fn page(id: &str, page: Option<&str>, view: View) -> Self {
        Self::Workbook { id: id.to_owned(), page: page.map(str::to_owned), view }
    }

    /// Reads the fragment of an address, with or without its `#`. Every text is some route.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let text = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let unknown = || Self::Unknown(text.to_owned());
        let path = path.strip_prefix('/').unwrap_or(path);
        let path = path.strip_suffix('/').unwrap_or(path);
        let Some(segments) = path.split('/').map(decode).collect::<Option<Vec<_>>>() else { return unknown() };
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            [""] => Self::Home,
            ["log"] => Self::Log,
            ["w", id] if !id.is_empty() => Self::page(id, None, View::Workbook),
            ["w", id, page] if !id.is_empty() && !page.is_empty() => Self::page(id, Some(page), View::Workbook),
            ["w", id, page, view] if !id.is_empty() && !page.is_empty() => {
                View::of_segment(view).map_or_else(unknown, |view| Self::page(id, Some(page), view))
            }
            ["new", template] if !template.is_empty() => match pairs(query) {
                Some(inputs) => Self::New { template: (*template).to_owned(), inputs },
                None => unknown(),
            },
            ["embed", template] if !template.is_empty() => {
                Self::Embed { template: (*template).to_owned(), query: lenient_pairs(query) }
            }
            ["share", payload] if !payload.is_empty() => {
                let made = lenient_pairs(query).into_iter().find(|(name, _)| name == "made").map(|(_, day)| day);
                Self::Share { payload: (*payload).to_owned(), made }
            }
            _ => unknown(),
        }
    }
}

impl Display for Route {
    fn fmt(&self, out: &mut Formatter<'_>) -> Written {
        match self {
            Self::Home => out.write_str("#/"),
            Self::Log => out.write_str("#/log"),
            Self::Unknown(text) => write!(out, "#{text}"),
            Self::Workbook { id, page, view } => {
                out.write_str("#/w/")?;
                encode(out, id)?;
                if let Some(page) = page {
                    out.write_char('/')?;
                    encode(out, page)?;
                    if let Some(segment) = view.segment() {
                        write!(out, "/{segment}")?;
                    }
                }
                Ok(())
            }
            Self::New { template, inputs } => {
                out.write_str("#/new/")?;
                encode(out, template)?;
                encode_pairs(out, inputs)
            }
            Self::Embed { template, query } => {
                out.write_str("#/embed/")?;
                encode(out, template)?;
                encode_pairs(out, query)
            }
            Self::Share { payload, made } => {
                out.write_str("#/share/")?;
                encode(out, payload)?;
                let made = made.iter().map(|day| ("made".to_owned(), day.clone())).collect::<Vec<_>>();
                encode_pairs(out, &made)
            }
        }
    }
}

/// Writes a query, with its question mark.
fn encode_pairs(out: &mut Formatter<'_>, pairs: &[(String, String)]) -> Written {
    for (index, (name, value)) in pairs.iter().enumerate() {
        out.write_char(if index == 0 { '?' } else { '&' })?;
        encode(out, name)?;
        out.write_char('=')?;
        encode(out, value)?;
    }
    Ok(())
}

/// The `name=value` pairs of a query; nothing where one is not well formed.
fn pairs(query: &str) -> Option<Vec<(String, String)>> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            // Forms and many hand-written links put a plus for a space; a plus itself arrives as %2B.
            Some((decode(&name.replace('+', " "))?, decode(&value.replace('+', " "))?))
        })
        .collect()
}

/// As [`pairs`], for addresses that people write by hand into their pages: what is not well formed, such as `rate=8%`, is
/// taken letter by letter.
fn lenient_pairs(query: &str) -> Vec<(String, String)> {
    let read = |text: &str| decode(&text.replace('+', " ")).unwrap_or_else(|| text.to_owned());
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(name, value)| (read(name), read(value)))
        .collect()
}

/// Writes a text so that it holds no character with a meaning in an address.
fn encode(out: &mut Formatter<'_>, text: &str) -> Written {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.write_char(char::from(byte))?,
            _ => write!(out, "%{byte:02X}")?,
        }
    }
    Ok(())
}

/// Undoes [`encode`]; nothing where a percent sign is followed by no two hexadecimal digits, or the bytes are no UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_written_alike() {
        let inputs =
            vec![("cost of & risk".to_owned(), "2,000,000".to_owned()), ("名前".to_owned(), "=1+1".to_owned())];
        for route in [
            Route::Home,
            Route::Log,
            Route::page("k3f9", None, View::Workbook),
            Route::page("k3f9", Some("p1"), View::Workbook),
            Route::page("a/b?c#d", Some("100 % 日本"), View::Present),
            Route::page("k3f9", Some("b0267"), View::Figures),
            Route::page("k3f9", Some("rules"), View::List),
            Route::page("k3f9", Some("statement"), View::Statement),
            Route::New { template: "joint-value".to_owned(), inputs: Vec::new() },
            Route::New { template: "ecosystem-roi".to_owned(), inputs: inputs.clone() },
            Route::Embed { template: "revenue-split".to_owned(), query: inputs },
            Route::Share { payload: "AQ-_x".to_owned(), made: None },
            Route::Share { payload: "AQ-_x".to_owned(), made: Some("2026-03-31".to_owned()) },
            Route::Unknown("/share/".to_owned()),
        ] {
            assert_eq!(Route::parse(&route.to_string()), route, "{route}");
        }
    }

    #[test]
    fn other_spellings_and_mistakes_are_read() {
        let new = |name: &str, value: &str| Route::New {
            template: "roi".to_owned(),
            inputs: vec![(name.to_owned(), value.to_owned())],
        };
        let embed = |query: &[(&str, &str)]| Route::Embed {
            template: "roi".to_owned(),
            query: query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        };
        for (text, route) in [
            ("", Route::Home),
            ("#", Route::Home),
            ("#/", Route::Home),
            ("#/log/", Route::Log),
            ("#/new/roi?a=b+c", new("a", "b c")),
            ("#/new/roi?a=%2B5", new("a", "+5")),
            ("#/new/roi?a", new("a", "")),
            ("#/embed/roi?rate=8%&lang=ja", embed(&[("rate", "8%"), ("lang", "ja")])),
            ("#/embed/roi?a=b+c&%41=%2B1&readonly", embed(&[("a", "b c"), ("A", "+1"), ("readonly", "")])),
            ("#/embed/", Route::Unknown("/embed/".to_owned())),
            ("#/w/", Route::Unknown("/w/".to_owned())),
            ("#/w/x/y/z", Route::Unknown("/w/x/y/z".to_owned())),
            ("#/w/%zz", Route::Unknown("/w/%zz".to_owned())),
            ("#/w/%ff", Route::Unknown("/w/%ff".to_owned())),
            ("#/nowhere", Route::Unknown("/nowhere".to_owned())),
        ] {
            assert_eq!(Route::parse(text), route, "{text}");
        }
    }
}
