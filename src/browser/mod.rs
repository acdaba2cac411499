//! The only home of web-sys and js-sys outside event handlers: the address, time, files, randomness, the page's theme.
//!
//! This folder must not know workbooks, the session or views. Start reading at `address.rs`.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod copy;
pub mod database;
pub mod decode;
pub mod element;
pub mod field;
pub mod files;
pub mod host;
pub mod keys;
pub mod layer;
pub mod page;
pub mod panic;
pub mod picture;
pub mod random;
pub mod raw_element;
pub mod size;
pub mod space;
pub mod task;
pub mod thrown;
pub mod version;
