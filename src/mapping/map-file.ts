import { parse } from 'csv-parse/sync';
import { foldName } from '../text/nearest-name.ts';
import type { UnmappedValue } from './compiled.ts';

/**
 * A value-map file with new entries at its end: value, empty target, count as the comment. What was there stays byte for byte but
 * for a missing line end, and a value that waits for its target there is not asked for again; a new file is what a Russian Excel opens as a table: UTF-8 with a mark, semicolons, CRLF.
 */
export function appendMapEntries(before: Uint8Array | undefined, values: readonly UnmappedValue[]): Uint8Array {
  const known = before === undefined ? undefined : decode(before);
  const text = known?.text ?? '\uFEFFfrom;to;comment\r\n';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const firstLine = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = [';', ',', '\t'].find((sign) => firstLine.includes(sign)) ?? ';';
  const settings = { delimiter, bom: true, relax_column_count: true, relax_quotes: true } as const;
  const written = new Set(parse(text, settings).map(([from = '']) => foldName(from)));
  const missing = values.filter(({ value }) => !written.has(foldName(value)));
  if (before !== undefined && missing.length === 0) return before;
  const start = text === '' || text.endsWith('\n') ? '' : lineEnd;
  const lines = missing.map(({ value, count }) => [quoted(value, delimiter), '', String(count)].join(delimiter));
  const added = start + lines.map((line) => line + lineEnd).join('');
  if (known === undefined) return Buffer.from(text + added);
  // A file in windows-1251 goes on in UTF-8 as a whole: half of each would be read by nobody.
  return known.isUtf8
    ? Buffer.concat([before ?? Buffer.alloc(0), Buffer.from(added)])
    : Buffer.from(`\uFEFF${text}${added}`);
}

function decode(bytes: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: new TextDecoder('windows-1251').decode(bytes), isUtf8: false };
  }
}

function quoted(value: string, delimiter: string): string {
  return value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
