// The workloads, known to no engine: what to type into an empty sheet, what to change, and what must then stand where.
// Each comes in three sizes, because a figure at one size says nothing about how the cost grows.
// Expected figures are whole numbers worked out here in another way, so that a quick wrong answer fails.

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A column of `count` formulas, each one more than the cell above it. */
function chain(count) {
  const cells = [['A1', '1']];
  for (let row = 2; row <= count; row += 1) cells.push([`A${row}`, `=A${row - 1}+1`]);
  return cells;
}

/** A chain whose head changes: every formula is computed again. */
function chainHead(count) {
  return {
    cells: chain(count),
    edit: (turn) => ['A1', String(1000 + turn)],
    expect: (turn) => ({ [`A${count}`]: String(1000 + turn + count - 1) }),
  };
}

/** The chain upside down, each formula one more than the cell below it: nothing may depend on reading a sheet from above. */
function chainUpwards(count) {
  const cells = [];
  for (let row = 1; row < count; row += 1) cells.push([`A${row}`, `=A${row + 1}+1`]);
  cells.push([`A${count}`, '1']);
  return {
    cells,
    edit: (turn) => [`A${count}`, String(1000 + turn)],
    expect: (turn) => ({ A1: String(1000 + turn + count - 1) }),
  };
}

/** The same chain beside a cell that nothing depends on: the sheet's size must not be felt. */
function besideChain(count) {
  return {
    cells: [...chain(count), ['C1', '0']],
    edit: (turn) => ['C1', String(turn)],
    expect: (turn) => ({ C1: String(turn), [`A${count}`]: String(count) }),
  };
}

/** A scorecard: `count` partners with ten scores each, weighted by a row of weights, one of which changes. */
function scorecard(count) {
  const criteria = [...LETTERS.slice(1, 11)];
  const score = (row, column) => ((row * 37 + column * 11) % 9) + 1;
  const cells = criteria.map((letter, column) => [`${letter}1`, String(column + 1)]);
  for (let row = 2; row <= count + 1; row += 1) {
    criteria.forEach((letter, column) => cells.push([`${letter}${row}`, String(score(row, column))]));
    cells.push([`L${row}`, `=SUMPRODUCT(B${row}:K${row},$B$1:$K$1)`]);
  }
  const total = (row, first) =>
    criteria.reduce((sum, _, column) => sum + score(row, column) * (column === 0 ? first : column + 1), 0);
  return {
    cells,
    total,
    edit: (turn) => ['B1', String(2 + turn)],
    expect: (turn) => ({ L2: String(total(2, 2 + turn)), [`L${count + 1}`]: String(total(count + 1, 2 + turn)) }),
  };
}

/** The scorecard with each partner's rank among all, which naively takes the square of their number. */
function ranking(count) {
  const { cells, total, edit } = scorecard(count);
  const last = count + 1;
  for (let row = 2; row <= last; row += 1) cells.push([`M${row}`, `=COUNTIF($L$2:$L$${last},">"&L${row})+1`]);
  const rank = (turn) => {
    const own = total(last, 2 + turn);
    let above = 0;
    for (let row = 2; row <= last; row += 1) above += total(row, 2 + turn) > own ? 1 : 0;
    return above + 1;
  };
  return { cells, edit, expect: (turn) => ({ [`M${last}`]: String(rank(turn)) }) };
}

/** Ten formulas copied down over `count` rows of two inputs; nothing is edited. */
function copied(count) {
  const cells = [];
  for (let row = 1; row <= count; row += 1) {
    cells.push(
      [`A${row}`, String(row)],
      [`B${row}`, String(row % 13)],
      [`C${row}`, `=A${row}*B${row}`],
      [`D${row}`, `=C${row}+A${row}`],
      [`E${row}`, `=ROUND(D${row}*1.5,0)`],
      [`F${row}`, `=IF(E${row}>100,E${row},0)`],
      [`G${row}`, `=SUM(A${row}:F${row})`],
      [`H${row}`, `=G${row}/4`],
      [`I${row}`, `=MAX(C${row}:H${row})`],
      [`J${row}`, `=I${row}-A${row}`],
      [`K${row}`, `=(A${row}+B${row})*(D${row}-C${row})`],
      [`L${row}`, `=AND(A${row}>0,B${row}>0)`],
    );
  }
  return { cells, expect: () => ({ [`D${count}`]: String(count * (count % 13) + count), [`K${count}`]: String((count + (count % 13)) * count) }) };
}

/** As many formulas over the same inputs, no two of which are alike even when they are copied to the same place. */
function different(count) {
  const cells = [];
  for (let row = 1; row <= count; row += 1) {
    cells.push([`A${row}`, String(row)], [`B${row}`, String(row % 13)]);
    for (let column = 0; column < 10; column += 1) {
      const [letter, left, own] = [LETTERS[column + 2], LETTERS[column + 1], row * 10 + column];
      const texts = [`=A${row}*${own}+B${row}`, `=ROUND(${left}${row}*1.${own},0)`, `=IF(${left}${row}>${own},${left}${row}-${own},0)`, `=SUM(A${row}:${left}${row},${own})`, `=(A${row}+${own})*(B${row}-${own})`];
      cells.push([`${letter}${row}`, texts[column % texts.length]]);
    }
  }
  const rest = count % 13;
  return { cells, expect: () => ({ [`C${count}`]: String(count * count * 10 + rest), [`L${count}`]: String((count + count * 10 + 9) * (rest - count * 10 - 9)) }) };
}

/**
 * A return model over `count` periods, five formulas each: benefit, cost, net, cumulative net, discounted net; then present value,
 * internal rate, return and payback over all of them. One input, the benefit of the first period, changes.
 */
function returnModel(count) {
  const [outlay, growth, cost] = [50_000, 40, 900];
  const cells = [['A1', '1200'], ['A2', String(growth)], ['A3', String(cost)], ['A4', '0.8%'], ['A5', String(outlay)], ['B5', '0'], ['E5', '=-A5'], ['F5', '=E5'], ['G5', '=E5']];
  for (let period = 1; period <= count; period += 1) {
    const row = period + 5;
    cells.push(
      [`B${row}`, `=B${row - 1}+1`],
      [`C${row}`, `=$A$1+B${row}*$A$2`],
      [`D${row}`, '=$A$3'],
      [`E${row}`, `=C${row}-D${row}`],
      [`F${row}`, `=F${row - 1}+E${row}`],
      [`G${row}`, `=E${row}/(1+$A$4)^B${row}`],
    );
  }
  const last = count + 5;
  cells.push(
    ['I1', `=NPV($A$4,E6:E${last})+E5`],
    ['I2', `=IRR(E5:E${last})`],
    ['I3', `=(SUM(C6:C${last})-SUM(D6:D${last})-A5)/(SUM(D6:D${last})+A5)`],
    ['I4', `=COUNTIF(F5:F${last},"<0")`],
    ['I5', `=IF(ABS(SUM(G5:G${last})-I1)<0.01,"same","different")`],
    ['I6', `=IF(ABS(NPV(I2,E6:E${last})+E5)<1,"zero","not zero")`],
  );
  const sum = (benefit) => count * (benefit - cost) + (growth * count * (count + 1)) / 2 - outlay;
  return {
    cells,
    edit: (turn) => ['A1', String(2400 + turn * 10)],
    expect: (turn) => ({ [`F${last}`]: String(sum(2400 + turn * 10)), I5: 'same', I6: 'zero' }),
  };
}

/**
 * Every workload: its name, what it shows, its sizes from small to the one that has a budget, how often it is edited, and the budgets in
 * milliseconds. One without edits measures loading.
 */
export const WORKLOADS = [
  { name: 'W1', shows: 'chain, edit the head', sizes: [10_000, 30_000, 100_000], turns: 15, budget: { median: 8 }, make: chainHead },
  { name: 'W1r', shows: 'the chain upside down', sizes: [10_000, 30_000, 100_000], turns: 15, budget: { median: 8 }, make: chainUpwards },
  { name: 'W1l', shows: 'edit beside a chain', sizes: [10_000, 30_000, 100_000], turns: 2000, budget: { median: 0.01 }, make: besideChain },
  { name: 'W2', shows: 'scorecard of ten criteria, edit a weight', sizes: [1000, 3000, 10_000], turns: 25, budget: { median: 10 }, make: scorecard },
  { name: 'W2rank', shows: 'scorecard with ranks, edit a weight', sizes: [200, 600, 2000], turns: 15, budget: { median: 6 }, make: ranking },
  { name: 'W3', shows: 'copied-down formulas', sizes: [1000, 3000, 10_000], turns: 0, budget: { load: 60 }, make: copied },
  { name: 'W3d', shows: 'different formulas', sizes: [1000, 3000, 10_000], turns: 0, budget: { load: 100 }, make: different },
  { name: 'W4', shows: 'return model with NPV and IRR, edit an input', sizes: [10, 24, 50], turns: 400, budget: { median: 0.12, p99: 0.3 }, make: returnModel },
];
