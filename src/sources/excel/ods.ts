import { checkLimit, isZip } from '../../archive.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { feedXml } from '../../xml.ts';
import { OdsHandler } from './ods-handler.ts';
import { openPackage, requirePart } from './package.ts';
import { keepMerge, type Workbook } from './sheet.ts';
import { documentSheets, type SheetOutline } from './xml-sheets.ts';

/**
 * Opens an OpenDocument spreadsheet (OASIS ODF 1.3 part 3), packed (`.ods`) or flat (`.fods`). Rows stream; the document is passed over
 * once for the list of sheets and once for each sheet.
 */
export async function openOds(input: Input, kind: string): Promise<Workbook> {
  const content = isZip(await input.head()) ? await packedContent(input) : input;
  const outlines = await readOutlines(content);
  return { kind, sheets: documentSheets(content, outlines, (index, rows) => new OdsHandler(content, rows, index)) };
}

async function packedContent(input: Input): Promise<Input> {
  const parts = await openPackage(input);
  const manifest = parts.part('META-INF/manifest.xml');
  const isEncrypted = manifest !== undefined && Buffer.from(await manifest.head()).includes('encryption-data');
  if (isEncrypted) throw new InputError('excel.encrypted', { file: input.file });
  return requirePart(parts, 'content.xml');
}

/** Names, visibility and merged headings of the sheets. */
async function readOutlines(input: Input): Promise<readonly SheetOutline[]> {
  const outlines: SheetOutline[] = [];
  const hiddenStyles = new Set<string>();
  const at = { style: '', line: 0, column: 0, depth: 0, repeated: 1 };
  const handler = {
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      if (name === 'style:style') at.style = attributes['style:name'] ?? '';
      else if (name === 'style:table-properties') {
        if (attributes['table:display'] === 'false') hiddenStyles.add(at.style);
      } else if (name === 'table:table') {
        at.depth += 1;
        if (at.depth > 1) return;
        const hidden = hiddenStyles.has(attributes['table:style-name'] ?? '');
        checkLimit(input, 'archiveEntries', outlines.length + 1);
        outlines.push({ name: attributes['table:name'] ?? '', hidden, merges: [] });
        at.line = 0;
      } else if (name === 'table:table-row') {
        at.repeated = Number(attributes['table:number-rows-repeated'] ?? 1) || 1;
        at.line += 1;
        at.column = 0;
      } else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
        const right = at.column + (Number(attributes['table:number-columns-spanned'] ?? 1) || 1) - 1;
        const bottom = at.line + (Number(attributes['table:number-rows-spanned'] ?? 1) || 1) - 1;
        const isMerged = right > at.column || bottom > at.line;
        const sheet = outlines.at(-1);
        if (isMerged && sheet !== undefined) keepMerge(sheet.merges, { top: at.line, bottom, left: at.column, right });
        at.column += Number(attributes['table:number-columns-repeated'] ?? 1) || 1;
      }
    },
    text(): void {},
    close(name: string): void {
      if (name === 'table:table') at.depth -= 1;
      else if (name === 'table:table-row') at.line += at.repeated - 1;
    },
  };
  for await (const _ of feedXml(input, handler));
  return outlines;
}
