//! Scores, their weighted mean and coverage, what a score means, and scores as small bars.

use rust_decimal::Decimal;

use super::Call;

impl Call<'_> {
    /// What is computed unless the first argument is missing, which gives an empty text.
    fn unless_missing(&self, otherwise: String) -> Option<String> {
        let value = self.text(0)?;
        Some(if self.is_number(0) { otherwise } else { format!("IF(TRIM({value})=\"\",\"\",{otherwise})") })
    }

    pub(super) fn health(&self) -> Option<String> {
        let (score, yellow, green) = (self.number(0)?, self.number(1)?, self.number(2)?);
        let health = format!("IF({score}>={green},\"green\",IF({score}>={yellow},\"yellow\",\"red\"))");
        let rises = self.constant(1).zip(self.constant(2)).is_some_and(|(yellow, green)| yellow <= green);
        self.unless_missing(if rises { health } else { format!("IF({yellow}>{green},VALUE(\"\"),{health})") })
    }

    /// The middle one of nothing, the most and the score is the score within its bounds, because the most is not below nothing.
    pub(super) fn score(&self) -> Option<String> {
        if !(0..4).all(|index| self.is_single(index)) {
            return None;
        }
        let (value, baseline, target) = (self.operand(0)?, self.operand(1)?, self.operand(2)?);
        let most = self.operand(3).map_or_else(|| "100".to_owned(), |cap| format!("100*{cap}"));
        let score = format!("MEDIAN(0,{most},100*({value}-{baseline})/({target}-{baseline}))");
        self.unless_missing(match self.number(3) {
            Some(cap) if self.constant(3).is_none_or(|cap| cap < Decimal::ZERO) => {
                format!("IF({cap}<0,SQRT(-1),{score})")
            }
            _ => score,
        })
    }

    /// Scores and weights, when they are cells in equal rectangles.
    fn weighed(&self) -> Option<(&str, &str)> {
        let (scores, weights) = (self.area(0)?, self.area(1)?);
        let is_alike = scores.rows() == weights.rows() && scores.columns() == weights.columns();
        let is_several = scores.rows() > 1 || scores.columns() > 1;
        if is_alike && is_several { Some((self.text(0)?, self.text(1)?)) } else { None }
    }

    /// In SUMPRODUCT a text among the scores counts for nothing, and an error ends it; a weight plus nothing is an error when it is a
    /// text.
    pub(super) fn weighted(&self) -> Option<String> {
        let (scores, weights) = self.weighed()?;
        Some(format!(
            "IF(SUMPRODUCT(--({weights}+0<0))>0,SQRT(-1),SUMPRODUCT({scores},{weights}+0)/SUMPRODUCT(ISNUMBER({scores})*{weights}))"
        ))
    }

    /// The sum of the scores is there for an error among them, which ISNUMBER does not tell.
    pub(super) fn coverage(&self) -> Option<String> {
        let (scores, weights) = self.weighed()?;
        Some(format!(
            "IF(SUMPRODUCT(--({weights}+0<0))>0,SQRT(-1),0*SUM({scores})+SUMPRODUCT(ISNUMBER({scores})*{weights})/SUMPRODUCT({weights}+0))"
        ))
    }
    /// A bar for each cell: the lowest, and one more for each eighth of the way from low to high that the value reaches.
    pub(super) fn spark(&self) -> Option<String> {
        self.area(0)?;
        if !self.is_single(1) || !self.is_single(2) {
            return None;
        }
        let (values, low, high) = (self.text(0)?, self.operand(1)?, self.operand(2)?);
        let eighths: String = (1..8).map(|eighth| format!("+(8*({values}-{low})/({high}-{low})>={eighth})")).collect();
        let bar = format!("IF(ISNUMBER({values}),MID(\"▁▂▃▄▅▆▇█\",1{eighths},1),IF(ISERROR({values}),{values},\"·\"))");
        let (from, to) = (self.number(1)?, self.number(2)?);
        Some(format!("IF({from}>={to},VALUE(\"\"),_xlfn.CONCAT({bar}))"))
    }
}
