// Types of embed.js: take this file into your project, or name it in `types` of your tsconfig. docs/embedding.md explains them.

/** What a cell holds and shows. */
export interface CellValue {
  kind: "number" | "text" | "bool" | "error" | "blank";
  /** Exact and unformatted: "0.3", "TRUE", "#DIV/0!", "". */
  value: string;
  /** As the calculator shows it, in its language: "$0.30". */
  text: string;
  /** The formula behind it, or null. */
  formula: string | null;
}

/** Inputs by name, each as a person would type it. A text keeps every digit: "0.1", "8%". */
export type Inputs = Record<string, string | number | boolean>;

/** What a calculator holds: inputs as exact texts, outputs as cells. */
export interface CalculatorState {
  inputs: Record<string, string>;
  outputs: Record<string, CellValue>;
}

/** Detail of `tandem-ready`. */
export interface CalculatorReady extends CalculatorState {
  /** The calculator's title in its language. */
  title: string;
}

/** Detail of `tandem-error`: a sentence in the calculator's language and, where there is one, the input that it is about. */
export interface CalculatorError {
  message: string;
  input?: string;
}

/** `<tandem-calculator>`. */
export interface TandemCalculatorElement extends HTMLElement {
  /** The latest inputs; setting some of them enters them, now or when the calculator is ready. */
  get inputs(): Record<string, string>;
  set inputs(inputs: Inputs);
  /** The latest outputs. */
  readonly outputs: Record<string, CellValue>;
  /** Enters inputs, all or none: it rejects with the reason of the first that is refused. */
  set(inputs: Inputs): Promise<CalculatorState>;
  /** What the calculator holds now. */
  get(): Promise<CalculatorState>;
  /** Opens the browser's dialog for printing the calculator. */
  print(): Promise<CalculatorState>;
  /** Begins again with the inputs of the element. */
  reset(): Promise<CalculatorState>;
}

declare global {
  interface HTMLElementTagNameMap {
    "tandem-calculator": TandemCalculatorElement;
  }
  interface HTMLElementEventMap {
    "tandem-ready": CustomEvent<CalculatorReady>;
    "tandem-change": CustomEvent<Record<string, CellValue>>;
    "tandem-error": CustomEvent<CalculatorError>;
  }
}
