import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../../errors.ts';
import type { Table } from '../../model/row.ts';

const headers = z.object({
  format_version: z.string().regex(/^1\.\d+$/),
  /** By source name: its tables with their headings. */
  sources: z.record(z.string(), z.array(z.object({ table: z.string(), columns: z.array(z.string()) }))),
});

/** Headings of the sources of a mapping, committed beside it so that columns are checked without the data. */
export type Headers = z.infer<typeof headers>;

/** @throws ConfigError when the file is not what it should be */
export function readHeaders(file: string): Headers {
  let reason = '';
  try {
    const parsed = headers.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    reason = `${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.code ?? ''}`;
  } catch (error) {
    reason =
      error instanceof SyntaxError ? 'JSON' : error instanceof Error && 'code' in error ? String(error.code) : '';
  }
  throw new ConfigError('check.snapshot', { file, reason });
}

/** The tables of a source as the file has them; undefined when it says nothing about the source. */
export function committedTables(known: Headers, source: string, file: string): readonly Table[] | undefined {
  return known.sources[source]?.map(({ table, columns }) => ({ file, name: table, columns }));
}
