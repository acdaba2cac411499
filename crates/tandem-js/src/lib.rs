//! The JavaScript module: a thin skin over core.
