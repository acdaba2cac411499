//! Sentences of the import of figures.

use super::messages;

messages! {
    /// Sentences of the import of figures.
    ImportMessages {
        open: "Import {title}…", "{title}を取り込む…";
        heading: "Import {title}", "{title}の取り込み";
        hint: "One figure on each row (partner, KPI, period, value), or partners down and KPIs across. Names match in English and Japanese, in full and half width.", "1行に1件（パートナー、KPI、期間、値）、またはパートナーを縦、KPIを横に並べた表を読み取ります。日本語・英語、全角・半角のどちらの名称でも照合します。";
        paste: "Paste a table or CSV here", "表またはCSVをここに貼り付け";
        file: "Open a CSV file…", "CSVファイルを開く…";
        period: "Period of figures that name none", "期間のない値の対象期間";
        unread: "No row says what the columns are. Name partner, KPI and value in the first row, or KPIs above their columns.", "列の内容を判別できません。先頭行に「パートナー」「KPI」「値」、または各列のKPI名を記入してください。";
        too_long: "The text is too long for a scorecard.", "取り込める量を超えています。";
        to_write: "To be written", "書き込む値";
        count_to_write: "{count} to be written", "書き込む値 {count} 件";
        count_problems: "{count} not matched", "照合できない値 {count} 件";
        nothing: "Nothing is to be written.", "書き込む値はありません。";
        problems: "Not matched", "照合できない値";
        kept: "{unchanged} as they stand already, {empty} empty", "変更なし {unchanged} 件、空欄 {empty} 件";
        added: "Rows added: {count}", "追加する行：{count}";
        more: "and {count} more", "ほか{count}件";
        more_in_file: "and {count} more, all of them in the CSV", "ほか{count}件（すべてCSVに含まれます）";
        row: "Row", "行";
        partner: "Partner", "パートナー";
        kpi: "KPI", "KPI";
        of_period: "Period", "期間";
        value: "Value", "値";
        before: "Now", "現在";
        after: "New", "取込後";
        reason: "Reason", "理由";
        alike: "Did you mean", "候補";
        mean: "Take it as {name}", "「{name}」として取り込む";
        save_left: "Save as CSV", "CSVで保存";
        left_name: "{title} not matched", "{title} 照合できない値";
        cancel: "Cancel", "キャンセル";
        write: "Write {count}", "{count}件を書き込む";
        written: "Figures written: {count}. Undo takes them back.", "{count}件の値を書き込みました。「元に戻す」で取り消せます。";
        unreadable: "The file can’t be read: {reason}", "ファイルを読み取れません：{reason}";
    }
}
