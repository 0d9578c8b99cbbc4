import { type BookSheet, escapeXml, sheetXml } from './sheet.ts';
import { stylesXml } from './styles.ts';
import { type ZipPart, zipBytes } from './zip.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * An `.xlsx` workbook as pieces of bytes. Every cell is text in text format: nothing in it is ever a formula, and what a person
 * types stays text. Memory does not grow with the rows.
 */
export function bookBytes(sheets: readonly BookSheet[]): Generator<Uint8Array> {
  return zipBytes(bookParts(sheets));
}

function* bookParts(sheets: readonly BookSheet[]): Generator<ZipPart> {
  yield { name: '[Content_Types].xml', text: [contentTypes(sheets.length)] };
  yield { name: '_rels/.rels', text: [relationships([['rId1', 'officeDocument', 'xl/workbook.xml']])] };
  yield { name: 'xl/workbook.xml', text: [workbookXml(sheets)] };
  const parts = sheets.map((_, at) => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const);
  const styles = [`rId${sheets.length + 1}`, 'styles', 'styles.xml'] as const;
  yield { name: 'xl/_rels/workbook.xml.rels', text: [relationships([...parts, styles])] };
  yield { name: 'xl/styles.xml', text: [stylesXml()] };
  for (const [at, sheet] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${at + 1}.xml`, text: sheetXml(sheet) };
  }
}

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`,
  );
  return `${declaration}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${parts.join('')}</Types>`;
}

function relationships(entries: readonly (readonly [id: string, type: string, target: string])[]): string {
  const inner = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packaging}/relationships">${inner.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly BookSheet[]): string {
  const entries = sheets.map(({ name, veryHidden }, at) => {
    const state = veryHidden === true ? ' state="veryHidden"' : '';
    return `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
  });
  const names = sheets.flatMap(({ name, filter }, at) => {
    if (filter === undefined) return [];
    const [from = '', to = ''] = filter.split(':').map((cell) => cell.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2'));
    const range = `'${name.replaceAll("'", "''")}'!${from}:${to}`;
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${escapeXml(range)}</definedName>`,
    ];
  });
  const defined = names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${entries.join('')}</sheets>${defined}</workbook>`;
}

/** A sheet name that spreadsheets accept: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end, each once. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const plain = wanted
    .replace(/[[\]:*?/\\]|\p{Cc}/gu, ' ')
    .replace(/^'+|'+$/g, '')
    .trim();
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` (${number})`;
    const name = `${(plain === '' ? 'Sheet' : plain).slice(0, 31 - ending.length)}${ending}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
