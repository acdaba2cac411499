// Written as a page would use the element; only its types are checked.
import type { CalculatorError, CalculatorState, CellValue } from '../../embed/embed.d.ts';

const calculator = document.createElement('tandem-calculator');
calculator.setAttribute('template', 'joint-value');
calculator.inputs = { discountRate: '8%', horizon: 5, basis: true };
const entered: string | undefined = calculator.inputs.discountRate;
const npv: CellValue | undefined = calculator.outputs.npv;

calculator.addEventListener('tandem-ready', (event) => { const title: string = event.detail.title; console.log(title); });
calculator.addEventListener('tandem-change', (event) => { const text: string | undefined = event.detail.npv?.text; console.log(text); });
calculator.addEventListener('tandem-error', (event) => { const error: CalculatorError = event.detail; console.log(error.input); });

const state: CalculatorState = await calculator.set({ discountRate: '7.5%' });
await calculator.reset();
await calculator.print();
console.log(entered, npv, state, (await calculator.get()).outputs);

// @ts-expect-error outputs are for reading
calculator.outputs = {};
// @ts-expect-error an input is a text, a number or a truth value
await calculator.set({ discountRate: [1] });
