// The contract of the JavaScript module. Numbers cross as exact decimal strings, never as binary floating point.
// Every mistake of the caller throws an Error whose message begins with the reference it is about, as in "Sheet1!B2: ...",
// and leaves the workbook as it was. A formula that cannot be computed is a value of kind "error" and throws nothing.

/** A text in both languages. */
export type Localized = { en: string; ja: string };

/** What a cell holds and shows. */
export type CellValue = {
  kind: "number" | "text" | "bool" | "error" | "blank";
  /** Exact and without any format: "0.3", "TRUE", "#DIV/0!", "" for a blank cell. */
  value: string;
  /** As the sheet shows it under the cell's number format: "$0.30". */
  text: string;
  /** As it was typed, "=0.1+0.2", or null when the cell holds no formula. */
  formula: string | null;
};

/** A template: what it is called, what goes in, what comes out. */
export type TemplateInfo = {
  id: string;
  kind: "calculator" | "scorecard" | "register" | "record";
  title: Localized;
  /** Other names people look for it under. */
  variants: string[];
  summary: Localized;
  inputs: { name: string; label: Localized; unit: string; default: string; min?: string; max?: string }[];
  outputs: { name: string; label: Localized; unit: string; definition: Localized }[];
};

/** What `calculate` answers. */
export type Calculation = {
  /** One value for each output of the template, by its name. */
  outputs: Record<string, CellValue>;
  /** Sentences about inputs that were taken but look wrong, such as one outside its range. */
  warnings: string[];
};

/** A cell with its history: what it is computed from, and what is known about where its figure comes from. */
export type Trace = {
  formula: string | null;
  value: CellValue;
  precedents: { ref: string; value: CellValue }[];
  /** The cells whose formulas read this one directly. */
  dependents: { ref: string; value: CellValue }[];
  /**
   * The formula's parts in the order of their evaluation, the whole formula last; constants are left out. `result` is exact and
   * unformatted, a reference such as "Sheet1!A1:A3" for several cells, or null for a part that was not evaluated, such as the
   * branch of IF that was not chosen. `depth` counts how deep the part is nested, 0 for the whole formula.
   */
  steps?: { text: string; depth: number; result: string | null }[];
  /** Why the cell shows an error, and the cells from this one to the one where the error began. */
  error?: { message: Localized; way: string[] };
  source?: string;
  /** The day of the source: "2026-03-31". */
  date?: string;
  confidence?: string;
  definition?: string;
};

/** The version of this module, such as "0.1.0". */
export function version(): string;

/** Every template that is built in. */
export function templates(): TemplateInfo[];

/** Fills a template's inputs by name and computes its outputs. Inputs that are left out keep their defaults. */
export function calculate(template: string, inputs: Record<string, string | number | boolean>): Calculation;

/** A workbook of sheets with formulas. Call `free` when it is no longer needed, or leave it to the garbage collector. */
export class Workbook {
  /** One empty sheet, "Sheet1". */
  constructor();
  /** A new workbook from a template, with its sample figures. */
  static fromTemplate(id: string): Workbook;
  /** Reads a `.tandem.json` file of this or any earlier version. */
  static fromJson(text: string): Workbook;
  /** Reads an xlsx file. What of it was left behind, `fromXlsxLosses` tells. */
  static fromXlsx(bytes: Uint8Array): Workbook;
  /** One sheet of that name from comma-separated values. */
  static fromCsv(name: string, text: string): Workbook;

  /** The names of the sheets in their order. */
  sheets(): string[];
  /** Adds an empty sheet at the end. */
  addSheet(name: string): void;

  /** Types into a cell, as a person would: `set("Sheet1!B2", "=A1*2")`. An empty text clears it. */
  set(ref: string, input: string): void;
  /** Types into many cells as one undo step with one recalculation. */
  setMany(edits: [string, string][]): void;
  /** What one cell holds. */
  get(ref: string): CellValue;
  /** What the cells of a range hold, by rows: `getRange("Sheet1!A1:C3")`. */
  getRange(ref: string): CellValue[][];
  /** Names a cell or range for use in formulas. */
  define(name: string, ref: string): void;

  /** Inserts empty rows before row `at`, counted from 1 as shown; formulas keep pointing at what they pointed at. */
  insertRows(sheet: string, at: number, count: number): void;
  /** Deletes rows from row `at` on. */
  deleteRows(sheet: string, at: number, count: number): void;
  /** Inserts empty columns before column `at`, counted from 1. */
  insertColumns(sheet: string, at: number, count: number): void;
  /** Deletes columns from column `at` on. */
  deleteColumns(sheet: string, at: number, count: number): void;

  /** Takes back the last step. False when there is none. */
  undo(): boolean;
  /** Repeats the step that was taken back. False when there is none. */
  redo(): boolean;

  /** What a cell is computed from. */
  trace(ref: string): Trace;

  /** The workbook as the text of a `.tandem.json` file. */
  toJson(): string;
  /** The workbook as an xlsx file, with formulas, their values, formats, names and layout. */
  toXlsx(): Uint8Array;
  /** What `toXlsx` would not keep, one sentence for each kind; empty when it keeps everything. */
  toXlsxLosses(): Localized[];
  /** What `fromXlsx` left behind of the file, one sentence for each kind; empty for any other workbook. */
  fromXlsxLosses(): Localized[];
  /** One sheet as comma-separated values. */
  toCsv(sheet: string): string;
  /** One page as Markdown: a decision record in the form of MADR 4, any other page as a table. */
  toMarkdown(page: string): string;

  /** Gives the workbook's memory back. Nothing may be called on it afterwards. */
  free(): void;
}
