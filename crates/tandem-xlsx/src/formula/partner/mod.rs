//! Functions that only Tandem has, as formulas of functions that spreadsheets share, where that gives the same values and errors.
//!
//! Every function used here is in Excel 2019 and in LibreOffice. An argument is repeated wherever its value is needed, because LET
//! is newer; what becomes too long is left to its value. Each text is one call, so that it can stand wherever the call stood.

mod returns;
mod scores;
mod shares;
mod tiers;

use rust_decimal::Decimal;
use tandem_core::cell::{Area, CellAddress};
use tandem_core::formula::{BinaryOperator, Formula, Node, NodeId, ReferenceKind, UnaryOperator};
use tandem_core::function;

use super::dynamic::Shapes;

/// Functions that give a number or an error, so that what they give need not be made a number.
const GIVES_NUMBER: &[&str] =
    &["ABS", "AVERAGE", "COUNT", "MAX", "MEDIAN", "MIN", "ROUND", "SUM", "SUMIFS", "SUMPRODUCT"];

/// A rewritten call.
pub(super) struct Rewritten {
    /// The text.
    pub(super) text: String,
    /// Whether it computes with several values at once, so that the formula must be marked as a dynamic array.
    pub(super) is_array: bool,
}

impl Rewritten {
    fn plain(text: String) -> Self {
        Self { text, is_array: false }
    }

    fn array(text: String) -> Self {
        Self { text, is_array: true }
    }
}

/// The call of a function that only Tandem has.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) name: &'static str,
    pub(super) formula: Formula<'a>,
    pub(super) shapes: &'a Shapes,
    /// The cell that the formula stands in.
    pub(super) host: CellAddress,
    /// The arguments.
    pub(super) nodes: &'a [NodeId],
    /// What stands for each argument in the file; nothing for a place left empty.
    pub(super) texts: &'a [String],
    /// Of each argument that is a CHOOSE, its arguments with their texts.
    pub(super) choices: &'a [Option<(&'a [NodeId], Vec<String>)>],
}

impl Call<'_> {
    /// The call as a formula; nothing where it can't be said simply, or not so that it always gives the same.
    pub(super) fn rewrite(&self) -> Option<Rewritten> {
        match self.name {
            "ROI" => self.roi().map(Rewritten::plain),
            "ROIRATIO" => self.roi_ratio().map(Rewritten::plain),
            "PRESENTVALUE" => self.present_value().map(Rewritten::plain),
            "PAYBACK" => self.payback().map(Rewritten::array),
            "RAMP" => self.ramp().map(Rewritten::array),
            "ALLOCATE" => self.allocate().map(Rewritten::array),
            "SCORE" => self.score().map(Rewritten::plain),
            "HEALTH" => self.health().map(Rewritten::plain),
            "SPARK" => self.spark().map(Rewritten::array),
            "WEIGHTED" => self.weighted().map(Rewritten::plain),
            "COVERAGE" => self.coverage().map(Rewritten::plain),
            "TIERAT" => self.tier_at().map(Rewritten::plain),
            "TIERED" => self.tiered().map(Rewritten::plain),
            _ => None,
        }
    }

    fn node(&self, index: usize) -> Node {
        self.nodes.get(index).map_or(Node::Omitted, |node| self.formula.node(*node))
    }

    /// An argument as it was written; nothing when it was left out.
    fn text(&self, index: usize) -> Option<&str> {
        self.texts.get(index).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// An argument that can stand beside any operator.
    fn operand(&self, index: usize) -> Option<String> {
        let text = self.text(index)?;
        let stands_alone = matches!(
            self.node(index),
            Node::Number { .. }
                | Node::Reference(_)
                | Node::Name(_)
                | Node::NameOrFunction(..)
                | Node::Local(_)
                | Node::Call { .. }
        );
        Some(if stands_alone { text.to_owned() } else { format!("({text})") })
    }

    /// An argument that can stand before an operator of comparison or `-` and is a number there, as it is in arithmetic: a blank is
    /// zero, and a text that is none gives an error, where a comparison would take it for larger than every number.
    fn number(&self, index: usize) -> Option<String> {
        let operand = self.operand(index)?;
        Some(if self.is_number(index) { operand } else { format!("{operand}+0") })
    }

    /// Whether an argument can only be a number or an error.
    fn is_number(&self, index: usize) -> bool {
        use BinaryOperator::{Add, Divide, Multiply, Power, Subtract};
        match self.node(index) {
            Node::Number { .. } | Node::Unary(UnaryOperator::Negate | UnaryOperator::Percent, _) => true,
            Node::Binary(operator, _) => matches!(operator, Add | Subtract | Multiply | Divide | Power),
            Node::Call { function, .. } => {
                function::get(function).is_some_and(|function| GIVES_NUMBER.contains(&function.name))
            }
            _ => false,
        }
    }

    /// An argument that stands in the formula as a number.
    fn constant(&self, index: usize) -> Option<Decimal> {
        match self.node(index) {
            Node::Number { mantissa, scale } => Some(Decimal::new(i64::from(mantissa), u32::from(scale))),
            _ => None,
        }
    }

    /// Whether the argument is one value.
    fn is_single(&self, index: usize) -> bool {
        self.nodes.get(index).is_none_or(|node| self.shapes.is_single(*node))
    }

    /// The cells that an argument is.
    fn area(&self, index: usize) -> Option<Area> {
        self.area_of(*self.nodes.get(index)?)
    }

    /// The rectangle of cells that a node is. Whole rows and columns are none: they take too long wherever every cell counts.
    fn area_of(&self, node: NodeId) -> Option<Area> {
        let Node::Reference(index) = self.formula.node(node) else { return None };
        let reference = self.formula.reference(index)?;
        matches!(reference.kind, ReferenceKind::Area | ReferenceKind::Cell).then(|| reference.area(self.host))?
    }
}

#[cfg(test)]
mod tests {
    use tandem_core::cell::{CellAddress, SheetId};

    use crate::formula::{Exported, Outward};

    /// A formula in D5 of the first sheet, where `rate` is a name for one cell and `table` for several.
    fn export(text: &str) -> Exported {
        let names = || ["rate", "table"].into_iter().map(str::to_owned);
        Outward::new(names(), names().take(1)).export(text, CellAddress::new(SheetId(0), 4, 3))
    }

    fn check(text: &str, expect: &str, is_dynamic: bool) {
        assert_eq!(export(text), Exported::Formula { text: expect.to_owned(), is_dynamic }, "{text}");
    }

    #[test]
    fn scores_are_a_middle_value_and_bands_are_comparisons() {
        check("=SCORE(A1,0,200)", "IF(TRIM(A1)=\"\",\"\",MEDIAN(0,100,100*(A1-0)/(200-0)))", false);
        check("=SCORE(A1*2,B1,B2+1,1.2)", "MEDIAN(0,100*1.2,100*((A1*2)-B1)/((B2+1)-B1))", false);
        check("=SCORE(5,0,9,rate)", "IF(rate+0<0,SQRT(-1),MEDIAN(0,100*rate,100*(5-0)/(9-0)))", false);
        check(
            "=HEALTH(A1,60,80)",
            "IF(TRIM(A1)=\"\",\"\",IF(A1+0>=80,\"green\",IF(A1+0>=60,\"yellow\",\"red\")))",
            false,
        );
        check(
            "=HEALTH(-5,B1,MAX(B1,B2))&1",
            "IF(B1+0>MAX(B1,B2),VALUE(\"\"),IF((-5)>=MAX(B1,B2),\"green\",IF((-5)>=B1+0,\"yellow\",\"red\")))&1",
            false,
        );
    }

    #[test]
    fn weighted_means_are_sums_of_products() {
        check(
            "=WEIGHTED(A1:A3,'b 1'!$B$1:$B$3)",
            "IF(SUMPRODUCT(--('b 1'!$B$1:$B$3+0<0))>0,SQRT(-1),SUMPRODUCT(A1:A3,'b 1'!$B$1:$B$3+0)/SUMPRODUCT(ISNUMBER(A1:A3)*'b 1'!$B$1:$B$3))",
            false,
        );
        check(
            "=COVERAGE(A1:C1,A2:C2)",
            "IF(SUMPRODUCT(--(A2:C2+0<0))>0,SQRT(-1),0*SUM(A1:C1)+SUMPRODUCT(ISNUMBER(A1:C1)*A2:C2)/SUMPRODUCT(A2:C2+0))",
            false,
        );
    }

    #[test]
    fn tiers_are_looked_up_or_summed_while_their_limits_rise() {
        let rises = "SUMPRODUCT(--ISNUMBER(1/(MATCH(SMALL($B1:$B2,{2}),$B1:$B2,0)>MATCH(SMALL($B1:$B2,{1}),$B1:$B2,0))))=COUNTA($B1:$B2)-1";
        let fault = "SMALL($B1:$B2,1)+VALUE(\"\")";
        check(
            "=TIERAT(70,$B1:$B2,C$1:C$2)",
            &format!("IF({rises},LOOKUP(2,1/(($B1:$B2<>\"\")*($B1:$B2<=70)),C$1:C$2),{fault})"),
            false,
        );
        check(
            "=TIERED(70,$B1:$B2,C$1:C$2)",
            &format!(
                "IF({rises},IF(($B1<>\"\")*(70>$B1),(MIN(70,$B2)-$B1)*C$1,0)+IF(($B2<>\"\")*(70>$B2),(70-$B2)*C$2,0),{fault})"
            ),
            false,
        );
        check(
            "=TIERAT(A1,CHOOSE(A2,B1,X!B$1),CHOOSE(A2,C1,C2))",
            "IF(ISERROR(A1+0),A1+0,CHOOSE(A2,IF(COUNT(B1)=1,LOOKUP(2,1/((B1<>\"\")*(B1<=A1+0)),C1),SMALL(B1,1)+VALUE(\"\")),IF(COUNT(X!B$1)=1,LOOKUP(2,1/((X!B$1<>\"\")*(X!B$1<=A1+0)),C2),SMALL(X!B$1,1)+VALUE(\"\"))))",
            false,
        );
    }

    #[test]
    fn payback_is_the_first_time_that_the_balance_comes_back() {
        let flow = "(IF(A1:C1=\"\",0,A1:C1)+0)";
        let balance = format!("MMULT({flow},--(TRANSPOSE(COLUMN(A1:C1))<=COLUMN(A1:C1)))");
        let before = balance.replace("<=", "<");
        let nothing = "-1E-12*MAX(A1:C1,-MIN(A1:C1))";
        let times = format!(
            "IF(({balance}>={nothing})*({before}<{nothing}),COLUMN(A1:C1)-MIN(COLUMN(A1:C1))-1-{before}/{flow})"
        );
        check(
            "=PAYBACK(A1:C1)",
            &format!("IF(MIN({balance})>={nothing},0,IF(COUNT({times})=0,\"never\",MIN({times})))"),
            true,
        );
    }

    #[test]
    fn bars_are_letters_of_a_text() {
        let eighths: String = (1..8).map(|eighth| format!("+(8*(A1:C1-0)/((B9*100)-0)>={eighth})")).collect();
        let bar = format!("IF(ISNUMBER(A1:C1),MID(\"▁▂▃▄▅▆▇█\",1{eighths},1),IF(ISERROR(A1:C1),A1:C1,\"·\"))");
        check("=SPARK(A1:C1,0,B9*100)", &format!("IF(0>=(B9*100),VALUE(\"\"),_xlfn.CONCAT({bar}))"), true);
    }

    #[test]
    fn shares_are_whole_units_and_one_more_for_the_largest_remainders() {
        let exact = "ROUND(ABS(A1)*10^0*(B1:C2+0)/SUM((B1:C2+0)),6)";
        let place = format!("(ROUND({exact}-INT({exact}),6)-{{1,2;3,4}}/10^9)");
        let left = format!("ROUND(ABS(A1)*10^0-SUM(INT({exact})),0)");
        let shares = format!("SIGN(A1)*(INT({exact})+IF({left}>0,--({place}>=LARGE({place},MAX(1,{left}))),0))/10^0");
        let is_wrong = "(SUM(--((B1:C2+0)<0))>0)+(SUM((B1:C2+0))<>0)*(ROUND(ABS(A1)*10^0,6)<>ROUND(ABS(A1)*10^0,0))>0";
        check("=ALLOCATE(A1,B1:C2,0)", &format!("IF({is_wrong},SQRT(-1),{shares})"), true);
    }

    #[test]
    fn what_would_not_always_be_the_same_stays_a_value() {
        for text in [
            // Arguments left empty, of several values, of other shapes, and whose cells are not known.
            "=ROI(,5)",
            "=SCORE(,0,100)",
            "=SCORE(A1:A3,0,100)",
            "=SCORE(table,0,100)",
            "=WEIGHTED(A1:A3,B1:B4)",
            "=WEIGHTED(A1,B1)",
            "=WEIGHTED(A:A,B:B)",
            "=COVERAGE(table,B1:B3)",
            "=TIERAT(A1:A3,B1:B3,C1:C3)",
            "=TIERAT(A1,B1:B3,C1:E1)",
            "=TIERED(A1,B1:C3,D1:E3)",
            "=TIERED(A1,B1:B40,C1:C40)",
            "=TIERED(A1,CHOOSE(A2,B1:B3,C1:C3),CHOOSE(A3,B1:B3,C1:C3))",
            "=TIERED(A1,CHOOSE(RAND()*2,B1:B3,C1:C3),CHOOSE(RAND()*2,B1:B3,C1:C3))",
            "=PAYBACK(A1:B3)",
            "=PAYBACK(A1:C1,0,A2)",
            "=PRESENTVALUE(0.1,A1:B3)",
            "=SPARK(IF(A1:C1>0,A1:C1),0,1)",
            "=SPARK(A1:C1,0,B1:B2)",
            "=ALLOCATE(A1,B:B)",
            "=ALLOCATE(A1,B1)",
            "=ALLOCATE(A1:A3,B1:B3)",
            "=ALLOCATE(A1,B1:B3,{0,2})",
            "=ALLOCATE(A1,SORT(B1:B3))",
            "=ALLOCATE(A1,B1:B3*RAND())",
            "=ALLOCATE(A1,B1:B3+C1:C4)",
            "=ALLOCATE(A1,B1:B500)",
            "=TIERHELD(A1:C1,B1:B3,2,1)",
        ] {
            assert!(matches!(export(text), Exported::Ours(_)), "{text} {:?}", export(text));
        }
    }

    #[test]
    fn calls_in_calls_are_rewritten_until_they_are_too_long() {
        let nested = |depth: usize| format!("={}A1{}", "TIERED(".repeat(depth), ",$B$1:$B$6,$C$1:$C$6)".repeat(depth));
        assert!(matches!(export(&nested(1)), Exported::Formula { .. }));
        // Were a call that can't be rewritten read anew for each one around it, this would take years.
        assert!(matches!(export(&nested(40)), Exported::Ours(_)));
    }
}
