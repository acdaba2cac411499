//! Sentences of the questions about an outcome.

use super::messages;

messages! {
    /// Sentences of the questions about an outcome.
    ExploreMessages {
        heading: "What if", "もしも分析";
        of: "Outcome", "対象の結果";
        drivers: "What moves it", "影響の大きい要因";
        pair: "Two inputs", "2つの入力の組み合わせ";
        chance: "How likely", "確率";
        break_even: "Break-even", "損益分岐";
        drivers_hint: "Each input goes from its low to its high end while the others stay; a range that does not hold the present value goes along with it. Every figure is computed exactly.", "各入力を下限から上限まで動かし、ほかの入力は固定します。現在値を含まない範囲は、現在値に合わせて移します。すべて厳密に計算した値です。";
        drivers_title: "{outcome}: change from {now}", "{outcome}：現在値 {now} からの増減";
        at_low: "At the low end", "下限の場合";
        at_high: "At the high end", "上限の場合";
        no_ranges: "No input states a low and a high end yet. Give some inputs a plausible range first.", "下限と上限が設定された入力がありません。先に、想定される範囲を入力に設定してください。";
        no_number: "This outcome is no number at the moment.", "この結果は現在、数値ではありません。";
        pair_hint: "The outcome for every pair of values of two inputs. The deeper the shade, the further from zero.", "2つの入力の値を組み合わせた場合の結果です。色が濃いほどゼロから離れています。";
        pair_title: "{outcome}, by {down} and {across}", "{outcome}（{down} × {across}）";
        down: "Down the side", "縦軸";
        across: "Along the top", "横軸";
        needs_two: "Choose two different inputs.", "異なる2つの入力を選択してください。";
        chance_hint: "10,000 runs: every input with a range is drawn between its ends, most often near its present value; a range that does not hold that value goes along with it. The same seed gives the same result.", "1万回試行します。範囲のある入力を上下限の間で、現在値に近いほど高い頻度で抽出します。現在値を含まない範囲は、現在値に合わせて移します。シードが同じなら結果も同じです。";
        chance_title: "{outcome} over 10,000 runs", "{outcome}（1万回の試行）";
        goal_at_least: "At least", "目標（以上）";
        goal_at_most: "At most", "目標（以下）";
        chance_at_least: "{chance} of the runs reach {goal} or more.", "全試行のうち {chance} が {goal} 以上になりました。";
        chance_at_most: "{chance} of the runs stay at {goal} or below.", "全試行のうち {chance} が {goal} 以下になりました。";
        seed: "Seed", "シード";
        bad_seed: "The seed is a whole number, such as 2026.", "シードには 2026 のような整数を入力してください。";
        run: "Simulate", "試行する";
        running: "Progress of the simulation", "試行の進み具合";
        cancel: "Stop", "中止";
        old: "The workbook has changed since: simulate again.", "ワークブックが変更されています。もう一度試行してください。";
        runs: "Runs", "回数";
        p10: "P10 (one in ten lies below)", "P10（下位10%）";
        p50: "P50 (the middle)", "P50（中央）";
        p90: "P90 (one in ten lies above)", "P90（上位10%）";
        mean: "Mean", "平均";
        failed: "Runs without a number", "数値にならなかった試行";
        break_even_hint: "How far each input may go on its own until the outcome meets the threshold.", "結果がしきい値に達するまで、各入力を単独でどこまで動かせるかを示します。";
        threshold: "Threshold", "しきい値";
        not_a_number: "The threshold is a number, such as 0 or 12%.", "しきい値には 0 や 12% のような数値を入力してください。";
        never_met: "Never met: between {least} and {greatest}", "達しません（{least} ～ {greatest} の間）";
        jumps: "Passes it in a jump at {input}: from {before} to {after}", "{input} で {before} から {after} に飛び越えます";
        unrelated: "Changes nothing here", "この結果には影響しません";
        input: "Input", "入力";
        at: "Break-even at", "分岐点";
        margin: "Distance", "現在値からの余裕";
    }
}
