import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { defaultInputLimits, type InputLimits } from '../../../src/input.ts';
import { readGeneral } from '../../../src/sources/csv/general.ts';
import type { CsvRecord, RecordSetting } from '../../../src/sources/csv/record.ts';
import { CsvScanner, scanRecords } from '../../../src/sources/csv/scanner.ts';

interface Outcome {
  readonly records: readonly CsvRecord[];
  readonly notices: readonly string[];
  readonly error: string | undefined;
}

function setting(notices: string[], width: number, limits: Partial<InputLimits> = {}): RecordSetting {
  return {
    file: 'in.csv',
    limits: { ...defaultInputLimits, ...limits },
    firstLine: 1,
    width,
    notice: (line, { code }) => void notices.push(`${code}@${line}`),
  };
}

async function* parts(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function outcome(
  read: (setting: RecordSetting) => AsyncIterable<readonly CsvRecord[]>,
  width = 0,
): Promise<Outcome> {
  const notices: string[] = [];
  const records: CsvRecord[] = [];
  try {
    for await (const batch of read(setting(notices, width))) records.push(...batch);
    return { records, notices, error: undefined };
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    return { records, notices, error: `${cause.code}@${cause.place?.line}` };
  }
}

function scanned(text: string, delimiter: string, size: number, width = 0): Promise<Outcome> {
  return outcome((given) => scanRecords(parts(text, size), delimiter, given), width);
}

function general(text: string, delimiter: string): Promise<Outcome> {
  return outcome((given) =>
    readGeneral(parts(text, 1000), { delimiter, quote: '"', escape: '"', skipSpaces: false }, given),
  );
}

const delimiter = fc.constantFrom(',', ';', '\t', '|');
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const piece = fc.constantFrom('"', '""', ',', ';', '\n', '\r', '\r\n', ' ', 'a', 'Ж', '😀', "'", '');
const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.array(piece, { maxLength: 6 }).map((list) => list.join('')),
);
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 });

function quoted(text: string, mark: string, always: boolean): string {
  const needs = always || text.includes(mark) || /["\r\n]/.test(text);
  return needs ? `"${text.replaceAll('"', '""')}"` : text;
}

describe('CsvScanner', () => {
  it('reads back every table that was written by the rules, wherever the chunks are cut', async () => {
    const property = fc.asyncProperty(
      table,
      delimiter,
      fc.array(lineEnd, { minLength: 1, maxLength: 5 }),
      fc.record({ always: fc.boolean(), size: fc.integer({ min: 1, max: 50 }) }),
      async (rows, mark, ends, { always, size }) => {
        const text = rows
          .map((row, index) => {
            // An empty line after CR would join it to CR LF.
            const isBare = row.length === 1 && row[0] === '';
            return row.map((value) => quoted(value, mark, always || isBare)).join(mark) + ends[index % ends.length]!;
          })
          .join('');
        const { records, notices, error } = await scanned(text, mark, size);
        expect(records.map(({ cells }) => cells)).toEqual(rows);
        expect(notices).toEqual([]);
        expect(error).toBeUndefined();
      },
    );
    await fc.assert(property, { numRuns: 1500 });
  });

  it('gives what csv-parse gives on any text that keeps to the rules, and says so on any that does not', async () => {
    const weird = fc.array(fc.oneof(piece, fc.constantFrom('x;y', '"a"', '"a', 'a"', '\n"', ';"', '";')), {
      maxLength: 30,
    });
    const property = fc.asyncProperty(weird, fc.integer({ min: 1, max: 20 }), async (list, size) => {
      const text = list.join('');
      const expected = await general(text, ';');
      const found = await scanned(text, ';', size);
      if (expected.error === undefined) expect(found).toEqual(expected);
      else expect(found.error !== undefined || found.notices.length > 0).toBe(true);
    });
    await fc.assert(property, { numRuns: 4000 });
  });

  it('loses no character of a text that breaks the rules', async () => {
    const letters = fc.array(fc.constantFrom('a', 'b', ';', '"', '\n', 'c', 'd'), { maxLength: 60 });
    const property = fc.asyncProperty(letters, async (list) => {
      const text = list.join('');
      const { records, error } = await scanned(text, ';', 7, 3);
      if (error !== undefined) return;
      const letterCount = (value: string): number => value.replaceAll(/[^a-d]/g, '').length;
      const kept = records.flatMap(({ cells }) => cells).reduce((sum, value) => sum + letterCount(value), 0);
      expect(kept).toBe(letterCount(text));
    });
    await fc.assert(property, { numRuns: 2000 });
  });

  it('gives the same records and notices wherever the chunks are cut, broken quotes included', async () => {
    const letters = fc.array(fc.constantFrom('a', ';', '"', '\n', '\r\n', 'b;c;d\n', '"x";y;z\n'), { maxLength: 30 });
    const property = fc.asyncProperty(letters, fc.integer({ min: 1, max: 9 }), async (list, size) => {
      const text = list.join('');
      const whole = await scanned(text, ';', text.length + 1, 3);
      const cut = await scanned(text, ';', size, 3);
      // Records before the error are given or not as the chunks fall: the reading has failed anyway.
      expect(cut.error === undefined ? cut : cut.error).toEqual(whole.error === undefined ? whole : whole.error);
    });
    await fc.assert(property, { numRuns: 2000 });
  });

  it('tells a lost closing quote by the whole of the next line, not by a chunk of it', async () => {
    const text = '1;"a;b\nc;d"x;e\nf;g;h\n';
    const whole = await scanned(text, ';', 100, 3);
    expect(whole.notices).toEqual(['csv.missing-quote@1', 'csv.stray-quote@2']);
    for (let size = 1; size < text.length; size += 1) expect(await scanned(text, ';', size, 3)).toEqual(whole);
  });

  it('refuses one endless cell without holding it, plain or quoted', () => {
    for (const start of ['a,b\n1,', 'a,b\n1,"']) {
      const scanner = new CsvScanner(',', setting([], 2, { rowBytes: 100_000, fieldBytes: 50_000 }));
      scanner.write(start);
      const chunk = 'x'.repeat(10_000);
      let written = 0;
      const fill = (): void => {
        for (; written < 1e9; written += chunk.length) scanner.write(chunk);
      };
      expect(fill).toThrow(InputError);
      expect(written).toBeLessThan(300_000);
    }
  });
});
