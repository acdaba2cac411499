//! The views. They read the workbook through the session and change it only by dispatching commands.
//!
//! This folder must not know storage. Start reading at `shell/mod.rs`, the frame around every view.

pub mod anonymous;
pub mod backup;
pub mod chart;
mod dialog;
pub mod embed;
pub mod field;
pub mod file_report;
pub mod grid;
pub mod home;
mod import;
pub mod keys;
pub mod list;
pub mod log;
pub mod merge;
pub mod palette;
pub mod present;
pub mod record;
mod rest;
mod search;
pub mod separated;
pub mod share;
pub mod shell;
pub mod space;
pub mod standing;
pub mod statement;
mod stored;
pub mod versions;
pub mod workbook;
