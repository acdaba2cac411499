//! Sentences of a calculator in a page of somebody else.

use super::messages;

messages! {
    /// Sentences of a calculator in a page of somebody else.
    EmbedMessages {
        bad_setting: "{name}: “{value}” has no meaning here. Possible are {choices}.", "{name}：「{value}」は指定できません。指定できる値は {choices} です。";
        unknown_input: "{name}: there is no such input. The inputs are {known}.", "{name}：この入力項目はありません。入力項目は {known} です。";
        no_formula: "{name}: a formula can't be entered from outside. Give its value.", "{name}：外部から数式は入力できません。値を指定してください。";
        no_option: "{name}: “{text}” is none of {options}.", "{name}：「{text}」は選択肢（{options}）にありません。";
        no_switch: "{name}: “{text}” is neither true nor false.", "{name}：「{text}」は true でも false でもありません。";
        refused: "{name}: {reason}", "{name}：{reason}";
        not_entered: "From the address of this page, this could not be taken; the rest is as asked for:", "このページのアドレスのうち、次の項目は反映できませんでした。ほかの項目は指定どおりです。";
        inputs: "Inputs", "入力";
        outcomes: "Outcomes", "結果";
        reset: "Reset", "リセット";
        not_kept: "Entries stay in this page and are not saved.", "入力内容はこのページの中だけで使われ、保存されません。";
        not_keepable: "Entries can't be saved here: the browser gives this frame no storage.", "このフレームではブラウザーの保存領域が使えないため、入力内容を保存できません。";
        read_only: "For reading only.", "閲覧専用です。";
        no_print: "This frame may not print: its page has to allow it (allow-modals).", "このフレームでは印刷できません。ページ側での許可（allow-modals）が必要です。";
        no_message: "This message is not understood: {reason}", "このメッセージは解釈できません：{reason}";
        no_look: "--tandem-{name}: “{value}” can't be used here.", "--tandem-{name}：「{value}」はここでは使えません。";
        nothing_there: "This calculator has neither inputs nor outcomes to show here.", "この計算ツールには、ここに表示できる入力や結果がありません。";
    }
}
