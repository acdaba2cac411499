//! The tables of everything that stands in menus, in the palette and under keys: words, keys and where each applies.
//!
//! The key handlers, the menus, the palette and the list of keys all read them, so that none can tell another story. They must
//! not know how anything is done or drawn: [`Action`]s give a command of the session, and what concerns the cells of a sheet is
//! a [`SheetCommand`], which the view of the sheet carries out.

mod app;
mod chord;
mod data;
mod look;
mod sheet;
mod sheet_actions;

pub use app::{ACTIONS, Action, COPY_LINK, PRESENT_KEYS, SAVE_AS_EXCEL, Scope, VERSIONS, action_for};
pub use chord::Chord;
pub use data::DataCommand;
pub use look::{Ink, Look};
pub use sheet::{Group, SheetAction, SheetCommand, sheet_actions};
pub use sheet_actions::GRID_KEYS;
