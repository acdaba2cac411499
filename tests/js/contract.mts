// Compiled by tsc and never run: both forms of the module have the types of the contract, and the contract says what we rely on.
import * as node from "../../pkg/node/tandem.js";
import init, * as web from "../../pkg/web/tandem.js";
import type { Calculation, CellValue, Localized, TemplateInfo, Trace } from "../../pkg/node/tandem.js";

/** Fails to compile unless both types are assignable to each other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

export const formsAgree: Same<typeof node.Workbook.prototype, typeof web.Workbook.prototype> = true;
export const kinds: Same<CellValue["kind"], "number" | "text" | "bool" | "error" | "blank"> = true;
export const starts: Same<ReturnType<typeof init>, Promise<unknown>> = true;

export function everyCall(bytes: Uint8Array): void {
  const book: node.Workbook = new node.Workbook();
  const opened: node.Workbook[] = [
    node.Workbook.fromTemplate("joint-value"),
    node.Workbook.fromJson(book.toJson()),
    node.Workbook.fromXlsx(bytes),
    node.Workbook.fromCsv("Figures", "1,2"),
  ];
  const sheets: string[] = book.sheets();
  book.addSheet("Costs");
  book.set("Sheet1!A1", "1");
  book.setMany([["Sheet1!A2", "2"], ["Sheet1!A3", "=A1+A2"]]);
  const value: CellValue = book.get("Sheet1!A3");
  const formula: string | null = value.formula;
  const range: CellValue[][] = book.getRange("Sheet1!A1:B2");
  book.define("Total", "Sheet1!A3");
  for (const change of [book.insertRows, book.deleteRows, book.insertColumns, book.deleteColumns]) change.call(book, "Sheet1", 1, 1);
  const moved: boolean = book.undo() && book.redo();
  const trace: Trace = book.trace("Sheet1!A3");
  const source: string | undefined = trace.source;
  const told: (string | null | undefined)[] = [trace.steps?.[0]?.result, trace.error?.message.ja, trace.dependents[0]?.ref, trace.date];
  const texts: string[] = [book.toJson(), book.toCsv("Sheet1"), book.toMarkdown("Sheet1"), node.version()];
  const file: Uint8Array = book.toXlsx();
  const losses: Localized[] = [...book.toXlsxLosses(), ...book.fromXlsxLosses()];
  const infos: TemplateInfo[] = node.templates();
  const title: string | undefined = infos[0]?.title.ja;
  const smallest: string | undefined = infos[0]?.inputs[0]?.min;
  const answer: Calculation = node.calculate("ecosystem-roi", { cost: "2000000", returned: 8_000_000, final: true });
  const output: CellValue | undefined = answer.outputs["ratio"];
  book.free();
  console.log(opened, sheets, formula, range, moved, source, told, texts, file, losses, title, smallest, output);

  // @ts-expect-error a cell takes what a person would type, which is text
  book.set("Sheet1!A1", 1);
  // @ts-expect-error an edit is a pair
  book.setMany([["Sheet1!A1"]]);
}
