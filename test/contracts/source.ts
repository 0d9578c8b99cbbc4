import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { fileInput } from '../../src/input.ts';
import type { Row } from '../../src/model/row.ts';
import type { Source } from '../../src/sources/source.ts';
import { bytesInput } from '../bytes-input.ts';
import { collector, collectRows, goldenRows } from '../collect-rows.ts';

const samples = resolve(import.meta.dirname, '../../samples');
/** Beside a sample `case.csv`: `case.rows.json`, what a correct reader yields, and perhaps `case.options.json`. */
const companion = /\.(rows|options)\.json$/;

/** Whether the files a process has open can be listed. */
const canListOpen = existsSync('/proc/self/fd');

interface Sample {
  readonly name: string;
  readonly path: string;
  readonly golden: string;
  readonly options: unknown;
}

function samplesOf(source: Source): readonly Sample[] {
  const folder = join(samples, source.name);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !companion.test(name) && /\.[^./\\]+$/.test(name),
  );
  return names.map((name) => {
    const path = join(folder, name);
    const stem = path.replace(/\.[^.]+$/, '');
    const options = existsSync(`${stem}.options.json`) ? JSON.parse(readFileSync(`${stem}.options.json`, 'utf8')) : {};
    return { name, path, golden: `${stem}.rows.json`, options };
  });
}

/** What every source keeps to; its samples in `samples/<name>/` are what it is tried on. */
export function keepsSourceContract(source: Source, all: readonly Source[]): void {
  const own = samplesOf(source);
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'perenos-source-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const copyOf = (sample: Sample): string => {
    const path = join(folder, basename(sample.path));
    copyFileSync(sample.path, path);
    return path;
  };

  it('has samples and says what it reads', () => {
    expect(own.length).toBeGreaterThan(0);
    expect(source.summary).toMatch(/^[A-Z0-9].{10,}[^.]$/);
    for (const extension of source.extensions) expect(extension).toMatch(/^\.[a-z0-9.]+$/);
  });

  describe.each(own)('on $name', (sample) => {
    it('yields the golden rows in batches of one table, at most 500 rows each', async () => {
      const rows: Row[] = [];
      const { context } = collector();
      for await (const batch of source.read(await fileInput(sample.path), sample.options, context)) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(500);
        expect(new Set(batch.map((row) => row.table)).size).toBe(1);
        rows.push(...batch);
      }
      for (const row of rows) expect(row.cells.length).toBeLessThanOrEqual(row.table.columns.length);
      await expect(`${JSON.stringify(goldenRows(rows), null, 1)}\n`).toMatchFileSnapshot(sample.golden);
    });

    it('is the source that claims the file', async () => {
      const input = await fileInput(sample.path);
      const claims = await Promise.all(
        all.map(async (other) => ({ name: other.name, confidence: (await other.detect(input))?.confidence ?? 0 })),
      );
      claims.sort((left, right) => right.confidence - left.confidence);
      expect(claims[0]).toMatchObject({ name: source.name });
      expect(claims[0]?.confidence).toBeGreaterThan(claims[1]?.confidence ?? 0);
    });

    it('stops with the reason of the abort, and leaves no file open', async () => {
      const path = copyOf(sample);
      const abort = new AbortController();
      const reason = new Error('stop');
      abort.abort(reason);
      const { context } = collector(abort.signal);
      const reading = async (): Promise<void> => {
        for await (const _batch of source.read(await fileInput(path), sample.options, context));
      };
      await expect(reading()).rejects.toBe(reason);
      await expectClosed(path);
    });

    it('leaves no file open when the reading ends early', async () => {
      const path = copyOf(sample);
      const { context } = collector();
      for await (const _batch of source.read(await fileInput(path), sample.options, context)) break;
      await expectClosed(path);
    });

    it('names a file that is gone', async () => {
      const path = copyOf(sample);
      const input = await fileInput(path);
      rmSync(path);
      await expect(collectRows(source, input, sample.options)).rejects.toMatchObject({
        code: 'input.not-found',
        exitCode: 3,
      });
    });

    it('gives rows or one InputError for every truncation and for flipped bytes', async () => {
      const content = readFileSync(sample.path);
      for (const broken of [...truncations(content, 20), ...flips(content, 50)]) {
        const input = bytesInput(sample.name, broken);
        const failure = await collectRows(source, input, sample.options).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failure !== undefined) expect(failure).toBeInstanceOf(InputError);
        await source.detect(input);
      }
    });
  });
}

async function expectClosed(path: string): Promise<void> {
  if (!canListOpen) return;
  // A file is closed by the thread pool: some time after the reading ended.
  await expect.poll(() => isOpen(path)).toBe(false);
}

function isOpen(path: string): boolean {
  return readdirSync('/proc/self/fd').some((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === path;
    } catch {
      return false;
    }
  });
}

function truncations(content: Buffer, count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) =>
    content.subarray(0, Math.floor((content.length * (index + 1)) / (count + 1))),
  ).filter((part) => part.length > 0);
}

/** Each with one byte changed; the same on every run. */
function flips(content: Buffer, count: number): Buffer[] {
  let seed = 20_261_122;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  return Array.from({ length: count }, () => {
    const copy = Buffer.from(content);
    const at = random(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
    return copy;
  });
}
