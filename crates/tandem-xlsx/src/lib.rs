//! Workbooks as xlsx files, out and in.
