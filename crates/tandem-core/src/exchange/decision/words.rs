//! The headings and labels of records in Markdown. They are written in one language and read in both.

use crate::text::{Language, Text};

/// The key of front matter that says that a text has our own form, and which one.
pub(super) const FORM_KEY: &str = "form";
/// The value of [`FORM_KEY`] for one record.
pub(super) const RECORD_FORM: &str = "tandem-record-1";
/// The value of [`FORM_KEY`] for several records.
pub(super) const LOG_FORM: &str = "tandem-log-1";
/// The key of front matter that says which language the headings and texts have.
pub(super) const LANGUAGE_KEY: &str = "language";

// The sections of MADR 4.
pub(super) const CONTEXT: Text = Text::new("Context and Problem Statement", "背景と課題");
pub(super) const DRIVERS: Text = Text::new("Decision Drivers", "要因");
pub(super) const OPTIONS: Text = Text::new("Considered Options", "検討した選択肢");
pub(super) const OUTCOME: Text = Text::new("Decision Outcome", "決定");
pub(super) const CONSEQUENCES: Text = Text::new("Consequences", "影響");
pub(super) const CONFIRMATION: Text = Text::new("Confirmation", "次の行動");
pub(super) const PROS_AND_CONS: Text = Text::new("Pros and Cons of the Options", "選択肢の長所と短所");
pub(super) const MORE: Text = Text::new("More Information", "補足情報");

// Sentences within them.
pub(super) const CHOSEN: Text = Text::new("Chosen option: ", "選んだ選択肢: ");
pub(super) const BECAUSE: Text = Text::new(", because ", "。理由: ");
pub(super) const BAD: Text = Text::new("Bad, because ", "短所: ");

// Sections of our own.
pub(super) const ENTRIES: Text = Text::new("Record", "記録の項目");
pub(super) const OPTION_FIGURES: Text = Text::new("Figures of the Options", "選択肢の数値");
pub(super) const METRICS: Text = Text::new("Metrics", "成果指標");
pub(super) const DRIVER_FIGURES: Text = Text::new("Figures of the Drivers", "要因の数値");
pub(super) const CONDITIONS: Text = Text::new("Stop and Escalation Conditions", "中止・上位判断の条件");
pub(super) const CRITERIA: Text = Text::new("Criteria", "評価基準");
pub(super) const TRADE_OFF: Text = Text::new("Trade-off", "トレードオフ");
pub(super) const OTHER_CELLS: Text = Text::new("Other Cells", "その他のセル");
pub(super) const REVIEWS: Text = Text::new("Reviews", "見直し");
pub(super) const RELATED: Text = Text::new("Related Records", "関連する記録");
pub(super) const SNAPSHOT: Text = Text::new("Figures at Acceptance", "承認時の数値");
pub(super) const KEPT: Text = Text::new("Earlier Revisions, Formats and Notes", "以前の版・表示形式・メモ");
pub(super) const OTHER_LANGUAGE: Text = Text::new("Texts in Japanese", "英語の文章");

// Columns of their tables.
pub(super) const ENTRY: Text = Text::new("Entry", "項目");
pub(super) const CONTENT: Text = Text::new("Content", "内容");
pub(super) const ROW: Text = Text::new("Row", "行");
pub(super) const COLUMN: Text = Text::new("Column", "列");
pub(super) const CELL: Text = Text::new("Cell", "セル");
pub(super) const MEANS: Text = Text::new("Trigger means", "発動時の対応");
pub(super) const OPTION: Text = Text::new("Option", "選択肢");
pub(super) const SHARED: [Text; 7] = [
    Text::new("Name", "名称"),
    Text::new("Owner", "責任者"),
    Text::new("Unit", "単位"),
    Text::new("Baseline or weight", "基準値・重み"),
    Text::new("Target", "目標値"),
    Text::new("Current", "現在値"),
    Text::new("Trigger", "発動条件"),
];
pub(super) const DUE: Text = Text::new("Due", "予定日");
pub(super) const HELD: Text = Text::new("Held", "実施日");
pub(super) const BY: Text = Text::new("By", "実施者");
pub(super) const VERDICT: Text = Text::new("Verdict", "判定");
pub(super) const LESSON: Text = Text::new("Lesson", "教訓");
pub(super) const RELATION: Text = Text::new("Relation", "関係");
pub(super) const TITLE: Text = Text::new("Title", "表題");
pub(super) const REFERENCE: Text = Text::new("Read from", "参照元");
pub(super) const REFERENCE_VALUE: Text = Text::new("Its content", "参照元の値");

// Entries of the table of what MADR has no place for.
pub(super) const NUMBER: Text = Text::new("Number", "番号");
pub(super) const ENGLISH_NAME: Text = Text::new("Name in English", "英語名");
pub(super) const KATAKANA_NAME: Text = Text::new("Name in katakana", "カタカナ名");
pub(super) const KANJI_NAME: Text = Text::new("Name in kanji", "漢字名");
pub(super) const REVISION: Text = Text::new("Revision", "版");
pub(super) const CONFIDENCE: Text = Text::new("Confidence", "確信度");
pub(super) const QUALITY: Text = Text::new("Quality", "品質");
pub(super) const SOURCE: Text = Text::new("Source", "出典");
pub(super) const INTERESTS: Text = Text::new("Conflict of interest", "利益相反");
pub(super) const CHOSEN_ID: Text = Text::new("Chosen", "選択");
pub(super) const GAIN: Text = Text::new("What is gained", "重視するもの");
pub(super) const COST: Text = Text::new("What it costs", "その代償");
pub(super) const SNAPSHOT_DAY: Text = Text::new("Accepted with figures of", "承認時の数値の日付");

// Relations to other pages.
pub(super) const SUPERSEDES: Text = Text::new("Supersedes", "置き換える記録");
pub(super) const SUPERSEDED_BY: Text = Text::new("Superseded by", "置き換え先");
pub(super) const LINKED: Text = Text::new("Belongs to it", "関連ページ");

// Metadata as a list, as in MADR 2 and in logs.
pub(super) const STATUS_LABEL: Text = Text::new("Status", "状態");
pub(super) const DATE_LABEL: Text = Text::new("Date", "日付");
pub(super) const DECIDERS_LABEL: Text = Text::new("Decision-makers", "意思決定者");
pub(super) const LOG_TITLE: Text = Text::new("Decision log", "意思決定ログ");

/// Words that stood in texts before they were made those of the interface; they are read for ever.
const FORMER: [(Text, &str); 5] =
    [(DRIVERS, "判断の要因"), (CONFIRMATION, "確認方法"), (METRICS, "指標"), (GAIN, "得るもの"), (COST, "失うもの")];

/// Whether a text is a word in either language, as it is or was.
pub(super) fn is(text: &str, word: Text) -> bool {
    text == word.en || text == word.ja || FORMER.iter().any(|(own, former)| *own == word && text == *former)
}

/// What stands after a beginning in either language.
pub(super) fn after(text: &str, word: Text) -> Option<&str> {
    text.strip_prefix(word.en).or_else(|| text.strip_prefix(word.ja))
}

/// Headings of a table.
pub(super) fn headings(words: &[Text], language: Language) -> Vec<String> {
    words.iter().map(|word| word.get(language).to_owned()).collect()
}
