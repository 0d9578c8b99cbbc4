import { checkLimit } from '../../archive.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { feedXml } from '../../xml.ts';
import { openPackage, type Package, readElements, type Relationship, relationshipId, requirePart } from './package.ts';
import { noStrings, readSharedStrings, type SharedStrings } from './shared-strings.ts';
import { type SheetContext, SheetReader } from './sheet-reader.ts';
import { readTail, type SheetTail } from './sheet-tail.ts';
import type { Sheet, Workbook } from './sheet.ts';
import { readStyles, type Styles } from './styles.ts';

/** For workbooks that people typed into: cells as they show, links left alone, formulas told. */
export interface FormOptions {
  readonly onFormula: (sheet: string, line: number, column: number) => void;
}

/**
 * Opens an `.xlsx`, `.xlsm` or template (ECMA-376, transitional and strict). Rows stream; shared strings and styles are held.
 * @throws InputError when parts are missing, hostile or over the limits
 */
export async function openXlsx(input: Input, form?: FormOptions): Promise<Workbook> {
  const parts = await openPackage(input);
  const main = await mainPart(parts);
  const workbook = requirePart(parts, main);
  const relationships = await parts.relationships(main);
  const { entries, date1904 } = await readWorkbook(workbook);
  const sheetEntries = entries.flatMap((entry) => {
    const found = relationships.get(entry.id);
    // Chart and dialog sheets hold no cells; a relationship that is not there may still be a sheet in its usual place.
    return found === undefined || found.type === 'worksheet' ? [{ ...entry, target: found?.target }] : [];
  });
  const shared = sharedParts(parts, [...relationships.values()], main);
  const sheets = sheetEntries.map(({ name, hidden, target, index }): Sheet => {
    const part = target ?? `xl/worksheets/sheet${index}.xml`;
    return xlsxSheet({ parts, part, name, hidden, date1904, shared, form });
  });
  return { kind: 'Excel workbook', sheets };
}

interface Shared {
  /** Read when the first sheet is. */
  strings(): Promise<SharedStrings>;
  styles(): Promise<Styles>;
}

interface SheetPart {
  readonly parts: Package;
  readonly part: string;
  readonly name: string;
  readonly hidden: boolean;
  readonly date1904: boolean;
  readonly shared: Shared;
  readonly form: FormOptions | undefined;
}

function xlsxSheet({ parts, part, name, hidden, date1904, shared, form }: SheetPart): Sheet {
  let tail: Promise<SheetTail> | undefined;
  let reader: SheetReader | undefined;
  const readTailOnce = (): Promise<SheetTail> => (tail ??= readTail(requirePart(parts, part)));
  return {
    name,
    hidden,
    async *rows() {
      const input = requirePart(parts, part);
      const context: SheetContext = {
        strings: await shared.strings(),
        styles: await shared.styles(),
        date1904,
        links: form === undefined ? await contactLinks(parts, part, readTailOnce) : new Map(),
        ...(form === undefined ? {} : { onFormula: (line, column) => form.onFormula(name, line, column) }),
      };
      reader = new SheetReader(input, context);
      for await (const _ of feedXml(input, reader)) {
        const rows = reader.take();
        if (rows.length > 0) yield rows;
      }
    },
    merges: async () => (await readTailOnce()).merges,
    hiddenRows: () => reader?.hiddenRows ?? 0,
    percentColumns: () => reader?.percentColumns ?? new Set(),
  };
}

async function mainPart(parts: Package): Promise<string> {
  for (const { type, target } of (await parts.relationships('')).values()) {
    if (type === 'officeDocument') return target;
  }
  if (parts.part('xl/workbook.xml') !== undefined) return 'xl/workbook.xml';
  throw new InputError('excel.not-workbook', { file: parts.file });
}

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly id: string;
  /** 1-based position in the workbook. */
  readonly index: number;
}

async function readWorkbook(
  input: Input,
): Promise<{ readonly entries: readonly SheetEntry[]; readonly date1904: boolean }> {
  const entries: SheetEntry[] = [];
  let date1904 = false;
  let isWorkbook = false;
  await readElements(input, (element, attributes) => {
    if (element === 'workbook') isWorkbook = true;
    if (element === 'workbookPr') date1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
    if (element !== 'sheet') return;
    checkLimit(input, 'archiveEntries', entries.length + 1);
    const hidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden';
    entries.push({
      name: attributes['name'] ?? '',
      hidden,
      id: relationshipId(attributes) ?? '',
      index: entries.length + 1,
    });
  });
  if (!isWorkbook) throw new InputError('excel.not-workbook', { file: input.file });
  return { entries, date1904 };
}

function sharedParts(parts: Package, relationships: readonly Relationship[], main: string): Shared {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const find = (type: string): Input | undefined => {
    const named = relationships.find((one) => one.type === type);
    return (named && parts.part(named.target)) ?? parts.part(`${folder}${type}.xml`);
  };
  let strings: Promise<SharedStrings> | undefined;
  let styles: Promise<Styles> | undefined;
  return {
    strings: () => {
      const part = find('sharedStrings');
      return (strings ??= part === undefined ? Promise.resolve(noStrings) : readSharedStrings(part));
    },
    styles: () => {
      const part = find('styles');
      return (styles ??= part === undefined ? Promise.resolve([]) : readStyles(part));
    },
  };
}

const contactScheme = /^(?:mailto|tel):/i;

/** Links that carry an e-mail address or a phone, by cell. The rows are passed over only when the sheet has such links. */
async function contactLinks(
  parts: Package,
  part: string,
  tail: () => Promise<SheetTail>,
): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  for (const [id, { external, target }] of await parts.relationships(part)) {
    if (external && contactScheme.test(target)) targets.set(id, contactAddress(target));
  }
  const links = new Map<string, string>();
  if (targets.size === 0) return links;
  for (const [cell, id] of (await tail()).links) {
    const target = targets.get(id);
    if (target !== undefined && target !== '') links.set(cell, target);
  }
  return links;
}

/** `mailto:info@example.com?subject=...` -> `info@example.com`. */
function contactAddress(target: string): string {
  const address = target.replace(contactScheme, '').split('?')[0] ?? '';
  try {
    return decodeURIComponent(address).trim();
  } catch {
    return address.trim();
  }
}
