import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MatchTable } from '../matching/match-table.ts';
import { csvLine } from '../report/csv-line.ts';

/** Writes each table as a CSV file with a heading into a folder, which is made. They hold personal data: for the owner only. */
export async function writeMatchTables(tables: readonly MatchTable[], folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files: string[] = [];
  for (const { name, columns, rows } of tables) {
    const file = join(folder, `${name}.csv`);
    const lines = function* (): Iterable<string> {
      yield `${csvLine(columns, false)}\n`;
      for (const row of rows()) yield `${csvLine(row.map(String), false)}\n`;
    };
    await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }));
    files.push(file);
  }
  return files;
}
