//! The scorecards: every score, coverage and tier against its definition, figures worked by hand, and what any change must
//! not do.

mod card;
mod figures;
mod laws;
mod mistakes;
mod pages;
mod room;
mod weights;

/// The scorecards that compare partners.
const CARDS: [&str; 6] = [
    "partner-performance",
    "channel-priorities",
    "value-exchange",
    "partner-alignment",
    "segmentation",
    "tier-benefits",
];
