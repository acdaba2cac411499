//! The command line, read into a value.

use crate::failure::Failure;
use crate::test::Layer;

/// Shown for `cargo xtask`, `cargo xtask help`, and after a mistake.
pub const HELP: &str = "\
cargo xtask serve [--open] [--port N] [--release]   build the app, serve it, rebuild on every change
cargo xtask test [native|office|package|web|e2e|hosting|browsers ...]  every test, or only these layers
cargo xtask soak                                    what takes too long for every day: 200 kills at random moments of a session
cargo xtask dist                                    the release folder dist/: relocatable, with compressed copies and a size table
cargo xtask package                                 the JavaScript module: pkg/web and pkg/node
cargo xtask bench [native] [workload ...] [browser] the engine's workloads through pkg/node; what a person feels in a browser
cargo xtask notices                                 THIRD-PARTY.md, after a dependency came, went or changed

What is missing is brought into a cache that other clones share: $TANDEM_TOOLS, else `tandem-tools` in the user's cache folder.";

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Serve(Serve),
    /// The layers to run; empty means all of them.
    Test(Vec<Layer>),
    /// The tests that take too long for every day.
    Soak,
    Dist,
    Package,
    /// The notices of everything that is shipped.
    Notices,
    /// The workloads to run; empty means all of them.
    Bench(Vec<String>),
}

/// How to serve the app during development.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Serve {
    /// Open the default browser once the app is built.
    pub open: bool,
    /// Build with the release profile: slower to build, quick to run.
    pub release: bool,
    /// The port that must be used; without it the first free one from 8080 on.
    pub port: Option<u16>,
}

impl Command {
    /// Reads the words after `cargo xtask`.
    pub fn parse(words: &[String]) -> Result<Command, Failure> {
        let Some((verb, rest)) = words.split_first() else { return Ok(Command::Help) };
        match verb.as_str() {
            "help" | "--help" | "-h" => Ok(Command::Help),
            "serve" => parse_serve(rest).map(Command::Serve),
            "test" => rest.iter().map(|word| parse_layer(word)).collect::<Result<_, _>>().map(Command::Test),
            "soak" => no_more(rest).map(|()| Command::Soak),
            "dist" => no_more(rest).map(|()| Command::Dist),
            "package" => no_more(rest).map(|()| Command::Package),
            "notices" => no_more(rest).map(|()| Command::Notices),
            "bench" => Ok(Command::Bench(rest.to_vec())),
            other => Err(Failure::Usage(format!("`{other}` is not a command."))),
        }
    }
}

fn parse_serve(words: &[String]) -> Result<Serve, Failure> {
    let mut options = Serve::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--open" => options.open = true,
            "--release" => options.release = true,
            "--port" => {
                let port = words.next().and_then(|word| word.parse().ok()).filter(|port| *port > 0);
                options.port =
                    Some(port.ok_or_else(|| Failure::Usage("--port needs a number from 1 to 65535.".into()))?);
            }
            other => return Err(Failure::Usage(format!("`{other}` is not an option of serve."))),
        }
    }
    Ok(options)
}

fn parse_layer(word: &str) -> Result<Layer, Failure> {
    Layer::ALL
        .into_iter()
        .find(|layer| layer.name() == word)
        .ok_or_else(|| Failure::Usage(format!("`{word}` is not a layer of tests.")))
}

fn no_more(words: &[String]) -> Result<(), Failure> {
    words.first().map_or(Ok(()), |word| Err(Failure::Usage(format!("`{word}` is not understood here."))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Command> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Command::parse(&words).ok()
    }

    #[test]
    fn reads_command_lines() {
        let serve = |open, release, port| Some(Command::Serve(Serve { open, release, port }));
        let cases = [
            ("", Some(Command::Help)),
            ("serve", serve(false, false, None)),
            ("serve --port 9000 --open", serve(true, false, Some(9000))),
            ("serve --release", serve(false, true, None)),
            ("serve --port", None),
            ("serve --port 0", None),
            ("serve --port 70000", None),
            ("serve --fast", None),
            ("test", Some(Command::Test(vec![]))),
            ("test e2e native", Some(Command::Test(vec![Layer::EndToEnd, Layer::Native]))),
            ("test hosting", Some(Command::Test(vec![Layer::Hosting]))),
            ("test browsers", Some(Command::Test(vec![Layer::Browsers]))),
            ("test everything", None),
            ("soak", Some(Command::Soak)),
            ("soak 10", None),
            ("dist now", None),
            ("notices", Some(Command::Notices)),
            ("bench W1", Some(Command::Bench(vec!["W1".into()]))),
            ("sevre", None),
        ];
        for (line, expected) in cases {
            assert_eq!(parse(line), expected, "{line}");
        }
    }
}
