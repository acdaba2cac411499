//! Charts as SVG, drawn at the pixels they get: axis, legend, and the same figures as a table for whoever reads rather
//! than looks.
//!
//! A chart is first made plain data (`data.rs`), then laid out (`scale.rs`) and drawn (`line.rs`, `column.rs` and so on,
//! a file for each kind). This folder must not know the session; it draws what it is given, at once where it is in sight and else after the changes. To add a kind, add a file here and a
//! variant in core. Amounts reach the page as texts made from decimals; only positions on the screen are floats.

mod bar;
mod column;
mod data;
mod figure;
mod heat;
mod histogram;
mod labels;
mod line;
mod mark;
mod scale;
mod share;
mod tornado;
mod waterfall;

pub use data::{ChartData, Guide, Point, SeriesData, chart_data};
pub use figure::ChartFigure;
pub use scale::axis_text;
