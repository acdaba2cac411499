//! Odd entries: a message at their row in both languages, no error anywhere, and the other lines stand.

use super::*;

#[test]
fn odd_entries_are_told_at_their_row() {
    for (place, text, row, english, japanese) in [
        ("Benefits!H5", "0", "Benefits!Q5", "The last month lies before the first", "終了月が開始月より前です"),
        ("Benefits!F5", "-100%", "Benefits!Q5", "Growth must be above -100 %", "成長率は-100%より大きい値です"),
        (
            "Benefits!C6",
            "Nobody",
            "Benefits!Q6",
            "The party is missing or not in the list",
            "当事者が未入力か、リストにありません",
        ),
        (
            "Benefits!E6",
            "sometimes",
            "Benefits!Q6",
            "The kind is missing or not in the list",
            "種別が未入力か、リストにありません",
        ),
        ("Benefits!I6", "steep", "Benefits!Q6", "The ramp is not in the list", "立ち上がりがリストにありません"),
        ("Benefits!L7", "130%", "Benefits!Q7", "A haircut is 0 to 100 %", "ヘアカットは0～100%です"),
        ("Benefits!B7", "much", "Benefits!Q7", "The amount is no number", "金額が数値ではありません"),
        ("Benefits!B7", "=1/0", "Benefits!Q7", "The amount is an error", "金額がエラーです"),
        (
            "Benefits!M7",
            "Nothing",
            "Benefits!Q7",
            "The overlap group has no cap",
            "入力シートに重複グループの上限がありません",
        ),
        ("Costs!G9", "soon", "Costs!Q9", "A rate, month or share is no number", "率・月・割合に数値でない値があります"),
        ("Costs!L9", "-5%", "Costs!Q9", "A haircut on a cost raises it", "費用のヘアカットは費用を増やすもの"),
        ("Inputs!B8", "-100%", "Inputs!E8", "A rate must be above -100 %", "利率は-100%より大きい値です"),
        ("Inputs!B9", "-150%", "Inputs!E9", "A rate must be above -100 %", "利率は-100%より大きい値です"),
        ("Inputs!B7", "30", "Inputs!E7", "The horizon is 1 to 10 whole years", "評価期間は1～10年の整数です"),
        ("Inputs!B15", "week", "Inputs!E15", "Choose a value of the list", "リストから選んでください"),
        ("Inputs!B17", "13", "Inputs!E17", "A month is 1 to 12", "月は1～12です"),
        ("Inputs!B25", "many", "Inputs!E25", "A number is expected", "数値を入力してください"),
        ("Inputs!A47", "Downtime", "Inputs!E46", "The group stands twice", "グループが重複しています"),
        ("Ramps!B7", "half", "Ramps!M6", "A share is no number", "割合に数値でない値があります"),
        ("Alternatives!D4", "", "Alternatives!D29", "The alternative has no name", "案の名称がありません"),
        ("Sensitivity!B8", "-100%", "Sensitivity!H8", "The low end is too low", "下限が低すぎます"),
    ] {
        let workbook = workbook(&[(place, text)]);
        let at = workbook.cell(row).unwrap();
        let shown = |language| workbook.display_text(at, language);
        assert!(shown(Language::English).starts_with(english), "{place} {text}: {}", shown(Language::English));
        assert!(shown(Language::Japanese).starts_with(japanese), "{place} {text}: {}", shown(Language::Japanese));
        if !row.starts_with("Sensitivity") {
            assert!(number(&workbook, "Summary!B78") >= Decimal::ONE, "{place} {text} is counted on the page Summary");
        }
        // What is an error stands where it was typed and where formulas of the sample read it, and spreads no further.
        let spread: Vec<String> = errors(&workbook)
            .into_iter()
            .filter(|place| !["Inputs!B", "Benefits!B", "Costs!B"].iter().any(|start| place.starts_with(start)))
            .collect();
        assert_eq!(spread, Vec::<String>::new(), "{place} {text}");
        assert!(matches!(value(&workbook, "Summary!B11"), Value::Number(_)), "{place} {text}");
    }
    assert_eq!(value(&workbook(&[]), "Summary!B78").plain(), "0");
}

#[test]
fn a_model_without_benefits_says_so() {
    let workbook = bare(&[]);
    assert_eq!(errors(&workbook), Vec::<String>::new());
    assert!(value(&workbook, "Summary!B79").plain().starts_with("No benefit counts"));
    assert!(value(&workbook, "Summary!B80").plain().starts_with("No cost counts"));
    assert_eq!(value(&workbook, "Summary!B8").plain(), "n/a");
    let shown = workbook.display_text(workbook.cell("Summary!B79").unwrap(), Language::Japanese);
    assert!(shown.starts_with("計上される便益がありません"), "{shown}");
}

#[test]
fn forty_scenarios_are_compared() {
    let mut workbook = workbook(&[]);
    let first = workbook.scenarios()[0].clone();
    for place in 0..36 {
        let mut scenario = first.clone();
        scenario.id = format!("further-{place}");
        scenario.values.insert("discountRate".into(), format!("{}%", place + 1));
        Edit::AddScenario(scenario).apply(&mut workbook).unwrap();
    }
    let compared = tandem_core::analysis::compare_scenarios(&workbook, Language::English).unwrap();
    assert_eq!(compared.len(), 40);
    let place = workbook.outcomes().iter().position(|outcome| outcome.name == "npv").unwrap();
    let mut texts: Vec<&String> = compared.iter().map(|scenario| &scenario.texts[place]).collect();
    texts.dedup();
    assert!(texts.len() > 20, "the rates differ: {texts:?}");
    // The expected scenario is the workbook as it is; the others say by how much they differ.
    assert_eq!(compared[1].changes[place], None);
    assert!(compared[0].changes[place].as_deref().is_some_and(|text| text.starts_with('\u{2212}')));
    assert!(compared[2].changes[place].as_deref().is_some_and(|text| text.starts_with('+')));
}
