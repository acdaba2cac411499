//! KPI values from texts with separators. Every figure that is expected stands in the text, and no formula makes one.

use tandem_core::edit::CellEdit;
use tandem_core::template::tools::{Import, ImportChoices, ImportPlan, ImportReason, imports};

use super::*;

fn type_in(workbook: &mut Workbook, place: &str, text: &str) {
    let at = cell(workbook, place);
    Edit::SetCells(vec![CellEdit::typed(at, text)]).apply(workbook).unwrap();
}

fn import(workbook: &Workbook) -> Import {
    imports(workbook).into_iter().next().unwrap()
}

fn plan(workbook: &Workbook, text: &str) -> ImportPlan {
    plan_with(workbook, text, &ImportChoices { period: "2026 Q1".to_owned(), ..ImportChoices::default() })
}

fn plan_with(workbook: &Workbook, text: &str, choices: &ImportChoices) -> ImportPlan {
    let separator = tandem_core::exchange::likely_separator(text);
    import(workbook).plan(workbook, text, separator, choices).unwrap()
}

/// Place and new figure of each cell.
fn written(workbook: &Workbook, plan: &ImportPlan) -> Vec<(String, String)> {
    let cell = |place: CellAddress| workbook.reference(place);
    plan.cells.iter().map(|written| (cell(written.at), written.after.to_string())).collect()
}

fn check(workbook: &Workbook, text: &str, expect: &[(&str, &str)]) {
    let plan = plan(workbook, text);
    let found = written(workbook, &plan);
    let found: Vec<(&str, &str)> = found.iter().map(|(at, figure)| (at.as_str(), figure.as_str())).collect();
    assert_eq!((found.as_slice(), plan.problems.as_slice()), (expect, &[][..]), "{text}");
}

#[test]
fn the_long_form_is_taken_in_both_languages_and_widths() {
    let workbook = workbook("partner-performance");
    // Rows 5 to 10 of the sheet are Nordlicht Cloud's, 11 to 16 those of Aoba Systems; M is 2025 Q4, N is 2026 Q1.
    let expect = [("Values!N5", "33.5"), ("Values!M12", "9000"), ("Values!N7", "88")];
    check(
        &workbook,
        "Partner,KPI,Period,Value\nNordlicht Cloud,Contribution margin,2026 Q1,33.5\nAoba Systems,pipeline VELOCITY,Q4 2025,\"9,000\"\nP-01,Compliance score,2026Q1,88%\n",
        &expect,
    );
    check(
        &workbook,
        "パートナー\t指標\t四半期\t実績\r\nＮｏｒｄｌｉｃｈｔ　Ｃｌｏｕｄ\t貢献利益率\t2026年第1四半期\t３３．５\r\nAoba Systems\tﾊﾟｲﾌﾟﾗｲﾝ速度\t２０２５Ｑ４\t９，０００\r\nＰ－０１\t法令遵守ｽｺｱ\t1Q2026\t88％\r\n",
        &expect,
    );
    // Without headings and without a period, which is chosen then.
    check(&workbook, "Nordlicht Cloud;Contribution margin;33.5\n", &[("Values!N5", "33.5")]);
    let programme = super::workbook("ecosystem-metrics");
    check(&programme, "Pipeline,2026 Q1,9100\n", &[("Values!M6", "9100")]);
}

#[test]
fn the_wide_forms_are_taken() {
    let workbook = workbook("partner-performance");
    let expect = [("Values!N5", "33.5"), ("Values!N7", "88"), ("Values!N13", "91.5")];
    check(
        &workbook,
        "取引先,地域,貢献利益率,法令遵守スコア\nNordlicht Cloud,欧州,33.5,88\nAoba Systems,日本,,91.5\n",
        &expect,
    );
    check(
        &workbook,
        "KPIs of the quarter\n\nName,Contribution margin,Compliance score\nNordlicht Cloud,33.5,88\nAoba Systems,,91.5\n",
        &expect,
    );
    check(
        &workbook,
        "Partner,Metric,Unit,2025 Q4,2026 Q1\nNordlicht Cloud,Contribution margin,%,31,33.5\n",
        &[("Values!M5", "31"), ("Values!N5", "33.5")],
    );
    let programme = super::workbook("ecosystem-metrics");
    check(&programme, "KPI,Quarter,Value\nPipeline,2026 Q1,9100\n", &[("Values!M6", "9100")]);
    check(
        &programme,
        "Quarter,Partner revenue,Pipeline\n2026 Q1,3300,9100\n",
        &[("Values!M5", "3300"), ("Values!M6", "9100")],
    );
}

#[test]
fn what_fits_nowhere_is_told_with_row_reason_and_names_that_are_alike() {
    let mut workbook = workbook("partner-performance");
    type_in(&mut workbook, "Values!N8", "=45+45");
    let text = "Partner,KPI,Period,Value\n\
        Aobo Systems,Contribution margin,2026 Q1,20\n\
        Nordlicht Cloud GmbH,Contribution margin,2026 Q1,21\n\
        Zenith,Contribution margin,2026 Q1,22\n\
        Nordlicht Cloud,Margin,2026 Q1,23\n\
        Nordlicht Cloud,Contribution margin,2031 Q1,24\n\
        Nordlicht Cloud,Contribution margin,2026 Q1,high\n\
        Nordlicht Cloud,Contribution margin,2026 Q1,25\n\
        P-01,貢献利益率,2026Q1,26\n\
        Nordlicht Cloud,MDF spend used well,2026 Q1,50\n\
        Nordlicht Cloud,Lead follow-up time,2026 Q1,40%\n\
        Nordlicht Cloud,Pipeline velocity,2026 Q1,\n\
        Nordlicht Cloud,Compliance score,2026 Q1,95.1\n";
    let plan = plan(&workbook, text);
    assert_eq!(written(&workbook, &plan), [("Values!N5".to_owned(), "25".to_owned())]);
    assert_eq!(plan.cells[0].before, "31.3");
    // One field is empty, and 95.1 is what the sheet holds.
    assert_eq!((plan.empty, plan.unchanged, plan.added), (1, 1, 0));
    let found: Vec<(usize, ImportReason, Vec<&str>)> = plan
        .problems
        .iter()
        .map(|problem| (problem.row, problem.reason.clone(), problem.alike.iter().map(String::as_str).collect()))
        .collect();
    let expect = [
        (2, ImportReason::UnknownPartner, vec!["Aoba Systems"]),
        (3, ImportReason::UnknownPartner, vec!["Nordlicht Cloud"]),
        (4, ImportReason::UnknownPartner, vec![]),
        (5, ImportReason::UnknownMetric, vec!["Contribution margin"]),
        (6, ImportReason::UnknownPeriod, vec![]),
        (7, ImportReason::NotANumber, vec![]),
        (9, ImportReason::Twice { row: 8 }, vec![]),
        (10, ImportReason::Formula, vec![]),
        (11, ImportReason::NotPercent { unit: "hours".to_owned() }, vec![]),
    ];
    assert_eq!(found, expect);
    assert_eq!(ImportReason::Twice { row: 8 }.text(Language::Japanese), "重複しています（8行目を採用）");
}

#[test]
fn what_was_not_written_comes_back_as_a_text_that_can_be_mended_and_taken_in() {
    let workbook = workbook("partner-performance");
    let text = "Partner,Contribution margin,Lead time\nAobo Systems,20,=1+1\n";
    let left = plan(&workbook, text);
    assert_eq!(left.cells, []);
    let csv = left.problems_csv(Language::English, CsvOptions { has_bom: true, guards_formulas: true });
    assert_eq!(
        csv,
        "\u{feff}Partner,KPI,Period,Value,Row,Reason,Similar names\r\n\
         Aobo Systems,Contribution margin,2026 Q1,20,2,Unknown partner,Aoba Systems\r\n\
         Aobo Systems,Lead time,2026 Q1,'=1+1,2,Unknown partner,Aoba Systems\r\n"
    );
    check(
        &workbook,
        &csv.replace("Aobo", "Aoba").replace("Lead time", "Lead follow-up time").replace("'=1+1", "12"),
        &[("Values!N11", "20"), ("Values!N16", "12")],
    );
    // A name that is alike can be chosen at once.
    let meant = |from: &str, to: &str| std::collections::BTreeMap::from([(from.to_owned(), to.to_owned())]);
    let choices = ImportChoices {
        period: "2025 Q4".to_owned(),
        partners: meant("Aobo Systems", "Aoba Systems"),
        metrics: meant("Lead time", "Lead follow-up time"),
    };
    let mended = plan_with(&workbook, &text.replace("=1+1", "12"), &choices);
    assert_eq!(
        written(&workbook, &mended),
        [("Values!M11".to_owned(), "20".to_owned()), ("Values!M16".to_owned(), "12".to_owned())]
    );
}

#[test]
fn names_that_differ_in_signs_alone_are_told_apart_and_never_guessed() {
    let mut workbook = workbook("partner-performance");
    type_in(&mut workbook, "Metrics!A11", "Contribution margin %");
    type_in(&mut workbook, "Values!B62", "Nordlicht Cloud");
    type_in(&mut workbook, "Values!C62", "Contribution margin %");
    check(
        &workbook,
        "Partner,KPI,Value\nNordlicht Cloud,Contribution margin,33.5\nNordlicht Cloud,Contribution margin %,41\n",
        &[("Values!N5", "33.5"), ("Values!N62", "41")],
    );
    let plan = plan(&workbook, "Partner,KPI,Value\nNordlicht Cloud,CONTRIBUTION-MARGIN,33.5\n");
    assert_eq!((written(&workbook, &plan), plan.problems.len()), (vec![], 1));
    assert_eq!(plan.problems[0].alike, ["Contribution margin", "Contribution margin %"]);
    assert_eq!(plan.problems[0].reason.text(Language::English), "Several KPIs are written like this");
}

#[test]
fn names_are_proposed_for_as_many_unknown_ones_as_people_look_through() {
    let workbook = workbook("partner-performance");
    // Each holds the whole name of a known partner, and the first one comes again at the end.
    let names = (1..=501).chain([1]).map(|number| format!("Aoba Systems {number},1\n"));
    let text: String = std::iter::once("Partner,Contribution margin\n".to_owned()).chain(names).collect();
    let alike: Vec<Vec<String>> = plan(&workbook, &text).problems.into_iter().map(|problem| problem.alike).collect();
    assert_eq!(alike.len(), 502);
    for (place, alike) in alike.iter().enumerate() {
        let expect: &[&str] = if place == 500 { &[] } else { &["Aoba Systems"] };
        assert_eq!(alike, expect, "row {}", place + 2);
    }
}

#[test]
fn a_row_of_thousands_of_columns_heads_nothing() {
    let workbook = workbook("partner-performance");
    let wide = format!("Partner,Contribution margin{}\nAoba Systems,12\n", ",x".repeat(5000));
    assert_eq!(import(&workbook).plan(&workbook, &wide, ',', &ImportChoices::default()), None);
}

#[test]
fn a_negative_figure_comes_back_from_the_file_of_problems() {
    let workbook = workbook("partner-performance");
    let left = plan(&workbook, "Partner,Contribution margin\nAobo Systems,-12\n");
    let csv = left.problems_csv(Language::English, CsvOptions { has_bom: true, guards_formulas: true });
    assert!(csv.contains("\r\nAobo Systems,Contribution margin,2026 Q1,-12,2,"), "{csv}");
    check(&workbook, &csv.replace("Aobo", "Aoba"), &[("Values!N11", "-12")]);
    // Another program may have put the apostrophe there.
    check(
        &workbook,
        "Partner,Contribution margin\n'Aoba Systems,'-12\n".replace("'A", "A").as_str(),
        &[("Values!N11", "-12")],
    );
    let names = "Partner,KPI,Value\n'=Aobo,Contribution margin,1\n";
    assert_eq!(plan_of_first_problem(&workbook, names), "=Aobo");
}

fn plan_of_first_problem(workbook: &Workbook, text: &str) -> String {
    plan(workbook, text).problems[0].partner.clone()
}

#[test]
fn rows_are_added_for_new_partners_and_everything_is_one_step() {
    let mut workbook = workbook("partner-performance");
    type_in(&mut workbook, "Comparison!A15", "ミナトデータ株式会社");
    let text = "ﾊﾟｰﾄﾅｰ,KPI,期間,値\nﾐﾅﾄﾃﾞｰﾀ株式会社,貢献利益率,2026 Q1,25\nﾐﾅﾄﾃﾞｰﾀ株式会社,貢献利益率,2025 Q4,18\n";
    let plan = plan(&workbook, text);
    assert_eq!((plan.added, plan.problems.len()), (1, 0));
    let before = shown(&workbook, "Summary!B5");
    let mut history = History::default();
    history.apply(&mut workbook, plan.edit().unwrap(), None).unwrap();
    let row: Vec<String> =
        ["A", "B", "C", "M", "N"].map(|column| shown(&workbook, &format!("Values!{column}62"))).to_vec();
    assert_eq!(row, ["V-058", "ミナトデータ株式会社", "Contribution margin", "18.0", "25.0"]);
    // From 18 to 32, 25 is half of the way, and the only metric that the partner has.
    assert_eq!(shown(&workbook, "Values!P62"), "50.0");
    assert_eq!(shown(&workbook, "Comparison!D15"), "50.0");
    history.undo(&mut workbook).unwrap();
    assert_eq!(shown(&workbook, "Values!B62"), "");
    assert_eq!(shown(&workbook, "Summary!B5"), before);
}

#[test]
fn a_text_without_anything_known_is_refused_whole() {
    let workbook = workbook("partner-performance");
    for text in ["", "\n\n", "a,b,c\n1,2,3\n", "Region,Sales\nJapan,12\n"] {
        let plan = import(&workbook).plan(&workbook, text, ',', &ImportChoices::default());
        assert_eq!(plan, None, "{text:?}");
    }
}

#[test]
fn every_scorecard_with_values_takes_them_in() {
    let with: Vec<&str> = templates()
        .iter()
        .filter(|template| imports(&instantiate(&template.manifest.id, Language::Japanese).unwrap()).len() == 1)
        .map(|template| template.manifest.id.as_str())
        .filter(|id| !id.starts_with("record-"))
        .collect();
    assert_eq!(with.len(), 7, "{with:?}");
    for id in with {
        let workbook = super::workbook(id);
        let import = import(&workbook);
        assert_eq!(import.periods(&workbook).last().map(String::as_str), Some("2026 Q1"), "{id}");
        // The first row of the table, as the sheet calls it, and a figure that it doesn't hold.
        let area = workbook.engine().name_area(&import.entry().area).unwrap();
        let heads = |heading: &str| {
            let mut columns = area.left..=area.right;
            let shown =
                |column| workbook.display_text(CellAddress::new(area.sheet, area.top, column), Language::English);
            columns.find(|column| shown(*column) == heading).unwrap()
        };
        let word = |heading: &str| {
            let at = CellAddress::new(area.sheet, area.top + 1, heads(heading));
            workbook.display_text(at, Language::English)
        };
        let metric = word(&import.entry().metric);
        let text = match &import.entry().partner {
            Some(entry) => format!("Partner,KPI,Period,Value\n{},{metric},2026 Q1,7.125\n", word(&entry.heading)),
            None => format!("KPI,Period,Value\n{metric},2026 Q1,7.125\n"),
        };
        let plan = plan(&workbook, &text);
        assert_eq!(plan.problems, [], "{id}");
        let mut workbook = workbook.clone();
        plan.edit().unwrap().apply(&mut workbook).unwrap();
        let at = CellAddress::new(area.sheet, area.top + 1, heads("2026 Q1"));
        assert_eq!(workbook.value(at).plain(), "7.125", "{id}");
    }
}
