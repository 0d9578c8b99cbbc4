import type { Input } from '../../input.ts';
import { parseAddress } from './address.ts';
import { keepMerge, type Merge } from './sheet.ts';

/** What stands after the rows of a sheet. */
export interface SheetTail {
  /** Merged blocks that begin in the first rows. */
  readonly merges: readonly Merge[];
  /** Relationship ids of links by cell, `B2` -> `rId1`. */
  readonly links: ReadonlyMap<string, string>;
}

const maxLinks = 1_000_000;
const marker = Buffer.from('sheetData>');
const mergeCell = /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([^"']+)["']/g;
const hyperlink = /<(?:\w+:)?hyperlink\s[^>]*>/g;

/** Passes over the rows of a sheet without parsing them and reads merges and links behind them. */
export async function readTail(input: Input): Promise<SheetTail> {
  const merges: Merge[] = [];
  const links = new Map<string, string>();
  let rest = '';
  for await (const text of textAfterRows(input)) {
    const piece = rest + text;
    const end = piece.lastIndexOf('>') + 1;
    rest = piece.slice(end).slice(0, 100_000);
    const whole = piece.slice(0, end);
    for (const [, reference = ''] of whole.matchAll(mergeCell)) addMerge(merges, reference);
    for (const [tag] of whole.matchAll(hyperlink)) addLink(links, tag);
  }
  return { merges, links };
}

async function* textAfterRows(input: Input): AsyncGenerator<string> {
  let carry = Buffer.alloc(0);
  let after = false;
  for await (const chunk of input.open() as AsyncIterable<Buffer>) {
    if (after) {
      yield latin1(chunk);
      continue;
    }
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const end = rowsEnd(bytes);
    if (end >= 0) {
      after = true;
      yield latin1(bytes.subarray(end));
    } else carry = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 64)));
  }
}

/** Position behind `</sheetData>` or `</x:sheetData>`. */
function rowsEnd(bytes: Buffer): number {
  for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + 1)) {
    if (/<\/(?:\w+:)?$/.test(latin1(bytes.subarray(Math.max(0, at - 32), at)))) return at + marker.length;
  }
  return -1;
}

function addMerge(merges: Merge[], reference: string): void {
  const [from = '', to = from] = reference.split(':');
  const start = parseAddress(from);
  const end = parseAddress(to);
  keepMerge(merges, { top: start.row, bottom: end.row, left: start.column, right: end.column });
}

function addLink(links: Map<string, string>, tag: string): void {
  const cell = /\sref\s*=\s*["']([A-Za-z]+\d+)/.exec(tag)?.[1];
  const id = /\s\w+:id\s*=\s*["']([^"']+)["']/.exec(tag)?.[1];
  if (cell !== undefined && id !== undefined && links.size < maxLinks) links.set(cell.toUpperCase(), id);
}

/** References and ids are ASCII; other characters of the tail do not matter. */
function latin1(bytes: Buffer): string {
  return bytes.toString('latin1');
}
