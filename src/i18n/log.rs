//! Sentences of the log of decision records.

use super::messages;

messages! {
    /// Sentences of the log of decision records.
    LogMessages {
        heading: "Decision log", "意思決定ログ";
        lead: "The decision records of every workbook in this browser, computed with today’s figures.", "このブラウザーにあるすべてのワークブックの意思決定記録を、現在の数値で一覧します。";
        reading: "Reading {done} of {count} workbooks…", "ワークブックを読み込み中（{done}/{count}）…";
        counted: "{count} records, {pressing} need attention", "{count}件の記録、うち要対応{pressing}件";
        found: "{count} records found", "{count}件見つかりました";
        nothing_found: "No record is found for “{search}”.", "「{search}」に一致する記録はありません。";
        search: "Search in records", "記録を検索";
        shown: "Shown", "表示対象";
        every: "All", "すべて";
        pressing: "Need attention", "要対応";
        record: "Decision", "意思決定";
        status: "Status", "状態";
        owner: "Decided by", "意思決定者";
        next_review: "Next review", "次回の見直し";
        overdue: "Overdue: {date}", "期限超過：{date}";
        tripped: "Tripped triggers", "発動した条件";
        quiet: "None", "なし";
        no_review: "None planned", "予定なし";
        workbook: "Workbook", "ワークブック";
        calibration: "How decisions turned out", "意思決定の結果";
        calibration_hint: "Last review of each record, by how sure those who decided were.", "各記録の直近の見直し結果を、決定時の確信度別に集計しています。";
        confidence: "Confidence", "確信度";
        unsaid: "Not said", "未記入";
        to_log: "Decision log", "意思決定ログ";
        begin: "Begin a decision record", "意思決定記録を作成";
    }
}
