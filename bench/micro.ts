import { writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../src/context.ts';
import { fileInput } from '../src/input.ts';
import { compileMapping } from '../src/mapping/compile.ts';
import type { Row } from '../src/model/row.ts';
import { csv } from '../src/sources/csv.ts';
import { excel } from '../src/sources/excel.ts';
import type { Source } from '../src/sources/source.ts';
import { parsePersonName } from '../src/text/person-name.ts';
import { createPhoneParser } from '../src/text/phone/parser.ts';
import { writeCsv, writeXlsx } from './contact-files.ts';
import type { Bench } from './end-to-end.ts';
import type { Measurement } from './measurement.ts';
import { makePeople } from './people.ts';

const quiet: Context = {
  signal: new AbortController().signal,
  report: () => {},
  fact: () => {},
  event: () => {},
  now: () => new Date(),
};

/** Parts on their own, in this process: what each stage costs before the stages are put together. */
export async function benchParts({ folder, rows, log }: Bench): Promise<readonly Measurement[]> {
  const people = makePeople(rows, 2);
  const text = join(folder, 'parts.csv');
  const workbook = join(folder, 'parts.xlsx');
  await writeCsv(text, people);
  log('parts: writing a workbook');
  await writeXlsx(workbook, people);
  const cells = (column: number) => Array.from({ length: rows }, (_, index) => people.row(index)[column] ?? '');
  const { size } = await stat(text);
  log('parts: measuring');
  const reading = await measure('csv source', size / 1024 ** 2, 'MB', () => countRows(csv, text, rows));
  const sheet = await measure('excel source', rows, 'rows', () => countRows(excel, workbook, rows));
  return [reading, sheet, ...(await benchValues(cells, people.expected)), await benchMapping(folder, text, rows)];
}

async function countRows(source: Source, file: string, wanted: number): Promise<void> {
  let rows = 0;
  for await (const batch of source.read(await fileInput(file), {}, quiet)) rows += batch.length;
  check(`${source.name} rows`, rows, wanted);
}

async function benchValues(
  cells: (column: number) => readonly string[],
  { rows, badPhones }: { readonly rows: number; readonly badPhones: number },
): Promise<readonly Measurement[]> {
  const [phones, names] = [cells(2), cells(1)];
  const parse = await createPhoneParser({ country: 'RU' });
  return [
    await measure('phones', rows, 'values', () => {
      let found = 0;
      for (const phone of phones) if (parse(phone).phones.length > 0) found += 1;
      check('phones', found, rows - badPhones);
    }),
    await measure('person names', rows, 'values', () => {
      let found = 0;
      for (const name of names) if (parsePersonName(name).middleName !== undefined) found += 1;
      check('patronymics', found, rows);
    }),
  ];
}

async function benchMapping(folder: string, file: string, rows: number): Promise<Measurement> {
  const path = join(folder, 'parts.yaml');
  writeFileSync(
    path,
    'perenos: 1\nextends: contacts\nsources:\n  contacts: {file: parts.csv}\ntarget: {type: sqlite}\n',
  );
  const mapping = await compileMapping(path);
  const [block] = mapping.blocks;
  const batches: (readonly Row[])[] = [];
  for await (const batch of csv.read(await fileInput(file), {}, quiet)) batches.push(batch);
  const table = batches[0]?.[0]?.table;
  if (block === undefined || table === undefined) throw new Error('nothing to map');
  const bound = block.bind(table);
  return measure('mapping', rows, 'rows', () => {
    let drafts = 0;
    for (const batch of batches) {
      for (const row of batch) for (const { status } of bound.map(row, [])) if (status === 'draft') drafts += 1;
    }
    check('drafts', drafts, rows);
  });
}

async function measure(
  name: string,
  amount: number,
  unit: string,
  work: () => void | Promise<void>,
): Promise<Measurement> {
  const started = performance.now();
  const before = process.cpuUsage();
  await work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const shared = { group: 'Parts', ratio: undefined, cpuRatio: undefined, peakBytes: undefined, unit };
  return {
    ...shared,
    name,
    rows: Math.round(amount),
    wallMs,
    cpuMs: (user + system) / 1000,
    perSecond: (amount / wallMs) * 1000,
  };
}

function check(what: string, found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`${what}: ${found}, not ${wanted}`);
}
