//! Finds tags and texts in a page, as a browser would, without keeping anything.

/// What stands at a place of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, in which entities are still written out.
    Text(&'a str),
    /// A tag that opens an element: its name as it is written, and what follows the name.
    Open(&'a str, &'a str),
    /// A tag that closes an element.
    Close(&'a str),
    /// What stands in an element whose content is no markup; only that of styles is of interest.
    Style(&'a str),
    /// A declaration of Office, such as `if supportMisalignedColumns`.
    Declaration(&'a str),
}

/// Elements whose content is no part of a table's text. `comment` holds the notes of LibreOffice's cells.
const HIDDEN: [&str; 8] = ["script", "style", "title", "textarea", "iframe", "noscript", "xml", "comment"];

/// Reads a page from a byte on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'a> {
    page: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Begins at a byte, where an earlier scanner of the same page stopped.
    pub(super) const fn at(page: &'a str, at: usize) -> Self {
        Self { page, at }
    }

    /// The byte that is read next.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.page.get(self.at..).unwrap_or("")
    }

    /// Takes as many bytes; they end at a character.
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, _) = self.rest().split_at_checked(bytes).unwrap_or((self.rest(), ""));
        self.at += taken.len();
        taken
    }

    /// Takes what stands before a text, and the text with it; everything that is left where the text does not come.
    fn take_until(&mut self, end: &str) -> &'a str {
        let found = self.rest().find(end);
        let taken = self.take(found.unwrap_or(usize::MAX));
        self.take(end.len());
        taken
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.take(4);
            self.take_until("-->");
            return None;
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            let declaration = self.take_until(">");
            return Some(Token::Declaration(declaration.trim_start_matches(['<', '!', '?', '['])));
        }
        let is_close = rest.starts_with("</");
        let name_start = if is_close { 2 } else { 1 };
        let after = rest.get(name_start..).unwrap_or("");
        let name_length = after.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(after.len());
        let name = after.get(..name_length).unwrap_or("");
        self.take(name_start + name_length);
        let length = tag_length(self.rest());
        let attributes = self.take(length);
        self.take(1);
        if is_close {
            return Some(Token::Close(name));
        }
        if let Some(hidden) = HIDDEN.iter().find(|hidden| name.eq_ignore_ascii_case(hidden)) {
            if attributes.ends_with('/') {
                return None;
            }
            let content = self.content_of(hidden);
            return (*hidden == "style").then_some(Token::Style(content));
        }
        Some(Token::Open(name, attributes))
    }

    /// Takes everything up to the tag that closes an element, and that tag.
    fn content_of(&mut self, name: &str) -> &'a str {
        let rest = self.rest();
        let closes = |at: usize| {
            let after = rest.get(at + 2..).unwrap_or("");
            after.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
        };
        let end = rest.match_indices("</").map(|(at, _)| at).find(|at| closes(*at));
        let content = self.take(end.unwrap_or(usize::MAX));
        self.take_until(">");
        content
    }
}

/// How far a tag goes from the end of its name: to the first `>` that stands in no quoted value.
fn tag_length(rest: &str) -> usize {
    let mut at = 0;
    let mut opens_value = false;
    let bytes = rest.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return at,
            b'"' | b'\'' if opens_value => {
                let after = bytes.get(at + 1..).unwrap_or_default();
                let Some(length) = after.iter().position(|other| other == byte) else { return rest.len() };
                at += length + 1;
                opens_value = false;
            }
            b'=' => opens_value = true,
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => opens_value = false,
        }
        at += 1;
    }
    rest.len()
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            let mut after = rest.bytes().skip(1);
            let is_tag = rest.starts_with('<')
                && after.next().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'));
            if rest.is_empty() {
                return None;
            }
            if is_tag {
                match self.tag() {
                    Some(token) => return Some(token),
                    None => continue,
                }
            }
            // A `<` that opens no tag is text.
            let length = rest.bytes().skip(1).position(|byte| byte == b'<').map_or(rest.len(), |at| at + 1);
            return Some(Token::Text(self.take(length)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expect: &[Token<'_>]) {
        assert_eq!(Scanner::at(page, 0).collect::<Vec<_>>(), expect, "{page}");
    }

    #[test]
    fn tags_and_texts_are_told_apart() {
        check("a<b>c</b>", &[Token::Text("a"), Token::Open("b", ""), Token::Text("c"), Token::Close("b")]);
        check("1 < 2<br/>", &[Token::Text("1 "), Token::Text("< 2"), Token::Open("br", "/")]);
        check("<td x='a>b' y=\"c'>\" z>1", &[Token::Open("td", " x='a>b' y=\"c'>\" z"), Token::Text("1")]);
        check("<td a=5\">x", &[Token::Open("td", " a=5\""), Token::Text("x")]);
        check("a<!-- <td> -->b", &[Token::Text("a"), Token::Text("b")]);
        check("<![if x]>a<![endif]>", &[Token::Declaration("if x]"), Token::Text("a"), Token::Declaration("endif]")]);
        check("<STYLE><!--td{}--></Style>a", &[Token::Style("<!--td{}-->"), Token::Text("a")]);
        check("<script>'</td>'</script>a", &[Token::Text("a")]);
        check("売上<td>１", &[Token::Text("売上"), Token::Open("td", ""), Token::Text("１")]);
    }

    #[test]
    fn a_page_that_breaks_off_ends() {
        for page in ["<", "<td", "<td a=\"", "<!--", "<!", "<style>td{", "</", "<script>", "a<", "<td a='\u{3042}"] {
            let last = Scanner::at(page, 0).count();
            assert!(last <= 2, "{page}");
        }
    }
}
