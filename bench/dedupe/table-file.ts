import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

export type TextRow = Readonly<Record<string, string>>;

/** Reads a small CSV file whole, unzipped when its name ends in `.gz`; cells are trimmed. */
export function readTable(file: string, delimiter = ','): readonly TextRow[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return parse(text, {
    columns: true,
    delimiter,
    trim: true,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as readonly TextRow[];
}
