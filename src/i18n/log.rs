//! Sentences of the log of decision records.

use super::messages;

messages! {
    /// Sentences of the log of decision records.
    LogMessages {
        heading: "Decision log", "意思決定ログ";
        lead: "The decision records of every workbook in this browser, computed with today’s figures.", "このブラウザーにあるすべてのワークブックの意思決定記録を、現在の数値で一覧します。";
        reading: "Reading {done} of {count} workbooks…", "ワークブックを読み込み中（{done}/{count}）…";
        counted: "Records: {count}. Need attention: {pressing}.", "記録{count}件、うち要対応{pressing}件";
        found: "{shown} of {count} records shown. Need attention: {pressing}.", "{count}件中{shown}件を表示、うち要対応{pressing}件";
        found_near: "Nothing says exactly “{search}”. {shown} of {count} records with similar words. Need attention: {pressing}.", "「{search}」に完全一致する語はありません。似た語を含む記録を{count}件中{shown}件表示、うち要対応{pressing}件";
        nothing_shown: "No record matches this filter.", "この条件に当てはまる記録はありません。";
        not_read: "Workbooks that can’t be read, so that their records are missing here: {count}", "読み取れないワークブックが{count}件あり、その記録はここに含まれていません。";
        whose: "Owner", "担当者";
        anyone: "Anyone", "全員";
        layout: "Shown as", "表示形式";
        table: "Table", "表";
        timeline: "Timeline", "時系列";
        today: "Today", "本日";
        no_days: "Nothing was accepted, reviewed or planned yet.", "承認・見直し・見直し予定はまだありません。";
        reviewed: "Reviewed: {verdict}", "見直し済み：{verdict}";
        review_due: "Review due", "見直し期日";
        review_overdue: "Review overdue", "見直し期限超過";
        markdown_hint: "Download every record as Markdown (MADR)", "すべての記録をMarkdown（MADR）でダウンロード";
        json_hint: "Download every record as JSON, with its cells and values", "すべての記録を、セルと値を含むJSONでダウンロード";
        print_hint: "Print what is shown, a row for each record", "表示中の記録を1件1行で印刷";
        printed: "As of {date}", "{date}現在";
        calendar_hint: "Download every day of review as a calendar (.ics)", "すべての見直し日をカレンダー（.ics）でダウンロード";
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
        alarms: "Alarms", "警告";
        broken: "Can’t be computed: {name}", "計算できません：{name}";
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
