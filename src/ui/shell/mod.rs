//! The frame around every view: header, notices, dialogs, pages that say what is wrong.
//!
//! This folder must not know how a view draws its workbook. Start reading at `header.rs`.

mod dialogs;
mod header;
mod icon;
mod icon_button;
mod notices;
mod save_state;
mod settings;
mod trouble;

pub use dialogs::ConflictDialog;
pub use header::Header;
pub use icon::{Icon, Mark, Shape};
pub use icon_button::IconButton;
pub use notices::Notices;
pub use trouble::{Loading, TroublePage, UnknownAddress};
