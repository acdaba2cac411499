//! What a person types: `cargo xtask serve`, `test`, `soak`, `dist`, `package`, `bench` and `notices`.
//!
//! Start reading at [`Command`]. Everything a command needs and this machine lacks is brought by `tools/`; nothing here knows
//! what the app or the engine does inside. The crate has no dependency, so that it compiles in seconds on a fresh machine.

mod app;
mod bench;
mod command;
mod dist;
mod failure;
mod notices;
mod package;
mod process;
mod progress;
mod project;
mod serve;
mod split;
mod styles;
mod test;
mod tools;

use std::process::ExitCode;

use crate::command::Command;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let outcome = Command::parse(&words).and_then(|command| match command {
        Command::Help => {
            println!("{}", command::HELP);
            Ok(())
        }
        Command::Serve(options) => serve::run(&options),
        Command::Test(layers) => test::run(&layers),
        Command::Soak => test::soak(),
        Command::Dist => dist::run(),
        Command::Package => package::run(),
        Command::Notices => notices::run(),
        Command::Bench(workloads) => bench::run(&workloads),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
