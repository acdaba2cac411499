//! What was not kept on the way to a file or back, as values with sentences in both languages.

use tandem_core::text::{Language, Text};

use crate::limits::MAX_EXAMPLES;

/// Declares [`LossKind`] with, per variant, its sentence in both languages. `{what}` is filled with names, `{count}` with how often.
macro_rules! losses {
    ($($variant:ident => $en:literal, $ja:literal;)+) => {
        /// What was not kept.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum LossKind {
            $(#[doc = $en] $variant,)+
        }

        impl LossKind {
            /// The sentence, with places for names and a count.
            #[must_use]
            pub const fn text(self) -> Text {
                match self { $(Self::$variant => Text::new($en, $ja),)+ }
            }
        }
    };
}

losses! {
    OwnFunction => "Formulas with functions that Excel does not have are written as their values ({what}): {count}.", "Excel にない関数を含む数式は値として書き出します（{what}）：{count}件。";
    LargeFormula => "Formulas that are too long or too deeply nested for Excel are written as their values: {count}.", "Excel には長すぎる、または入れ子が深すぎる数式は値として書き出します：{count}件。";
    ManyDigits => "Numbers with more digits than Excel keeps (15 to 17) are written rounded: {count}.", "Excel が保持できる桁数（15〜17桁）を超える数値は丸めて書き出します：{count}件。";
    Circle => "Formulas that depend on themselves make Excel warn of a circular reference: {count}.", "自分自身に依存する数式があるため、Excel で循環参照の警告が表示されます：{count}件。";
    RefusedName => "Names that Excel does not allow are left out ({what}).", "Excel で使えない名前は書き出しません（{what}）。";
    RefusedSheetName => "Sheets get another name, because Excel does not allow theirs ({what}).", "Excel で使えないシート名は変更します（{what}）。";
    Presentation => "Controls, outcomes, charts, scenarios, parties and translated labels have no place in an .xlsx file; download a copy as .tandem.json to keep them.", "入力項目、成果指標、グラフ、シナリオ、関係者、ラベルの訳は .xlsx には保存できません。残すには .tandem.json 形式でもダウンロードしてください。";
    RefusedRule => "Rules for what may be typed that Excel does not allow are left out: {count}.", "Excel で使えない入力規則は書き出しません：{count}件。";
    ConditionalFormats => "Conditional formats that Excel can’t show in the same way are left out or simplified: {count}.", "Excel で同じように表示できない条件付き書式は、省略または簡略化して書き出します：{count}件。";
    Filters => "Filter conditions that Excel files can’t hold are left out; the rows that they hide stay hidden: {count}.", "Excel 形式に保存できないフィルター条件は書き出しません（非表示の行はそのままです）：{count}件。";
    Evidence => "Sources, dates and confidence of inputs are not kept.", "入力値の出典・日付・確度は保存されません。";
    Internal => "Rows and sheets that Present leaves out are written like all others.", "プレゼン表示で省略する行やシートも、通常どおり書き出します。";
    UnknownFunction => "Formulas with functions that Tandem does not have were replaced by their values ({what}): {count}.", "Tandem にない関数を含む数式は値に置き換えました（{what}）：{count}件。";
    ExternalFormula => "Formulas that read other workbooks were replaced by their values: {count}.", "他のブックを参照する数式は値に置き換えました：{count}件。";
    TableFormula => "Formulas with table references that can't be resolved were replaced by their values: {count}.", "解決できないテーブル参照を含む数式は値に置き換えました：{count}件。";
    UnreadFormula => "Formulas that Tandem can't read were replaced by their values: {count}.", "Tandem で解釈できない数式は値に置き換えました：{count}件。";
    OtherResult => "Formulas whose result here differs from the one in the file: {count}.", "計算結果がファイルに保存された値と異なる数式：{count}件。";
    Macros => "Macros were left out; they are never run.", "マクロは取り込みません（実行されることもありません）。";
    Drawings => "Charts, pictures and shapes were left out.", "グラフ、画像、図形は取り込みません。";
    Pivots => "Pivot tables are plain cells now.", "ピボットテーブルは通常のセルになります。";
    Tables => "Tables are plain cells now: {count}.", "テーブルは通常のセル範囲になります：{count}件。";
    Links => "Links in cells were left out; their texts stay.", "セルのハイパーリンクは取り込みません（文字列は残ります）。";
    Protection => "Protection of sheets or of the workbook was left out.", "シートやブックの保護は取り込みません。";
    RichText => "Formats of parts of a text were left out: {count}.", "文字列の一部に設定された書式は取り込みません：{count}件。";
    Looks => "Colours, borders, fonts or other formats that Tandem does not have were left out.", "Tandem にない色、罫線、フォントなどの書式は取り込みません。";
    NumberFormats => "Number formats that Tandem can't read became General ({what}).", "Tandem で解釈できない表示形式は「標準」にしました（{what}）。";
    Numbers => "Numbers outside of what an exact decimal can hold became texts: {count}.", "正確な十進数で表せない数値は文字列にしました：{count}件。";
    LongTexts => "Texts that are longer than a cell can hold were cut: {count}.", "セルに入る長さを超える文字列は切り詰めました：{count}件。";
    UnreadConditionalFormats => "Conditional formats that Tandem does not have were left out or simplified: {count}.", "Tandem にない条件付き書式は、省略または簡略化しました：{count}件。";
    UnreadFilters => "Filter conditions that Tandem does not have were left out; the rows that they hide stay hidden: {count}.", "Tandem にないフィルター条件は取り込みません（非表示の行はそのままです）：{count}件。";
    FilteredRows => "Filters that hide other rows here than in the file: {count}.", "ファイルと異なる行を非表示にするフィルター：{count}件。";
    Names => "Names that Tandem does not read were left out ({what}).", "Tandem で扱えない名前は取り込みません（{what}）。";
    ChartSheets => "Sheets that hold only a chart or a dialog were left out ({what}).", "グラフシートやダイアログシートは取り込みません（{what}）。";
    Dates1904 => "The file counts dates from 1904; dates in cells were moved to the usual count, formulas with date numbers were not.", "このファイルは1904年から日付を数えています。セルの日付は通常の方式に変換しましたが、数式内の日付の数値は変換していません。";
    OtherParts => "Parts of the file that Tandem does not read were left out ({what}).", "Tandem で扱えない要素は取り込みません（{what}）。";
}

/// One thing that was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What.
    pub kind: LossKind,
    /// How often.
    pub count: usize,
    /// Names of what it concerns, each once: functions, names, sheets.
    pub names: Vec<String>,
    /// The first places, such as `Sheet1!B2`.
    pub places: Vec<String>,
}

impl Loss {
    /// The sentence with names and count.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let names: Vec<&str> = self.names.iter().take(MAX_EXAMPLES).map(String::as_str).collect();
        let more = if self.names.len() > names.len() { "…" } else { "" };
        let what = format!("{}{more}", names.join(punctuation(language).0));
        self.kind.text().get(language).replace("{count}", &self.count.to_string()).replace("{what}", &what)
    }

    /// The sentence, with names, count and the first places.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let (separator, opening, closing) = punctuation(language);
        let mut text = self.sentence(language);
        if !self.places.is_empty() {
            let more = if self.count > self.places.len() { "…" } else { "" };
            text.push_str(opening);
            text.push_str(&self.places.join(separator));
            text.push_str(more);
            text.push_str(closing);
        }
        text
    }
}

/// What stands between the items of a list, and around one.
const fn punctuation(language: Language) -> (&'static str, &'static str, &'static str) {
    match language {
        Language::English => (", ", " (", ")"),
        Language::Japanese => ("、", "（", "）"),
    }
}

/// What was not kept on the way to a file or back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    losses: Vec<Loss>,
}

impl Report {
    /// Everything that was not kept, in the order of the kinds.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Whether everything was kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.losses.is_empty()
    }

    /// One sentence for each loss.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        self.losses.iter().map(|loss| loss.text(language)).collect()
    }

    /// Notes a loss.
    pub(crate) fn note(&mut self, kind: LossKind) {
        self.entry(kind);
    }

    /// Notes a loss at a place.
    pub(crate) fn at(&mut self, kind: LossKind, place: impl FnOnce() -> String) {
        let loss = self.entry(kind);
        if loss.places.len() < MAX_EXAMPLES {
            loss.places.push(place());
        }
    }

    /// Notes a loss of something with a name.
    pub(crate) fn named(&mut self, kind: LossKind, name: &str) {
        push_once(&mut self.entry(kind).names, name);
    }

    /// Notes a loss at a place that several names have part in.
    pub(crate) fn named_at<'a>(
        &mut self,
        kind: LossKind,
        names: impl IntoIterator<Item = &'a str>,
        place: impl FnOnce() -> String,
    ) {
        self.at(kind, place);
        if let Some(loss) = self.losses.iter_mut().find(|loss| loss.kind == kind) {
            for name in names {
                push_once(&mut loss.names, name);
            }
        }
    }

    fn entry(&mut self, kind: LossKind) -> &mut Loss {
        let index = match self.losses.binary_search_by_key(&kind, |loss| loss.kind) {
            Ok(index) => index,
            Err(index) => {
                self.losses.insert(index, Loss { kind, count: 0, names: Vec::new(), places: Vec::new() });
                index
            }
        };
        #[expect(clippy::indexing_slicing, reason = "the entry was found or inserted at this place")]
        let loss = &mut self.losses[index];
        loss.count += 1;
        loss
    }
}

fn push_once(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_one_sentence_with_its_first_places() {
        let mut report = Report::default();
        for row in 1..8 {
            report.named_at(LossKind::OwnFunction, ["PAYBACK", "IRRS"], || format!("Sheet1!A{row}"));
        }
        report.note(LossKind::Presentation);
        let lines = report.lines(Language::English);
        assert_eq!(lines.len(), 2);
        assert_eq!(
            lines[0],
            "Formulas with functions that Excel does not have are written as their values (PAYBACK, IRRS): 7. \
             (Sheet1!A1, Sheet1!A2, Sheet1!A3, Sheet1!A4, Sheet1!A5…)"
        );
        assert!(report.lines(Language::Japanese)[0].contains("PAYBACK、IRRS"));
    }
}
