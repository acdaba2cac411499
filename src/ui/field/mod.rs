//! Fields for controls: a typed value, a slider with a typed value, a choice, a date, a switch. A draft belongs to the
//! field until Enter or blur; Escape gives it up, and a draft that is refused stays where it is with the reason below.
//!
//! This folder must not know how Present is laid out. Start reading at `control.rs`.

mod agreement;
mod chosen;
mod control;
mod entry;
mod range;
mod slider;

pub use control::ControlField;
pub use entry::refusal;
