import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import { feedXml } from '../../xml.ts';
import { compileFormat, type NumberFormat } from './number-format.ts';
import { localName } from './package.ts';
import { keepMerge, type Workbook } from './sheet.ts';
import { documentSheets, type SheetOutline } from './xml-sheets.ts';
import { attribute, Xml2003Handler } from './xml2003-handler.ts';

/** Formats that have names instead of codes. */
const namedFormats: Readonly<Record<string, string>> = {
  'general date': 'dd.mm.yyyy hh:mm',
  'short date': 'dd.mm.yyyy',
  'medium date': 'dd-mmm-yy',
  'long date': 'd mmmm yyyy',
  'short time': 'hh:mm',
  'medium time': 'hh:mm',
  'long time': 'hh:mm:ss',
  percent: '0%',
};

/** Opens an Excel 2003 XML spreadsheet, which many programs write with the name `.xls`. Rows stream. */
export async function openXml2003(input: Input): Promise<Workbook> {
  const { outlines, formats, date1904 } = await readOutlines(input);
  const sheets = documentSheets(
    input,
    outlines,
    (index, rows) => new Xml2003Handler(input, rows, { wanted: index, formats, date1904 }),
  );
  return { kind: 'Excel 2003 XML spreadsheet', sheets };
}

interface Outlines {
  readonly outlines: readonly SheetOutline[];
  readonly formats: ReadonlyMap<string, NumberFormat>;
  readonly date1904: boolean;
}

async function readOutlines(input: Input): Promise<Outlines> {
  const outlines: SheetOutline[] = [];
  const formats = new Map<string, NumberFormat>();
  const at = { style: '', line: 0, column: 0, visible: false, date1904: false };
  const handler = {
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      const local = localName(name);
      if (local === 'Style') at.style = attribute(attributes, 'ID') ?? '';
      else if (local === 'NumberFormat') {
        const code = attribute(attributes, 'Format') ?? '';
        formats.set(at.style, compileFormat(namedFormats[code.toLowerCase()] ?? code));
      } else if (local === 'Date1904') at.date1904 = true;
      else if (local === 'Worksheet') {
        checkLimit(input, 'archiveEntries', outlines.length + 1);
        outlines.push({ name: attribute(attributes, 'Name') ?? '', hidden: false, merges: [] });
        at.line = 0;
      } else if (local === 'Row') {
        at.line = Number(attribute(attributes, 'Index')) || at.line + 1;
        at.column = -1;
      } else if (local === 'Cell') {
        at.column = (Number(attribute(attributes, 'Index')) || at.column + 2) - 1;
        const across = Number(attribute(attributes, 'MergeAcross')) || 0;
        const down = Number(attribute(attributes, 'MergeDown')) || 0;
        const sheet = outlines.at(-1);
        if (sheet !== undefined && across + down > 0) {
          const merge = { top: at.line, bottom: at.line + down, left: at.column, right: at.column + across };
          keepMerge(sheet.merges, merge);
        }
        at.column += across;
      } else at.visible = local === 'Visible';
    },
    text(value: string): void {
      const sheet = outlines.at(-1);
      if (at.visible && sheet !== undefined && /hidden/i.test(value)) sheet.hidden = true;
    },
    close(): void {
      at.visible = false;
    },
  };
  for await (const _ of feedXml(input, handler));
  return { outlines, formats, date1904: at.date1904 };
}
