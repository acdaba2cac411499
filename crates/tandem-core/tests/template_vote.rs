//! The template `governance-vote`: edges of the threshold, what excludes a member, and the smallest set against a search.

use proptest::prelude::*;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::function::Clock;
use tandem_core::template::{Calculation, calculate, instantiate};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

/// Votes as weight and word; members beyond these are taken out.
fn vote(rules: &[(&str, &str)], votes: &[(&str, &str)]) -> Calculation {
    let mut inputs: Vec<(String, String)> = Vec::new();
    for number in 1..=20usize {
        let (weight, word) = votes.get(number - 1).copied().unwrap_or(("", ""));
        let name = if number <= votes.len() { format!("Member {number}") } else { String::new() };
        inputs.push((format!("member{number}"), name));
        inputs.push((format!("weight{number}"), weight.to_owned()));
        inputs.push((format!("vote{number}"), word.to_owned()));
    }
    inputs.extend(rules.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    calculate("governance-vote", &inputs, Clock::default(), Language::English).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn check(result: &Calculation, name: &str, expected: &str) {
    let (_, at) = result.outputs.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}"));
    assert_eq!(result.workbook.value(*at).plain(), expected, "{name}");
}

fn shown(workbook: &Workbook, place: &str, language: Language) -> String {
    workbook.display_text(workbook.cell(place).unwrap(), language)
}

#[test]
fn exactly_the_threshold_fails_and_a_hundredth_more_passes() {
    let at = vote(&[], &[("75.00", "for"), ("25.00", "against")]);
    check(&at, "share", "0.75");
    check(&at, "result", "failed: threshold not exceeded");
    check(&at, "arithmetic", "75.00 ÷ 100.00 = 75.00% = 75.00%");
    let above = vote(&[], &[("75.01", "for"), ("24.99", "against")]);
    check(&above, "result", "passed");
    check(&above, "arithmetic", "75.01 ÷ 100.00 = 75.01% > 75.00%");
    check(&vote(&[("comparison", "at least")], &[("75", "for"), ("25", "against")]), "result", "passed");
    // A share that no finite decimal writes lies between thresholds that differ in the tenth place.
    let third = [("1", "for"), ("2", "against")];
    check(&vote(&[("threshold", "0.3333333333")], &third), "result", "passed");
    check(&vote(&[("threshold", "0.3333333334")], &third), "result", "failed: threshold not exceeded");
}

#[test]
fn the_quorum_is_reached_at_its_share() {
    let rules = [("quorum", "50%")];
    check(&vote(&rules, &[("50", "for"), ("50", "absent")]), "result", "passed");
    let short = vote(&rules, &[("49.99", "for"), ("50.01", "absent")]);
    check(&short, "result", "failed: quorum not reached");
    check(&short, "flipWho", "Member 2");
    check(&short, "flipHow", "attend and vote for");
    // Who abstains is present.
    check(&vote(&rules, &[("30", "for"), ("20", "abstain"), ("50", "")]), "result", "passed");
}

#[test]
fn abstentions_count_when_the_charter_says_so() {
    let votes = [("60", "for"), ("15", "against"), ("25", "abstain")];
    let without = vote(&[("abstentions", "not counted")], &votes);
    check(&without, "share", "0.8");
    check(&without, "result", "passed");
    let with = vote(&[("abstentions", "counted")], &votes);
    check(&with, "share", "0.6");
    check(&with, "result", "failed: threshold not exceeded");
    check(&with, "missing", "15");
}

#[test]
fn a_conflict_of_interest_takes_a_member_out() {
    let result = vote(&[], &[("40", "conflict"), ("46", "for"), ("14", "against")]);
    check(&result, "present", "1");
    check(&result, "arithmetic", "46.00 ÷ 60.00 = 76.67% > 75.00%");
    check(&result, "result", "passed");
    check(&vote(&[], &[("1", "conflict")]), "result", "no decision: every member is excluded");
}

#[test]
fn ties_and_missing_weight_say_so() {
    check(&vote(&[], &[("5", "for"), ("5", "against")]), "result", "failed: tie");
    let zero = vote(&[], &[("0", "for"), ("0", "against")]);
    check(&zero, "result", "no decision: the weights add up to zero");
    check(&zero, "flipMembers", "n/a");
    assert_eq!(shown(&zero.workbook, "Votes!M5", Language::Japanese), "議決権がゼロのため、投票は結果に影響しません");
    assert_eq!(shown(&zero.workbook, "Result!B7", Language::Japanese), "議決不能：議決権の合計がゼロ");
    check(&vote(&[("quorum", "0")], &[("5", "absent")]), "result", "no decision: no vote counted");
}

#[test]
fn bad_rows_are_named_and_the_rest_is_counted() {
    let result = vote(&[], &[("80", "for"), ("-5", "against"), ("", "against"), ("20", "perhaps"), ("many", "for")]);
    for (place, english) in [
        ("Votes!M5", ""),
        ("Votes!M6", "The weight is negative: counted as 0"),
        ("Votes!M7", "The weight is missing: counted as 0"),
        ("Votes!M8", "A vote is not understood: counted as absent"),
        ("Votes!M9", "The weight is no number: counted as 0"),
    ] {
        assert_eq!(shown(&result.workbook, place, Language::English), english, "{place}");
        let japanese = shown(&result.workbook, place, Language::Japanese);
        assert!(english.is_empty() || japanese.contains('。'), "{place}: {japanese}");
    }
    check(&result, "result", "passed");
    check(&result, "present", "0.8");
    let unruled = vote(&[("threshold", "170%"), ("motion", "M-99")], &[("76", "for"), ("24", "against")]);
    check(&unruled, "result", "passed");
    assert_eq!(shown(&unruled.workbook, "Charter!E5", Language::English), "Not between 0 % and 100 %: 75 % is used");
    assert_eq!(
        shown(&unruled.workbook, "Charter!E9", Language::Japanese),
        "該当する議案がありません。先頭の議案を表示します"
    );
}

#[test]
fn a_member_listed_twice_counts_once_and_japanese_words_count() {
    let mut workbook = instantiate("governance-vote", Language::Japanese).unwrap();
    let typed = |place: &str, text: &str| CellEdit::typed(workbook.cell(place).unwrap(), text);
    let first = shown(&workbook, "Votes!A5", Language::English);
    let edits = vec![typed("Votes!A6", &first), typed("Votes!E5", "反対"), typed("Votes!E7", "賛成")];
    Edit::SetCells(edits).apply(&mut workbook).unwrap();
    assert_eq!(shown(&workbook, "Motions!F5", Language::English), "45.00", "20 move from for to against");
    assert_eq!(shown(&workbook, "Motions!E5", Language::English), "40.00", "15 are counted no more");
}

/// Weights in hundredths, and what a member did.
type Votes = Vec<(u32, &'static str)>;

fn passes(votes: &[(u32, &str)], threshold: u64, quorum: u64, counted: bool) -> bool {
    let weight = |word: &str| votes.iter().filter(|(_, vote)| *vote == word).map(|(w, _)| u64::from(*w)).sum::<u64>();
    let (yes, no, abstain, absent) = (weight("for"), weight("against"), weight("abstain"), weight("absent"));
    let base = yes + no + if counted { abstain } else { 0 };
    let present = yes + no + abstain;
    base > 0 && present * 100 >= quorum * (present + absent) && yes * 100 > threshold * base
}

/// The least number of members whose change turns the result, by trying every set.
fn search(votes: &Votes, threshold: u64, quorum: u64, counted: bool) -> Option<u32> {
    let passed = passes(votes, threshold, quorum, counted);
    let sets = 1u32..1 << votes.len();
    let turning = sets.filter(|set| {
        let chosen = |place: usize| set >> place & 1 == 1;
        let allowed = votes.iter().enumerate().all(|(place, (_, vote))| {
            !chosen(place) || if passed { *vote == "for" } else { !["for", "conflict"].contains(vote) }
        });
        let changed: Votes = votes
            .iter()
            .enumerate()
            .map(|(place, (weight, vote))| {
                (
                    *weight,
                    if !chosen(place) {
                        *vote
                    } else if passed {
                        "against"
                    } else {
                        "for"
                    },
                )
            })
            .collect();
        allowed && passes(&changed, threshold, quorum, counted) != passed
    });
    turning.map(u32::count_ones).min()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_smaller_set_turns_the_result(
        votes in prop::collection::vec(
            (1u32..4000, prop::sample::select(vec!["for", "for", "for", "against", "abstain", "absent", "conflict"])),
            1..8,
        ),
        threshold in 50u64..99,
        quorum in 0u64..100,
        counted in any::<bool>(),
    ) {
        let texts: Vec<String> = votes.iter().map(|(weight, _)| format!("{}.{:02}", weight / 100, weight % 100)).collect();
        let typed: Vec<(&str, &str)> = texts.iter().zip(&votes).map(|(text, (_, vote))| (text.as_str(), *vote)).collect();
        let rules = [("threshold", format!("{threshold}%")), ("quorum", format!("{quorum}%"))];
        let mut rules: Vec<(&str, &str)> = rules.iter().map(|(name, value)| (*name, value.as_str())).collect();
        rules.push(("abstentions", if counted { "counted" } else { "not counted" }));
        let result = vote(&rules, &typed);
        let (_, at) = result.outputs.iter().find(|(name, _)| name == "result").unwrap();
        prop_assert_eq!(result.workbook.value(*at).plain() == "passed", passes(&votes, threshold, quorum, counted));
        let expected = search(&votes, threshold, quorum, counted).map_or("n/a".to_owned(), |count| count.to_string());
        let (_, at) = result.outputs.iter().find(|(name, _)| name == "flipMembers").unwrap();
        prop_assert_eq!(result.workbook.value(*at).plain(), expected);
    }
}
