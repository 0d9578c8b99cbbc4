// npm run bench -- [--only NAME] [--rows N] [--quick] [--json]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCheck } from './check.ts';
import { benchCsv, benchXlsx, type Bench } from './end-to-end.ts';
import { asTable, type Measurement } from './measurement.ts';
import { benchParts } from './micro.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rows: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const benches: Readonly<
  Record<string, { run(bench: Bench): Promise<readonly Measurement[]>; rows: readonly number[] }>
> = {
  csv: { run: benchCsv, rows: [100_000, 1_000_000] },
  xlsx: { run: benchXlsx, rows: [200_000] },
  check: { run: benchCheck, rows: [500] },
  parts: { run: benchParts, rows: [100_000] },
};

const names = values.only ?? Object.keys(benches);
const asked = values.quick ? '20000' : values.rows;
if (asked !== undefined && !/^[1-9]\d*$/.test(asked)) throw new Error(`--rows is no number: ${asked}`);

const measurements: Measurement[] = [];
for (const name of names) {
  const bench = benches[name];
  if (bench === undefined) throw new Error(`there is no bench ${name}: ${Object.keys(benches).join(', ')}`);
  for (const rows of asked === undefined ? bench.rows : [Number(asked)]) {
    const folder = mkdtempSync(join(tmpdir(), 'perenos-bench-'));
    try {
      measurements.push(...(await bench.run({ folder, rows, log: (line) => console.error(line) })));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
if (values.json) console.log(JSON.stringify({ version: 1, node: process.version, measurements }, undefined, 2));
else console.log(asTable(measurements));
