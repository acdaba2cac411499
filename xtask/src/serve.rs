//! `cargo xtask serve`: the app during development, rebuilt on every change.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ExitStatus, Stdio};
use std::time::Duration;

use crate::command::Serve;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::project;
use crate::tools::{self, Tool};

/// The first port that is tried when none is asked for, and how many after it.
const PORT_FIRST: u16 = 8080;
const PORT_ATTEMPTS: u16 = 100;

/// How often it is checked whether the app is being served, in milliseconds.
const POLL_MS: u64 = 100;

/// Serves until the person ends it.
pub fn run(options: &Serve) -> Result<(), Failure> {
    let mut progress = Progress::new(5);
    let toolbox = tools::bring(&[Tool::Target, Tool::Node, Tool::Trunk, Tool::WasmBindgen], &mut progress)?;
    let port = free_port(options.port)?;
    progress.begin("The app");
    progress.note("building; a first build takes some minutes, later ones seconds");
    let mut trunk = toolbox.command("node")?;
    // Trunk must not outlive us and keep the port: its leash is our end of this pipe.
    trunk.arg("xtask/leash.mjs").arg(toolbox.path_of("trunk")).stdin(Stdio::piped());
    // A folder of its own keeps the release folder that `dist` made untouched.
    trunk.args(["serve", "--offline", "--public-url", "/", "--address", "127.0.0.1", "--dist"]);
    trunk.arg(project::target().join("serve")).args(["--port", &port.to_string(), "--log", "warn"]);
    if options.open {
        trunk.arg("--open");
    }
    if options.release {
        trunk.arg("--release");
    }
    let mut child = trunk.spawn().map_err(|source| Failure::Start { program: "trunk".into(), source })?;
    wait_until_served(&mut child, port)?;
    progress.end("ready");
    println!(
        "\n  Tandem is at http://127.0.0.1:{port}/   (Ctrl-C ends; saving a file rebuilds, then reload the page)\n"
    );
    let status = loop {
        // `wait` would let go of the leash, so that the end is looked for instead.
        if let Some(status) = ended(&mut child)? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(POLL_MS));
    };
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Program { program: "trunk serve".into(), status: status.to_string() })
    }
}

/// The port asked for, or the first free one.
fn free_port(wanted: Option<u16>) -> Result<u16, Failure> {
    let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    match wanted {
        Some(port) if is_free(&port) => Ok(port),
        Some(port) => Err(Failure::Usage(format!("Port {port} is in use."))),
        None => (PORT_FIRST..PORT_FIRST.saturating_add(PORT_ATTEMPTS))
            .find(is_free)
            .ok_or_else(|| Failure::Usage(format!("No port from {PORT_FIRST} on is free: name one with --port."))),
    }
}

fn wait_until_served(child: &mut Child, port: u16) -> Result<(), Failure> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    loop {
        if TcpStream::connect_timeout(&address, Duration::from_millis(POLL_MS)).is_ok() {
            return Ok(());
        }
        if let Some(status) = ended(child)? {
            return Err(Failure::Program { program: "trunk serve".into(), status: status.to_string() });
        }
        std::thread::sleep(Duration::from_millis(POLL_MS));
    }
}

fn ended(child: &mut Child) -> Result<Option<ExitStatus>, Failure> {
    child.try_wait().map_err(|source| Failure::Start { program: "trunk".into(), source })
}
