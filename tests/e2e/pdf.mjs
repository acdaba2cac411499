// The text of printed pages.
import { pathToFileURL } from 'node:url';
import { locate } from '../packages.mjs';

// Drawing needs a canvas and says so when there is none; reading text needs none.
const warn = console.warn;
console.warn = () => {};
const { getDocument } = await import(pathToFileURL(locate('pdfjs-dist/legacy/build/pdf.mjs')).href);
console.warn = warn;

/** The text of each page of a PDF; letters that a font draws as one sign are two again. */
export async function pagesOf(bytes) {
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const { items } = await (await file.getPage(number)).getTextContent();
    pages.push(items.map((item) => item.str + (item.hasEOL ? ' ' : '')).join('').replace(/\s+/g, ' ').normalize('NFKC'));
  }
  await file.destroy();
  return pages;
}
