//! Sentences of Home.

use super::messages;

messages! {
    /// Sentences of the gallery, of recent workbooks and of opening files.
    HomeMessages {
        heading: "What do you want to work out with your partner?", "パートナーと何を検討しますか";
        lead: "Pick a model, enter the customer’s own numbers, and see what each side gains. Every figure shows how it was reached.",
            "モデルを選んでお客様の数字を入力すると、双方の成果がその場でわかります。どの数値も計算の根拠を確認できます。";
        open_file: "Open a file", "ファイルを開く";
        drop_hint: "or drop a .tandem.json, .xlsx or .csv anywhere", ".tandem.json、.xlsx、.csv はどこにドロップしても開けます";
        drop_here: "Drop the file to open it", "ここにドロップして開く";
        recent: "Continue", "続きから";
        show_all: "Show all {count}", "すべて表示（{count}件）";
        in_tab: "Only in this tab: open it and download a copy", "このタブにのみ存在します。開いてコピーをダウンロードしてください";
        unreadable: "Can’t be read: open to see why", "読み取れません。開くと理由を確認できます";
        download_named: "Download “{title}”", "「{title}」をダウンロード";
        delete_named: "Delete “{title}”", "「{title}」を削除";
        alarm: "{meaning}: {name}", "{meaning}：{name}";
        alarms: "{meaning}: {name}, and {count} more", "{meaning}：{name}、ほか{count}件";
        broken: "Can’t be computed: {name}", "計算できません：{name}";
        broken_more: "Can’t be computed: {name}, and {count} more", "計算できません：{name}、ほか{count}件";
        overdue: "Review overdue since {date}", "見直し期限超過：{date}";
        templates: "Start from a template", "テンプレートから始める";
        search: "Search templates", "テンプレートを検索";
        found: "Templates found: {count}", "{count}件のテンプレートが見つかりました";
        nothing_found: "No template matches “{search}”. Try a shorter word, in English or Japanese.",
            "「{search}」に一致するテンプレートはありません。短い語句でお試しください（英語・日本語に対応）。";
        calculators: "Calculate value together", "価値を一緒に計算する";
        calculators_detail: "Returns, shares and payback, exact to the last cent", "収益率、配分、回収期間を端数まで正確に";
        scorecards: "Score a partnership", "パートナーシップを評価する";
        scorecards_detail: "Weighted metrics, health and tiers", "重み付き指標、健全度、ランク";
        registers: "Start from nothing", "白紙から始める";
        registers_detail: "A model, list or register of your own", "独自のモデル、一覧、台帳";
        records: "Write a decision down", "意思決定を記録する";
        records_detail: "Owners, triggers and review dates beside the figures", "責任者、見直し条件、レビュー日を数値とともに";
        figures: "Results it gives", "算出される指標";
        start: "Start", "作成する";
        promise: "Everything stays in this browser. No account, no server, nothing is sent anywhere.",
            "データはすべてこのブラウザー内に保存されます。アカウントもサーバーも不要で、外部への送信は一切ありません。";
        opening: "Opening “{file}”…", "「{file}」を開いています…";
        too_large: "“{file}” is larger than a workbook can be (256 MB).", "「{file}」はワークブックの上限（256 MB）を超えています。";
    }
}
