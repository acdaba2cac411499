//! What an investment returns, when it is paid back, and how adoption grows.

use tandem_core::cell::column_name;
use tandem_core::formula::Node;

use super::Call;

/// Flows in one row or one column of cells.
struct Flows<'a> {
    text: &'a str,
    /// The function that counts along them.
    place: &'static str,
}

impl Flows<'_> {
    /// How many periods each flow is after the first.
    fn periods(&self) -> String {
        format!("({place}({text})-MIN({place}({text})))", place = self.place, text = self.text)
    }

    /// The sum of the flows up to each, or up to the one before each.
    fn balance(&self, flow: &str, comparison: &str) -> String {
        let (place, text) = (self.place, self.text);
        if place == "COLUMN" {
            format!("MMULT({flow},--(TRANSPOSE(COLUMN({text})){comparison}COLUMN({text})))")
        } else {
            format!("MMULT(--(TRANSPOSE(ROW({text})){comparison}ROW({text})),{flow})")
        }
    }
}

impl Call<'_> {
    /// Benefits and costs, beside any operator.
    fn returned(&self) -> Option<(String, String)> {
        let [benefits, costs] = [0, 1].map(|index| self.text(index).map(|text| format!("({text})")));
        Some((benefits?, costs?))
    }

    pub(super) fn roi(&self) -> Option<String> {
        let (benefits, costs) = self.returned()?;
        Some(format!("IF({costs}>0,({benefits}-{costs})/{costs},NA())"))
    }

    pub(super) fn roi_ratio(&self) -> Option<String> {
        let (benefits, costs) = self.returned()?;
        Some(format!("IF({costs}>0,{benefits}/{costs},NA())"))
    }

    fn flows(&self, index: usize) -> Option<Flows<'_>> {
        let area = self.area(index)?;
        let place = match (area.rows(), area.columns()) {
            (1, _) => "COLUMN",
            (_, 1) => "ROW",
            _ => return None,
        };
        Some(Flows { text: self.text(index)?, place })
    }

    /// A gap in the flows is a period without one, so that NPV, which skips it, would be another figure. A rate of -100 % or less is
    /// #NUM!, as the root of -1 is.
    pub(super) fn present_value(&self) -> Option<String> {
        let (rate, flows) = (self.text(0)?, self.flows(1)?);
        let (text, periods) = (flows.text, flows.periods());
        Some(format!("IF(({rate})>-1,SUMPRODUCT({text},(1+({rate}))^-{periods}),SQRT(-1))"))
    }

    /// Where the balance comes back from below zero, the time within the period; the first or the last such time. What is less than
    /// a million millionth of the largest flow is the rounding of binary sums.
    pub(super) fn payback(&self) -> Option<String> {
        let flows = self.flows(0)?;
        let last = match self.text(2) {
            None => false,
            Some(text) if self.constant(2).is_some() && text == "1" => false,
            Some(text) if self.constant(2).is_some() && text == "2" => true,
            Some(_) => return None,
        };
        let rate = self.operand(1).filter(|_| self.constant(1).is_none_or(|rate| !rate.is_zero()));
        if !self.is_single(1) {
            return None;
        }
        let (text, place) = (flows.text, flows.place);
        let filled = format!("IF({text}=\"\",0,{text})");
        let flow = match &rate {
            Some(rate) => format!("({filled}/(1+{rate})^{})", flows.periods()),
            None => format!("({filled}+0)"),
        };
        let nothing = format!("-1E-12*MAX({text},-MIN({text}))");
        let (balance, before) = (flows.balance(&flow, "<="), flows.balance(&flow, "<"));
        let times = format!(
            "IF(({balance}>={nothing})*({before}<{nothing}),{place}({text})-MIN({place}({text}))-1-{before}/{flow})"
        );
        let found = if last {
            format!("IF(SUM({flow})<{nothing},\"never\",MAX({times}))")
        } else {
            format!("IF(COUNT({times})=0,\"never\",MIN({times}))")
        };
        let found = format!("IF(MIN({balance})>={nothing},0,{found})");
        Some(match rate {
            Some(rate) if self.constant(1).is_none() => format!("IF({rate}>-1,{found},SQRT(-1))"),
            _ => found,
        })
    }

    /// The periods counted from one, when their number stands in the formula as a number.
    fn counted(&self, index: usize) -> Option<String> {
        let (Node::Number { .. } | Node::Constant(_)) = self.node(index) else { return None };
        let count: u32 = self.text(index)?.parse().ok().filter(|count| (1..=16_384).contains(count))?;
        Some(format!("COLUMN($A$1:${}$1)", column_name(count.saturating_sub(1))))
    }

    pub(super) fn ramp(&self) -> Option<String> {
        let (shape, periods, period) = (self.text(0)?, self.text(1)?, self.counted(1)?);
        let whole = |text: &str| {
            if text.bytes().all(|byte| byte.is_ascii_digit()) { text.to_owned() } else { format!("TRUNC({text})") }
        };
        let start = self.text(2).map_or_else(|| "1".to_owned(), whole);
        let end = self.text(3).map_or_else(|| periods.to_owned(), whole);
        let full = self.text(4).map_or_else(|| "1".to_owned(), |full| format!("({full})"));
        let way = format!("(({period}-{start}+1)/({end}-{start}+1))");
        let share = format!(
            "IF(TRIM({shape})=\"linear\",{way},IF(TRIM({shape})=\"s-curve\",{way}*{way}*(3-2*{way}),IF(TRIM({shape})=\"step\",1,VALUE(\"\"))))"
        );
        Some(format!("IF({period}<{start},0,IF({period}>={end},{full},{full}*{share}))"))
    }
}
