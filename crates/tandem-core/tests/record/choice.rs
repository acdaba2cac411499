//! At which weights the chosen option leads. Every expected weight is worked by hand: with w for the gain, the options of
//! the fixture score A = 2w + 8(1 - w) and B = 7w + 5(1 - w), and C = 9.5w comes with it. A and B meet where 3 = 8w, at
//! 0.375; B and C where 5 + 2w = 9.5w, at two thirds; A and C where 8 - 6w = 9.5w, at 8/15.5, where B is higher than both.

use tandem_core::analysis::AnalysisError;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::number::Decimal;
use tandem_core::record::{Between, ChoiceStanding, TakeOver, add_option, choice_by_weight, report, supersede};
use tandem_core::workbook::{Line, PageId, Record, TriggerMeaning, Workbook};

use super::fixture::{accepted, apply, cell, change, filled, page, record, row_of, type_in};

const LOWER: &str = "0.375";
/// Two thirds to ten digits.
const UPPER: &str = "0.6666666667";

/// Options A to C, and the further ones with what they are worth under the two criteria; the weight and the choice as told.
fn weighed(further: &[(&str, &str, &str)], weight: &str, chosen: &str) -> Workbook {
    let mut workbook = filled();
    for (title, ..) in [("Third", "", "")].iter().chain(further) {
        let edit = add_option(&workbook, &page(), title).unwrap();
        apply(&mut workbook, edit);
    }
    let line = record(&workbook).text.rows().max().unwrap() + 2;
    let (reach, simple) = (row_of(&workbook, "Reach"), row_of(&workbook, "Simplicity"));
    let mut cells = vec![
        (format!("Decision!D{line}"), weight.to_owned()),
        (format!("Decision!D{reach}"), format!("=D{line}")),
        (format!("Decision!D{simple}"), format!("=1-D{line}")),
    ];
    for (column, (_, first, second)) in ["J", "K"].iter().zip([("Third", "9.5", "0")].iter().chain(further)) {
        cells.push((format!("Decision!{column}{reach}"), (*first).to_owned()));
        cells.push((format!("Decision!{column}{simple}"), (*second).to_owned()));
    }
    let edits = cells.iter().map(|(at, text)| CellEdit::typed(cell(&workbook, at), text)).collect();
    apply(&mut workbook, Edit::SetCells(edits));
    let edit = change(&workbook, |record| {
        record.text.trade_off.line = Some(Line { row: line - 1 });
        record.text.chosen = Some(chosen.into());
    });
    apply(&mut workbook, edit);
    workbook
}

fn standing(workbook: &Workbook) -> ChoiceStanding {
    let round = |weight: Decimal| weight.round_dp(10).normalize();
    let turn = |turn: TakeOver| TakeOver { at: round(turn.at), to: turn.to };
    let between = |ends: Between| Between { from: round(ends.from), until: ends.until.map(round) };
    match choice_by_weight(workbook, &page()).unwrap().unwrap().standing {
        ChoiceStanding::Leads { below, above } => {
            ChoiceStanding::Leads { below: below.map(turn), above: above.map(turn) }
        }
        ChoiceStanding::WouldLead { below, above } => {
            ChoiceStanding::WouldLead { below: below.map(between), above: above.map(between) }
        }
        same => same,
    }
}

fn turn(at: &str, to: &str) -> Option<TakeOver> {
    Some(TakeOver { at: at.parse().unwrap(), to: to.into() })
}

fn between(from: &str, until: Option<&str>) -> Option<Between> {
    Some(Between { from: from.parse().unwrap(), until: until.map(|text| text.parse().unwrap()) })
}

#[test]
fn a_choice_that_leads_is_told_with_the_option_that_takes_over_on_either_side() {
    let found = choice_by_weight(&weighed(&[], "0.5", "B"), &page()).unwrap().unwrap();
    assert_eq!((found.chosen.as_str(), found.weight), ("B", Decimal::new(5, 1)));
    let both = ChoiceStanding::Leads { below: turn(LOWER, "A"), above: turn(UPPER, "C") };
    assert_eq!(standing(&weighed(&[], "0.5", "B")), both);
    // It is the same wherever in that stretch the weight is: the runner-up of the day plays no part.
    assert_eq!(standing(&weighed(&[], "0.4", "B")), both);
    assert_eq!(standing(&weighed(&[], "0.66", "B")), both);
    assert_eq!(
        standing(&weighed(&[], "0.1", "A")),
        ChoiceStanding::Leads { below: None, above: turn(LOWER, "B") },
        "A and C meet at 0.516, but B took over before"
    );
    assert_eq!(standing(&weighed(&[], "1", "C")), ChoiceStanding::Leads { below: turn(UPPER, "B"), above: None });
}

#[test]
fn a_choice_that_does_not_lead_is_told_with_the_weights_at_which_it_would() {
    let above = ChoiceStanding::WouldLead { below: None, above: between(LOWER, Some(UPPER)) };
    assert_eq!(standing(&weighed(&[], "0.2", "B")), above);
    let below = ChoiceStanding::WouldLead { below: between(UPPER, Some(LOWER)), above: None };
    assert_eq!(standing(&weighed(&[], "0.9", "B")), below);
    let to_zero = ChoiceStanding::WouldLead { below: between(LOWER, None), above: None };
    assert_eq!(standing(&weighed(&[], "0.5", "A")), to_zero);
    let to_one = ChoiceStanding::WouldLead { below: None, above: between(UPPER, None) };
    assert_eq!(standing(&weighed(&[], "0", "C")), to_one);
    // Where the first place is shared, nobody leads.
    assert_eq!(report(&weighed(&[], LOWER, "B"), &page()).unwrap().leading, None);
    assert_eq!(standing(&weighed(&[], LOWER, "B")), above);
}

#[test]
fn a_choice_leads_always_or_never() {
    // Three under both criteria lies below the two others wherever they meet: there they are worth 5.75 and more.
    assert_eq!(standing(&weighed(&[("Fourth", "3", "3")], "0.5", "D")), ChoiceStanding::NeverLeads);
    assert_eq!(standing(&weighed(&[("Fourth", "10", "9")], "0.5", "D")), ChoiceStanding::AlwaysLeads);
}

#[test]
fn a_lead_that_lasts_for_a_hundredth_of_the_weights_is_found() {
    // D is 6w + 5.76(1 - w) = 5.76 + 0.24w: it passes A (8 - 6w) at 2.24 / 6.24 and B (5 + 2w) at 0.76 / 1.76.
    let workbook = weighed(&[("Fourth", "6", "5.76")], "0.9", "D");
    assert_eq!(
        standing(&workbook),
        ChoiceStanding::WouldLead { below: between("0.4318181818", Some("0.358974359")), above: None }
    );
    // D is constantly 5.76 and leads between 2.24 / 6 and 0.76 / 2: from 37.33 to 38 of a hundred.
    let workbook = weighed(&[("Fourth", "5.76", "5.76")], "0.9", "D");
    assert_eq!(
        standing(&workbook),
        ChoiceStanding::WouldLead { below: between("0.38", Some("0.3733333333")), above: None }
    );
}

#[test]
fn an_option_without_a_score_takes_no_part_and_a_weight_without_effect_is_told() {
    let mut workbook = weighed(&[], "0.5", "B");
    let third = row_of(&workbook, "Third");
    type_in(&mut workbook, &[(&format!("Decision!F{third}"), "")]);
    assert_eq!(standing(&workbook), ChoiceStanding::Leads { below: turn(LOWER, "A"), above: None });
    type_in(&mut workbook, &[(&format!("Decision!F{third}"), "unknown")]);
    assert_eq!(standing(&workbook), ChoiceStanding::Leads { below: turn(LOWER, "A"), above: None });
    let (reach, simple) = (row_of(&workbook, "Reach"), row_of(&workbook, "Simplicity"));
    let fixed = [(format!("Decision!D{reach}"), "0.5"), (format!("Decision!D{simple}"), "0.5")];
    type_in(&mut workbook, &fixed.each_ref().map(|(at, text)| (at.as_str(), *text)));
    let told = choice_by_weight(&workbook, &page()).unwrap();
    assert!(matches!(told, Err(AnalysisError::Unrelated { .. })), "{told:?}");
}

#[test]
fn a_chosen_option_without_a_score_has_no_standing() {
    let mut workbook = weighed(&[], "0.5", "B");
    let pilot = format!("Decision!F{}", row_of(&workbook, "Pilot"));
    type_in(&mut workbook, &[(&pilot, "")]);
    let told = choice_by_weight(&workbook, &page()).unwrap();
    assert!(matches!(&told, Err(AnalysisError::OutcomeNotNumber { place, .. }) if *place == pilot), "{told:?}");
}

/// A choice of the larger of 5 and so many times the weight, beside an option that is always 5.
fn level(times: &str, weight: &str) -> Workbook {
    let mut workbook = weighed(&[], weight, "B");
    let line = record(&workbook).text.trade_off.line.unwrap().row + 1;
    let [keep, pilot, third] = ["Keep", "Pilot", "Third"].map(|name| format!("Decision!F{}", row_of(&workbook, name)));
    type_in(&mut workbook, &[(&keep, "5"), (&pilot, &format!("=MAX(5,{times}*D{line})")), (&third, "")]);
    workbook
}

#[test]
fn a_tie_over_a_stretch_of_weights_ends_where_it_ends() {
    // 10w passes 5 at a half, on a point that the search looks at; 8.5w passes it at 10/17 and 12.5w at 0.4, between two.
    for (times, end) in [("10", "0.5"), ("8.5", "0.5882352941"), ("12.5", "0.4")] {
        let leads = ChoiceStanding::Leads { below: turn(end, "A"), above: None };
        assert_eq!(standing(&level(times, "0.8")), leads, "{times}");
        let would = ChoiceStanding::WouldLead { below: None, above: between(end, None) };
        assert_eq!(standing(&level(times, "0.2")), would, "{times}");
    }
}

#[test]
fn a_decision_that_no_longer_holds_raises_no_alarm() {
    let mut workbook = accepted();
    type_in(&mut workbook, &[("Sheet1!B1", "24")]);
    let found = report(&workbook, &page()).unwrap();
    assert_eq!((found.holds, found.alarm(), found.tripped().count()), (true, Some(TriggerMeaning::Stop), 2));
    let new = Edit::AddRecord { name: "Later".into(), position: None, record: Box::new(Record::new("D-2")) };
    apply(&mut workbook, new);
    let edit = supersede(&workbook, &page(), &PageId::from("p3")).unwrap();
    apply(&mut workbook, edit);
    let found = report(&workbook, &page()).unwrap();
    assert_eq!((found.holds, found.alarm(), found.tripped().count()), (false, None, 0));
    assert_eq!(found.trigger(1).map(|trigger| &trigger.state), Some(&tandem_core::record::TriggerState::Tripped));
}
