// The model: marks go into a sheet, formulas score them, and scores come out as exact decimals.
import { Workbook } from 'tandem-node';

export const MARKS = ['revenue', 'growth', 'engagement', 'certification'];
const WEIGHTS = ['40%', '30%', '20%', '10%'];
/** How many partners one sheet holds: large enough that the calls cost little, small enough that memory stays small. */
export const ROWS_AT_ONCE = 5_000;

const COLUMNS = ['A', 'B', 'C', 'D'];
const FIRST_ROW = 2;
const scoreOf = (row) => `=ROUND(SUMPRODUCT(A${row}:D${row},$A$1:$D$1),2)`;
const tierOf = (row) => `=IF(E${row}>=75,"Gold",IF(E${row}>=50,"Silver","Bronze"))`;

/** Why a row can't be scored, or nothing. A mark goes into the sheet as a person would type it, so that only plain numbers may. */
function problemOf(marks) {
  const wrong = MARKS.filter((_, at) => !/^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/.test(marks[at] ?? ''));
  return wrong.length ? `no mark from 0 to 100: ${wrong.join(' ')}` : '';
}

/**
 * Scores some partners.
 * @param {string[][]} rows the four marks of each
 * @returns {{ score: string, tier: string, problem: string }[]} in the same order; `score` is exact
 */
export function score(rows) {
  const problems = rows.map(problemOf);
  const sheet = new Workbook();
  try {
    const edits = WEIGHTS.map((weight, at) => [`Sheet1!${COLUMNS[at]}1`, weight]);
    rows.forEach((marks, index) => {
      if (problems[index]) return;
      const row = FIRST_ROW + index;
      marks.forEach((mark, at) => edits.push([`Sheet1!${COLUMNS[at]}${row}`, mark]));
      edits.push([`Sheet1!E${row}`, scoreOf(row)], [`Sheet1!F${row}`, tierOf(row)]);
    });
    sheet.setMany(edits);
    const scored = sheet.getRange(`Sheet1!E${FIRST_ROW}:F${FIRST_ROW + rows.length - 1}`);
    return scored.map(([points, tier], index) => ({ score: points.value, tier: tier.value, problem: problems[index] }));
  } finally {
    sheet.free();
  }
}
