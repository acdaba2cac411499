//! The grid: one sheet as a window of rows and columns, with its keys, its pointer and its clipboard.
//!
//! One text area has the focus for as long as the grid is worked on. It lies on the active cell, transparent until
//! editing begins, so that the first character of an input method's composition arrives like every other. Rows and cells
//! in sight exist as elements, the rest is empty space. They are made and changed by hand, in `cells.rs`: one that leaves the
//! window goes on as another, and an edit has only those drawn again that it changed.
//! This folder must not know pages, storage or how a change is undone; it reads and changes the sheet through
//! `sheet.rs`. Start reading at `state.rs`, then `surface.rs`.

mod along;
mod area;
mod assist;
mod border;
mod cell_element;
mod cells;
mod clipboard;
mod commands;
mod condition_icon;
mod conditional;
mod draft;
mod editing;
mod editor;
mod face;
mod fit;
mod format;
mod headings;
mod keys;
mod lines;
mod marks;
mod merging;
mod mirror;
mod note;
mod overlay;
mod paint;
mod paper;
mod picking;
mod pointer;
mod px;
mod recall;
mod repeat;
mod resize;
mod reuse;
mod row_element;
mod settled;
mod sheet;
mod shown;
mod sizes;
mod special;
mod state;
mod structure;
mod surface;
mod text_place;
mod touch;
mod transfer;

pub use along::Along;
pub use area::block_of;
pub use assist::{Assist, active_option};
pub use clipboard::{ClipboardState, Copied, copy_by_menu, paste_by_menu, take_in};
pub use condition_icon::{Sign, sign, signs};
pub use conditional::{Highlight, SignView, variable};
pub use draft::{Draft, Refusal};
pub use editing::{Editing, Field, Wanted};
pub use editor::{editing_keys, goes_to_editor};
pub use face::{Face, detailed_reason_text, place_text, style_class};
pub use keys::Mode;
pub use mirror::{Mirror, is_coloured};
pub use paper::SheetPaper;
pub use sheet::{Layout, SheetView};
pub use special::ClipboardDialogs;
pub use state::{Asked, GridState};
pub use surface::Surface;
