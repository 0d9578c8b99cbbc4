import { zip, type ZipPart } from './zip.ts';

/** A sheet of a hand-built workbook. */
interface SheetXml {
  readonly name: string;
  /** The rows, as XML. */
  readonly rows: string;
  /** What stands after them, as XML. */
  readonly after?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Relationships of the sheet: id, target. */
  readonly links?: Readonly<Record<string, string>>;
  readonly type?: string;
}

export interface WorkbookXml {
  readonly sheets: readonly SheetXml[];
  /** The inside of each `<si>`. */
  readonly strings?: readonly string[];
  /** Format code of each cell style; style 0 is General. */
  readonly formats?: readonly string[];
  readonly date1904?: boolean;
  readonly strict?: boolean;
  /** Renames parts on their way into the zip. */
  readonly partName?: (name: string) => string;
  readonly target?: (name: string) => string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Builds an `.xlsx` part by part, so that a test can have any of them odd. */
export function workbookParts(book: WorkbookXml): ZipPart[] {
  const main = book.strict
    ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
    : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = book.strict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const target = book.target ?? ((name: string) => name);
  const relationship = (id: string, type: string, to: string, mode = ''): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${escapeXml(to)}"${mode}/>`;
  const relationships = (inner: string): string =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const parts: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      data: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    { name: '_rels/.rels', data: relationships(relationship('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      data: `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${book.date1904 ? ' date1904="1"' : ''}/><sheets>${book.sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relationships(
        book.sheets
          .map(({ type = 'worksheet' }, at) =>
            relationship(`rId${at + 1}`, type, target(`worksheets/sheet${at + 1}.xml`)),
          )
          .join('') +
          relationship('rIdStyles', 'styles', 'styles.xml') +
          (book.strings === undefined ? '' : relationship('rIdStrings', 'sharedStrings', 'sharedStrings.xml')),
      ),
    },
    { name: 'xl/styles.xml', data: stylesXml(main, book.formats ?? []) },
  ];
  if (book.strings !== undefined) {
    parts.push({
      name: 'xl/sharedStrings.xml',
      data: `${declaration}<sst xmlns="${main}">${book.strings.map((one) => `<si>${one}</si>`).join('')}</sst>`,
    });
  }
  for (const [at, { rows, after = '', links }] of book.sheets.entries()) {
    const name = `xl/worksheets/sheet${at + 1}.xml`;
    parts.push({
      name,
      data: `${declaration}<worksheet xmlns="${main}" xmlns:r="${office}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
    });
    if (links === undefined) continue;
    const inner = Object.entries(links).map(([id, to]) => relationship(id, 'hyperlink', to, ' TargetMode="External"'));
    parts.push({ name: `xl/worksheets/_rels/sheet${at + 1}.xml.rels`, data: relationships(inner.join('')) });
  }
  return book.partName === undefined
    ? parts
    : parts.map((part) => ({ ...part, name: book.partName?.(part.name as string) ?? part.name }));
}

export function workbook(book: WorkbookXml): Buffer {
  return zip(workbookParts(book));
}

/** A row of inline texts. */
export function textRow(line: number, texts: readonly (string | null)[]): string {
  const cells = texts.map((text, at) =>
    text === null
      ? ''
      : `<c r="${String.fromCharCode(65 + at)}${line}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`,
  );
  return `<row r="${line}">${cells.join('')}</row>`;
}

function stylesXml(main: string, formats: readonly string[]): string {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escapeXml(code)}"/>`);
  const styles = formats.map((_, at) => `<xf numFmtId="${200 + at}" applyNumberFormat="1"/>`);
  return `${declaration}<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`;
}
