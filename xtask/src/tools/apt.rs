//! Installing with the packages of Debian, where nobody has to be asked.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::{process, project};

/// Only root on a Debian or Ubuntu system can install without asking anybody.
pub fn may_install() -> bool {
    let is_debian = Path::new("/etc/debian_version").is_file();
    let user = || Command::new("id").arg("-u").output().ok();
    is_debian && user().is_some_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Installs packages.
pub fn install(packages: &[&str]) -> Result<(), Failure> {
    process::run(process::command("apt-get").args(["update", "-qq"]))?;
    let mut install = process::command("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    process::run(install.env("DEBIAN_FRONTEND", "noninteractive"))
}

/// The script that Debian's packages ask before they start what they install.
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Installs packages of servers, none of which is to serve anything by itself from then on.
pub fn install_unstarted(packages: &[&str]) -> Result<(), Failure> {
    let policy = Path::new(POLICY);
    if policy.exists() {
        // Somebody has decided already what may start.
        return install(packages);
    }
    // 101 is how it says that nothing may.
    project::write(policy, "#!/bin/sh\nexit 101\n")?;
    let installed = process::run(process::command("chmod").args(["755", POLICY])).and_then(|()| install(packages));
    let removed = std::fs::remove_file(policy).map_err(Failure::file(policy));
    installed.and(removed)
}
