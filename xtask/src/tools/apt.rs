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

/// The second line of ours, by which it is known.
const POLICY_MARK: &str = "# Put here by `cargo xtask` of Tandem while it installs servers; it may be deleted.";

/// Installs packages of servers, none of which is to serve anything by itself from then on.
pub fn install_unstarted(packages: &[&str]) -> Result<(), Failure> {
    let policy = Path::new(POLICY);
    take_back(policy)?;
    if policy.exists() {
        // Somebody has decided already what may start.
        return install(packages);
    }
    // 101 is how it says that nothing may.
    project::write(policy, &format!("#!/bin/sh\n{POLICY_MARK}\nexit 101\n"))?;
    let installed = process::run(process::command("chmod").args(["755", POLICY])).and_then(|()| install(packages));
    let removed = take_back(policy);
    installed.and(removed)
}

/// Removes the policy if it is ours, which an install that was interrupted leaves behind.
fn take_back(policy: &Path) -> Result<(), Failure> {
    // One that can't be read as a text is another one.
    let is_ours = std::fs::read_to_string(policy).is_ok_and(|text| text.lines().nth(1) == Some(POLICY_MARK));
    if is_ours { std::fs::remove_file(policy).map_err(Failure::file(policy)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_that_is_left_behind_goes_and_one_of_somebody_else_stays() {
        let policy = std::env::temp_dir().join(format!("tandem-policy-{}", std::process::id()));
        let ours = format!("#!/bin/sh\n{POLICY_MARK}\nexit 101\n");
        for (text, stays) in [(ours.as_str(), false), ("#!/bin/sh\nexit 101\n", true), ("", true)] {
            project::write(&policy, text).expect("a temporary file can be written");
            take_back(&policy).expect("it can be removed");
            assert_eq!(policy.exists(), stays, "{text:?}");
        }
        std::fs::remove_file(&policy).expect("the last one stayed");
        take_back(&policy).expect("none is there, which is no fault");
    }
}
