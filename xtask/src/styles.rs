//! One style sheet instead of many: what a first visit asks for one after the other, and what compresses better together.
//!
//! The folder `style/` keeps one file a view, and Trunk passes each on by itself. Their order in the page decides which rule holds, so
//! that it is kept.

use std::path::Path;

use crate::failure::Failure;
use crate::project;

/// What stands before and after the name of a style sheet in the page that Trunk made.
const BEFORE: &str = "<link rel=\"stylesheet\" href=\"./";
const AFTER: &str = "\"/>";

/// Puts all style sheets of the release folder into one, named after its content, so that no cache mixes two versions.
pub fn join(dist: &Path) -> Result<(), Failure> {
    let page = dist.join("index.html");
    let text = project::read(&page)?;
    let names = names(&text);
    let mut joined = String::new();
    for name in &names {
        let path = dist.join(name);
        joined.push_str(&project::read(&path)?);
        joined.push('\n');
        std::fs::remove_file(&path).map_err(Failure::file(&path))?;
    }
    let name = format!("styles-{:016x}.css", fingerprint(joined.as_bytes()));
    let changed = with_one(&text, &names, &name).ok_or_else(|| Failure::Content {
        path: page.clone(),
        expected: "style sheets, each on a line of its own".into(),
    })?;
    project::write(&dist.join(&name), &joined)?;
    project::write(&page, &changed)
}

/// The names of the style sheets that a page asks for, in their order.
fn names(page: &str) -> Vec<String> {
    let name = |line: &str| Some(line.trim().strip_prefix(BEFORE)?.strip_suffix(AFTER)?.to_owned());
    page.lines().filter_map(name).collect()
}

/// The page with one style sheet in the place of the first; nothing when it asks for none.
fn with_one(page: &str, names: &[String], one: &str) -> Option<String> {
    let first = names.first()?;
    let link = |name: &str| format!("{BEFORE}{name}{AFTER}");
    let is_other = |line: &&str| !names.iter().skip(1).any(|name| line.trim() == link(name));
    let kept: String = page.lines().filter(is_other).flat_map(|line| [line, "\n"]).collect();
    Some(kept.replacen(&link(first), &link(one), 1))
}

/// A number that two contents share by chance only: FNV-1a of 64 bits, for names and not for trust.
fn fingerprint(bytes: &[u8]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    bytes.iter().fold(BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_style_sheets_become_one_where_the_first_stood() {
        let page = "<head>\n  <link rel=\"stylesheet\" href=\"./a-1.css\"/>\n  <link rel=\"stylesheet\" href=\"./b-2.css\"/>\n  <script></script>\n</head>\n";
        let found = names(page);
        assert_eq!(found, ["a-1.css", "b-2.css"]);
        let one = with_one(page, &found, "styles-3.css");
        let expect = "<head>\n  <link rel=\"stylesheet\" href=\"./styles-3.css\"/>\n  <script></script>\n</head>\n";
        assert_eq!(one.as_deref(), Some(expect));
        assert_eq!(with_one("<head></head>", &[], "styles-3.css"), None);
    }

    #[test]
    fn a_fingerprint_is_the_published_one() {
        // From the test vectors that its authors publish.
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fingerprint(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
