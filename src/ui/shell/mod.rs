//! The frame around every view: header, notices, pages that say what is wrong.
//!
//! This folder must not know how a view draws its workbook. Start reading at `header.rs`.
