//! Finding the web servers whose recipes are tested, and on Debian as root installing them. The tests start them with the paths of
//! Debian, so that they run there only.

use std::path::Path;

use super::apt;
use crate::failure::Failure;
use crate::progress::Progress;

/// A file of each server, and the package that brings it.
const SERVERS: [(&str, &str); 6] = [
    ("/usr/sbin/nginx", "nginx"),
    ("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so", "libnginx-mod-http-brotli-static"),
    ("/usr/sbin/apache2", "apache2"),
    ("/usr/bin/caddy", "caddy"),
    ("/usr/sbin/lighttpd", "lighttpd"),
    ("/usr/lib/lighttpd/mod_deflate.so", "lighttpd-mod-deflate"),
];

/// Whether the servers are here, or can be brought without asking anybody.
pub fn may_bring() -> bool {
    absent().is_empty() || apt::may_install()
}

/// Sees to it that every server is here.
pub fn bring(progress: &mut Progress) -> Result<(), Failure> {
    progress.begin("Web servers");
    let wanted = absent();
    if !wanted.is_empty() && apt::may_install() {
        progress.note("installing them with apt-get");
        apt::install_unstarted(&wanted)?;
    }
    let still = absent();
    if still.is_empty() {
        progress.end("ready");
        return Ok(());
    }
    let remedy =
        format!("On Debian: `sudo apt-get install {}`. The recipes are tested on no other system.", still.join(" "));
    Err(Failure::Missing { what: "Every web server with a recipe", remedy })
}

/// The packages whose files are not here.
fn absent() -> Vec<&'static str> {
    SERVERS.into_iter().filter(|(file, _)| !Path::new(file).is_file()).map(|(_, package)| package).collect()
}
