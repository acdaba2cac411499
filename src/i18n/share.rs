//! Sentences of links that hold a workbook.

use super::messages;

messages! {
    /// Sentences of links that hold a workbook.
    ShareMessages {
        heading: "A copy of a workbook", "ワークブックのコピー";
        intro: "This link holds the workbook itself. Nothing of it has been computed or saved yet. Opening it makes a copy of your own in this browser; your other workbooks stay as they are.", "このリンクにはワークブックそのものが入っています。まだ計算も保存もされていません。開くと、このブラウザーに自分用のコピーが作成されます。ほかのワークブックには影響しません。";
        title: "Title", "タイトル";
        untitled: "Without a title", "無題";
        pages: "Pages ({count})", "ページ（{count}）";
        inputs: "Inputs", "入力";
        records: "Decision records", "意思決定の記録";
        size: "Size", "サイズ";
        kilobytes: "about {size} kB", "約 {size} kB";
        made: "Link made on", "リンク作成日";
        unknown_day: "not told", "記載なし";
        open_copy: "Open a copy", "コピーを開く";
        unreadable: "This link can't be opened", "このリンクは開けません";
        stays: "Nothing was changed.", "何も変更されていません。";
        copy_heading: "Link to a copy", "コピーへのリンク";
        copy_hint: "The link holds the whole workbook as it is now. Whoever has it can read everything in it; nothing is uploaded. Later changes are not in it.", "リンクには現在のワークブック全体が入ります。リンクを受け取った人は内容をすべて読めます。アップロードはされず、今後の変更は反映されません。";
        party_hint: "One party looks at the moment: the link holds what that party may keep.", "現在は一つの当事者の表示になっています。リンクには、その当事者に渡せる内容だけが入ります。";
        anonymise: "Anonymised: names replaced, amounts rounded, notes and sources left out", "匿名化する（名前を置き換え、金額を丸め、メモと出典を除く）";
        replaced: "Replaced: {names}. Names that stand elsewhere in the workbook stay: open the link and look through the copy before you send it.", "置き換える名前：{names}。それ以外の場所にある名前はそのまま残ります。送る前にリンクを開き、コピーの内容をご確認ください。";
        between_names: ", ", "、";
        no_names: "This workbook names no parties, so no name would be replaced. Make an anonymised copy with a list of names of your own, and share that.", "このワークブックには当事者の名前が登録されていないため、置き換えられる名前がありません。置き換える名前を指定して匿名化したコピーを作成し、それを共有してください。";
        link: "Link", "リンク";
        length: "{count} characters. Mail and chat may cut a link of more than about 8,000; then send the file.", "{count} 文字。約 8,000 文字を超えるリンクは、メールやチャットで途中で切れることがあります。その場合はファイルを送ってください。";
        copy: "Copy the link", "リンクをコピー";
        copied: "The link was copied.", "リンクをコピーしました。";
        not_copied: "The browser did not allow copying. The link is selected: copy it with Ctrl+C or ⌘C.", "ブラウザーがコピーを許可しませんでした。リンクを選択してあるので、Ctrl+C または ⌘C でコピーしてください。";
    }
}
