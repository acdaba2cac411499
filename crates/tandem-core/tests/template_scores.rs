//! The scorecards: every score, coverage and tier against its definition, figures worked by hand, and what any change must
//! not do.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "what fails in a test fails the test"
)]

#[path = "template_scores/card.rs"]
mod card;
#[path = "template_scores/figures.rs"]
mod figures;
#[path = "template_scores/laws.rs"]
mod laws;
#[path = "template_scores/mistakes.rs"]
mod mistakes;
#[path = "template_scores/pages.rs"]
mod pages;
#[path = "template_scores/weights.rs"]
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
