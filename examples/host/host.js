// What a page does with a calculator: it shows one of its outputs, enters inputs, and says what went wrong.
const calculator = document.querySelector('#offer');
const npv = document.querySelector('#npv');
const problem = document.querySelector('#problem');

function show(outputs) {
  npv.textContent = outputs.npv.text;
}

calculator.addEventListener('tandem-ready', (event) => show(event.detail.outputs));
calculator.addEventListener('tandem-change', (event) => {
  show(event.detail);
  problem.textContent = '';
});
calculator.addEventListener('tandem-error', (event) => { problem.textContent = event.detail.message; });

// What is refused is told by the event above, too.
const quiet = () => {};
document.querySelector('#cautious').addEventListener('click', () => calculator.set({ discountRate: '12%' }).catch(quiet));
document.querySelector('#again').addEventListener('click', () => calculator.reset().catch(quiet));
