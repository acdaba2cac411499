//! Lookup and reference functions.
//!
//! This folder must not know the engine; functions that give references are declared here and evaluated there. Start
//! reading at `search.rs`: every lookup is one of its few searches.

pub mod matching;
pub mod reference;
mod search;
pub mod table;
