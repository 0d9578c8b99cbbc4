import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { defaultInputLimits, headBytes, type Input } from '../../src/input.ts';
import { csv } from '../../src/sources/csv.ts';
import { json } from '../../src/sources/json.ts';
import type { Source } from '../../src/sources/source.ts';
import { collector } from '../collect-rows.ts';
import { memoryGrowth } from '../cost.ts';

const chunkBytes = 256 * 1024;

/** A file that exists only while it is read: `chunk` again and again, between `start` and `end`; `look` is called now and then. */
function endlessInput(
  file: string,
  parts: { start: string; chunk: string; end: string; chunks: number },
  look = () => {},
): Input {
  const start = Buffer.from(parts.start);
  const chunk = Buffer.from(parts.chunk);
  const bytes = start.length + chunk.length * parts.chunks + parts.end.length;
  function* pieces(): Generator<Buffer> {
    yield start;
    for (let count = 1; count <= parts.chunks; count += 1) {
      if (count % 16 === 0) look();
      yield chunk;
    }
    if (parts.end !== '') yield Buffer.from(parts.end);
  }
  return {
    file,
    path: undefined,
    bytes,
    limits: defaultInputLimits,
    head: () => Promise.resolve(Buffer.concat([start, chunk]).subarray(0, headBytes)),
    open: () => Readable.from(pieces()),
  };
}

interface Run {
  readonly rows: number;
  readonly failure: unknown;
  /** How far the memory in use rose above its start, in megabytes. */
  readonly grownMb: number;
}

async function run(source: Source, inputWith: (look: () => void) => Input): Promise<Run> {
  const { context } = collector();
  const { look, grownMb } = memoryGrowth();
  let rows = 0;
  let failure: unknown;
  try {
    for await (const batch of source.read(inputWith(look), {}, context)) rows += batch.length;
  } catch (error) {
    failure = error;
  }
  return { rows, failure, grownMb: grownMb() };
}

function repeated(line: string): string {
  return line.repeat(Math.floor(chunkBytes / Buffer.byteLength(line)));
}

const csvLine = '1042,Иванов Пётр,"ул. Ленина, д. 5",+7 495 000-00-01,ivanov@example.ru,Москва\n';
const jsonLine = '{"id":1042,"name":"Иванов Пётр","phones":[{"value":"+7 495 000-00-01","type":"work"}]},\n';

describe('a file of any size is read in the memory of a small one', () => {
  it('CSV of 200 MB', async () => {
    const chunk = repeated(csvLine);
    const { rows, failure, grownMb } = await run(csv, (look) =>
      endlessInput('in.csv', { start: 'id,name,street,phone,email,city\n', chunk, end: '', chunks: 800 }, look),
    );
    expect(failure).toBeUndefined();
    expect(rows).toBe((chunk.length / csvLine.length) * 800);
    expect(grownMb).toBeLessThan(40);
  });

  it('JSON of 50 MB', async () => {
    const chunk = repeated(jsonLine);
    const { rows, failure, grownMb } = await run(json, (look) =>
      endlessInput('in.json', { start: '[', chunk, end: '{"id":1}]', chunks: 200 }, look),
    );
    expect(failure).toBeUndefined();
    expect(rows).toBe((chunk.length / jsonLine.length) * 200 + 1);
    expect(grownMb).toBeLessThan(40);
  });
});

describe('an abort in the middle of a large file', () => {
  it.each([
    ['CSV', csv, { start: 'id,name,street,phone,email,city\n', chunk: repeated(csvLine), end: '', chunks: 4000 }],
    ['JSON', json, { start: '[', chunk: repeated(jsonLine), end: '{}]', chunks: 4000 }],
  ] as const)('stops %s within a batch', async (name, source, parts) => {
    const abort = new AbortController();
    const { context } = collector(abort.signal);
    const reason = new Error('stop');
    let batches = 0;
    const reading = async (): Promise<void> => {
      for await (const _batch of source.read(endlessInput(`in.${name}`, parts), {}, context)) {
        batches += 1;
        if (batches === 3) abort.abort(reason);
      }
    };
    await expect(reading()).rejects.toBe(reason);
    expect(batches).toBe(3);
  });
});

describe('one endless value is refused at once', () => {
  const chunk = 'x'.repeat(chunkBytes);

  it.each([
    ['a plain CSV cell', csv, 'in.csv', 'a,b\n1,2\n3,'],
    ['a quoted CSV cell', csv, 'in.csv', 'a,b\n1,2\n3,"'],
    ['a CSV header', csv, 'in.csv', 'a,b,'],
    ['a JSON text', json, 'in.json', '[{"a":1},{"a":"'],
    ['a JSON name', json, 'in.json', '[{"a":1},{"'],
    ['a JSON word', json, 'in.json', '[{"a":1},'],
  ] as const)('%s of a gigabyte', async (_name, source, file, start) => {
    const { failure, grownMb } = await run(source, (look) =>
      endlessInput(file, { start, chunk, end: '', chunks: 4000 }, look),
    );
    expect(failure).toMatchObject({ exitCode: 3, code: 'input.limit' });
    expect(grownMb).toBeLessThan(40);
  });
});
