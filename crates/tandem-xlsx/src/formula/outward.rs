//! From a formula as Tandem writes it to one as a file holds it.

use std::collections::HashMap;
use std::ops::Range;

use tandem_core::cell::CellAddress;
use tandem_core::formula::{self, Formula, Library, Node, NodeId, Scan, Symbols, Token, TokenKind, UnaryOperator};
use tandem_core::function::{self, Family};

use super::dynamic::{Shapes, shapes};
use super::names::written;
use super::partner::Call;
use super::symbols::Mentioned;

/// Characters of a formula that Excel reads at most.
const MAX_EXCEL_CHARS: usize = 8_192;
/// Levels of parentheses that Excel reads at most.
const MAX_EXCEL_DEPTH: usize = 64;

/// What becomes of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// The formula as a file holds it.
    Formula {
        /// The text, without its `=`.
        text: String,
        /// Whether the file must call it a dynamic array.
        is_dynamic: bool,
    },
    /// Excel has no such functions: only the value can be written.
    Ours(Vec<&'static str>),
    /// Excel does not read a formula that is so long or so deep.
    TooLarge,
}

/// Turns formulas into what files hold; it keeps what it learned from one to the next.
#[derive(Debug, Default)]
pub struct Outward {
    symbols: Mentioned,
    scan: Scan,
    /// Names that may stand for more than one value, in lower case; every name is taken for one of them when it is not defined.
    single_names: Vec<String>,
    defined: Vec<String>,
    /// Sheets that get another name.
    renamed: HashMap<String, String>,
}

impl Outward {
    /// What is told of a workbook's names: all of them, and those that stand for one cell.
    #[must_use]
    pub fn new(defined: impl Iterator<Item = String>, single: impl Iterator<Item = String>) -> Self {
        let lower = |name: String| name.to_lowercase();
        Self { defined: defined.map(lower).collect(), single_names: single.map(lower).collect(), ..Self::default() }
    }

    /// The same, with the names that sheets get in the file.
    #[must_use]
    pub fn with_sheets(mut self, names: &[(String, String)]) -> Self {
        let changed = names.iter().filter(|(old, new)| old != new);
        self.renamed = changed.map(|(old, new)| (old.to_lowercase(), new.clone())).collect();
        self
    }

    /// A formula with its `=`, as it stands in a cell.
    #[must_use]
    pub fn export(&mut self, text: &str, host: CellAddress) -> Exported {
        let renamed = self.with_new_sheet_names(text, host);
        let narrowed = formula::narrow(renamed.as_deref().unwrap_or(text));
        let read = formula::scan(&narrowed, host, &mut self.symbols, &mut self.scan);
        let parsed = read.and_then(|()| Library::of_one(&narrowed, &self.scan));
        // What the engine holds was read once, so that it reads again; were it not so, its value would be kept.
        let Ok((library, places)) = parsed else { return Exported::TooLarge };
        let Some(formula) = library.get(0) else { return Exported::TooLarge };
        let is_many = |name: u32| {
            let text = self.symbols.name_text(formula::NameId(name)).to_lowercase();
            !self.single_names.contains(&text)
        };
        let shapes = shapes(formula, &is_many);
        let source =
            Source { text: &narrowed, tokens: &self.scan.tokens, formula, places: &places, shapes: &shapes, host };
        let mut writer = Writer::new(source, &self.defined);
        let text = writer.between(0, self.scan.tokens.len());
        if !writer.ours.is_empty() {
            return Exported::Ours(writer.ours);
        }
        if text.chars().count() > MAX_EXCEL_CHARS || depth(&text) > MAX_EXCEL_DEPTH {
            return Exported::TooLarge;
        }
        Exported::Formula { text, is_dynamic: shapes.needs_mark || writer.is_array }
    }
}

impl Outward {
    /// Whether a formula with its `=` means the same cells wherever it stands.
    #[must_use]
    pub fn is_fixed(&mut self, text: &str, host: CellAddress) -> bool {
        let read = formula::scan(text, host, &mut self.symbols, &mut self.scan);
        read.is_ok() && self.scan.references.iter().all(formula::Reference::is_absolute)
    }

    /// A formula with the new names of sheets, where it mentions one that is renamed.
    fn with_new_sheet_names(&mut self, text: &str, host: CellAddress) -> Option<String> {
        if self.renamed.is_empty() {
            return None;
        }
        let narrowed = formula::narrow(text);
        formula::scan(&narrowed, host, &mut self.symbols, &mut self.scan).ok()?;
        let (library, _) = Library::of_one(&narrowed, &self.scan).ok()?;
        let mut references = self.scan.references.clone();
        let mut is_changed = false;
        for reference in &mut references {
            let Some(sheet) = reference.sheet.get() else { continue };
            let new = self.symbols.sheet_text(sheet).and_then(|name| self.renamed.get(&name.to_lowercase()));
            if let Some(new) = new {
                reference.sheet = Some(self.symbols.sheet(new)).into();
                is_changed = true;
            }
        }
        is_changed.then(|| library.get(0).map(|f| formula::print_with(f, &references, host, &self.symbols))).flatten()
    }
}

/// How deep parentheses are nested, those in texts not counted.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_text) = (0usize, 0, false);
    for byte in text.bytes() {
        match byte {
            b'"' => in_text = !in_text,
            b'(' if !in_text => depth += 1,
            b')' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// A formula as it was read.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    tokens: &'a [Token],
    formula: Formula<'a>,
    /// Where each node stands in the text.
    places: &'a [Range<usize>],
    shapes: &'a Shapes,
    /// The cell that it stands in.
    host: CellAddress,
}

struct Writer<'a> {
    source: Source<'a>,
    defined: &'a [String],
    /// The node of a name, a call or a spill, by the byte at which it begins. Of nodes that begin together the outermost call is
    /// what counts, and a name is never that of a call.
    begins: HashMap<usize, NodeId>,
    /// What is put before a byte, and after the token that ends at a byte.
    opens: HashMap<usize, usize>,
    closes: HashMap<usize, usize>,
    ours: Vec<&'static str>,
    is_array: bool,
}

impl<'a> Writer<'a> {
    fn new(source: Source<'a>, defined: &'a [String]) -> Self {
        let mut writer = Self {
            source,
            defined,
            begins: HashMap::new(),
            opens: HashMap::new(),
            closes: HashMap::new(),
            ours: Vec::new(),
            is_array: false,
        };
        writer.note_nodes();
        writer
    }

    fn note_nodes(&mut self) {
        for (id, (node, place)) in (0u32..).zip(self.source.formula.nodes().iter().zip(self.source.places)) {
            match node {
                Node::Local(_) | Node::Name(_) | Node::NameOrFunction(..) => {
                    self.begins.insert(place.start, id);
                }
                // A call begins with the name of its function, which is no other node's.
                Node::Call { .. } => {
                    self.begins.insert(place.start, id);
                }
                Node::Unary(UnaryOperator::Spill, _) => *self.opens.entry(place.start).or_default() += 1,
                Node::Unary(UnaryOperator::Single, _) => *self.closes.entry(place.end).or_default() += 1,
                _ => {}
            }
        }
    }

    /// The tokens from one up to another, as a file holds them.
    fn between(&mut self, first: usize, end: usize) -> String {
        let mut written = String::new();
        let mut index = first;
        while index < end {
            let Some(token) = self.source.tokens.get(index).copied() else { break };
            for _ in 0..self.opens.get(&token.start()).copied().unwrap_or(0) {
                written.push_str("_xlfn.ANCHORARRAY(");
            }
            index = match token.kind {
                TokenKind::Function(_) => self.function(index, token, &mut written),
                TokenKind::Name(_) => {
                    self.name(index, token, &mut written);
                    index + 1
                }
                kind => {
                    match kind {
                        TokenKind::Spill => written.push(')'),
                        TokenKind::Single => written.push_str("_xlfn.SINGLE("),
                        // Brackets stand only around optional parameters, which a prefix marks.
                        TokenKind::OpenBracket | TokenKind::CloseBracket => {}
                        _ => written.push_str(self.text_of(token)),
                    }
                    index + 1
                }
            };
            let last =
                index.checked_sub(1).and_then(|last| self.source.tokens.get(last)).map_or(0, |token| token.end());
            for _ in 0..self.closes.get(&last).copied().unwrap_or(0) {
                written.push(')');
            }
        }
        written
    }

    fn text_of(&self, token: Token) -> &'a str {
        self.source.text.get(token.start()..token.end()).unwrap_or_default()
    }

    /// A function's name, or the whole call of one that must be said otherwise; gives the token after it.
    fn function(&mut self, index: usize, token: Token, written_to: &mut String) -> usize {
        let TokenKind::Function(id) = token.kind else { return index + 1 };
        let Some(function) = function::get(id) else { return index + 1 };
        if function.family != Family::Partner {
            written_to.push_str(&written(function.name));
            return index + 1;
        }
        let (rewritten, next) = self.partner_call(function.name, token).unwrap_or((None, index + 1));
        match rewritten {
            Some(text) => written_to.push_str(&text),
            // Nothing of the formula is written, and what else is ours among the arguments was told when they were read.
            None if self.ours.contains(&function.name) => {}
            None => self.ours.push(function.name),
        }
        next
    }

    /// A call of a function that only Tandem has, said otherwise if it can be, and the token after it.
    fn partner_call(&mut self, name: &'static str, token: Token) -> Option<(Option<String>, usize)> {
        let node = *self.begins.get(&token.start())?;
        let nodes = self.arguments(node)?;
        let texts = self.texts(nodes)?;
        // Of CHOOSE between ranges, each range is rewritten for itself.
        let mut choices = Vec::new();
        for argument in nodes {
            choices.push(match self.chosen(*argument) {
                Some(nodes) => Some((nodes, self.texts(nodes)?)),
                None => None,
            });
        }
        let Source { formula, shapes, host, .. } = self.source;
        let call = Call { name, formula, shapes, host, nodes, texts: &texts, choices: &choices };
        let rewritten = call.rewrite().filter(|rewritten| rewritten.text.len() <= MAX_EXCEL_CHARS);
        let next = self.token_ending(self.source.places.get(node as usize)?.end)?;
        self.is_array |= rewritten.as_ref().is_some_and(|rewritten| rewritten.is_array);
        Some((rewritten.map(|rewritten| rewritten.text), next))
    }

    /// The arguments of a call.
    fn arguments(&self, node: NodeId) -> Option<&'a [NodeId]> {
        let Node::Call { first, count, .. } = self.source.formula.node(node) else { return None };
        Some(self.source.formula.arguments(first, count))
    }

    /// The arguments of a CHOOSE by a cell or number between references: nothing in them is rewritten, so that to read them once more
    /// costs little.
    fn chosen(&self, node: NodeId) -> Option<&'a [NodeId]> {
        let Node::Call { function, .. } = self.source.formula.node(node) else { return None };
        function::get(function).filter(|function| function.name == "CHOOSE")?;
        let is_leaf = |id: &NodeId| matches!(self.source.formula.node(*id), Node::Reference(_) | Node::Number { .. });
        self.arguments(node).filter(|arguments| arguments.iter().all(is_leaf))
    }

    /// What stands for nodes in a file; nothing for a place left empty.
    fn texts(&mut self, nodes: &[NodeId]) -> Option<Vec<String>> {
        let mut texts = Vec::new();
        for node in nodes {
            texts.push(match self.source.formula.node(*node) {
                Node::Omitted => String::new(),
                _ => {
                    let place = self.source.places.get(*node as usize)?.clone();
                    let (first, end) = (self.token_at(place.start)?, self.token_ending(place.end)?);
                    self.between(first, end)
                }
            });
        }
        Some(texts)
    }

    /// The token that begins at a byte.
    fn token_at(&self, byte: usize) -> Option<usize> {
        self.source.tokens.binary_search_by_key(&byte, |token| token.start()).ok()
    }

    /// The token after the one that ends at a byte.
    fn token_ending(&self, byte: usize) -> Option<usize> {
        self.source.tokens.binary_search_by_key(&byte, |token| token.end()).ok().map(|index| index + 1)
    }

    /// A name: a parameter, a function given by its name, or a name of the workbook.
    fn name(&self, index: usize, token: Token, written_to: &mut String) {
        let source = self.text_of(token);
        let is_optional = index
            .checked_sub(1)
            .and_then(|before| self.source.tokens.get(before))
            .is_some_and(|before| before.kind == TokenKind::OpenBracket);
        match self.begins.get(&token.start()).map(|id| self.source.formula.node(*id)) {
            Some(Node::Local(_)) => written_to.push_str("_xlpm."),
            Some(Node::NameOrFunction(_, function)) if !self.defined.contains(&source.to_lowercase()) => {
                written_to.push_str("_xleta.");
                written_to.push_str(function::get(function).map_or(source, |function| function.name));
                return;
            }
            Some(_) => {}
            // Where a name is bound, no node stands.
            None => written_to.push_str(if is_optional { "_xlop." } else { "_xlpm." }),
        }
        written_to.push_str(source);
    }
}

#[cfg(test)]
mod tests {
    use tandem_core::cell::SheetId;

    use super::*;

    fn check(text: &str, expect: &str, expect_dynamic: bool) {
        let names = || ["rate", "table"].into_iter().map(str::to_owned);
        let mut outward = Outward::new(names(), names().take(1));
        let exported = outward.export(text, CellAddress::new(SheetId(0), 4, 4));
        let expected = Exported::Formula { text: expect.to_owned(), is_dynamic: expect_dynamic };
        assert_eq!(exported, expected, "{text}");
    }

    // The forms are those that Excel writes, as documented for its files and seen in files that it saved.
    #[test]
    fn newer_functions_and_bound_names_get_their_prefixes() {
        check("=SUM(A1:A3)", "SUM(A1:A3)", false);
        check("=IFNA(rate*2,\"IFNA(\")", "_xlfn.IFNA(rate*2,\"IFNA(\")", false);
        check("=SORT(UNIQUE(A1:A9))", "_xlfn._xlws.SORT(_xlfn.UNIQUE(A1:A9))", true);
        check("=LET(x,A1,y, 2,x*y)", "_xlfn.LET(_xlpm.x,A1,_xlpm.y, 2,_xlpm.x*_xlpm.y)", true);
        check(
            "=LAMBDA(a,[b],IF(ISOMITTED(b),a,a+b))(1)",
            "_xlfn.LAMBDA(_xlpm.a,_xlop.b,IF(_xlfn.ISOMITTED(_xlpm.b),_xlpm.a,_xlpm.a+_xlpm.b))(1)",
            true,
        );
        check("=BYROW(A1:C3,SUM)", "_xlfn.BYROW(A1:C3,_xleta.SUM)", true);
    }

    #[test]
    fn spilled_and_single_values_are_functions_in_a_file() {
        check("=SUM(B2#)", "SUM(_xlfn.ANCHORARRAY(B2))", false);
        check("=@A1:A9*2", "_xlfn.SINGLE(A1:A9)*2", false);
        check("=@INDEX(A1:A9,2)+1", "_xlfn.SINGLE(INDEX(A1:A9,2))+1", false);
    }

    #[test]
    fn formulas_that_compute_with_many_values_are_marked() {
        for (text, expect) in [
            ("=A1+B1", false),
            ("=rate+1", false),
            ("=table+1", true),
            ("=A1:A3", true),
            ("=SUM(A1:A3*2)", true),
            ("=ROUND(A1:A3,2)", true),
            ("=SUMIFS(A1:A3,B1:B3,\">1\")", false),
            ("=SUMIFS(A1:A3,B1:B3,C1:C2)", true),
            ("={1,2}", true),
        ] {
            let names = || ["rate", "table"].into_iter().map(str::to_owned);
            let exported = Outward::new(names(), names().take(1)).export(text, CellAddress::new(SheetId(0), 9, 9));
            assert!(
                matches!(exported, Exported::Formula { is_dynamic, .. } if is_dynamic == expect),
                "{text} {exported:?}"
            );
        }
    }

    #[test]
    fn our_own_functions_are_said_otherwise_or_told() {
        check("=ROI(A1,B1)+1", "IF((B1)>0,((A1)-(B1))/(B1),NA())+1", false);
        let mut outward = Outward::default();
        let at = CellAddress::new(SheetId(0), 0, 0);
        assert_eq!(outward.export("=1+IRRS(A2:A9)", at), Exported::Ours(vec!["IRRS"]));
        assert_eq!(outward.export(&format!("={}1", "1+".repeat(5_000)), at), Exported::TooLarge);
        assert_eq!(outward.export(&format!("={}1{}", "(".repeat(70), ")".repeat(70)), at), Exported::TooLarge);
    }
}
