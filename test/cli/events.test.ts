import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { streamEvent } from '../../src/model/event.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { people, peopleMapping } from './people.ts';
import { environment, perenos, perenosJson, program } from './perenos.ts';

const folder = temporaryFolder('perenos-events-');
const made = people(600, ';', '\n');

beforeAll(() => {
  writeFileSync(join(folder, 'people.csv'), made.csv);
  writeFileSync(join(folder, 'map.yaml'), peopleMapping('people.csv'));
});

/** The lines of a stream, each checked by the published schema. */
function linesOf(text: string): readonly z.infer<typeof streamEvent>[] {
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => streamEvent.parse(JSON.parse(line)));
}

const read = (name: string) => linesOf(readFileSync(join(folder, name), 'utf8'));
const ofType = <T extends string>(lines: ReturnType<typeof read>, type: T) =>
  lines.filter((line): line is Extract<(typeof lines)[number], { type: T }> => line.type === type);

describe('the event stream', () => {
  test('of a run opens with its version, follows phases, findings and operations, and closes with what --json prints', () => {
    const { document } = perenosJson(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db', '--events', 'a.ndjson');
    const lines = read('a.ndjson');
    expect(lines[0]).toMatchObject({ type: 'version', format: '1.0', command: 'run' });
    const { type: _type, at: _at, ...last } = lines.at(-1) ?? { type: '', at: '' };
    expect(last).toEqual(document);
    expect(lines.filter(({ type }) => type === 'version' || type === 'summary')).toHaveLength(2);

    const phases = ofType(lines, 'phase').map(({ phase, subject, status }) => `${phase} ${subject} ${status}`);
    const inOrder = ['read people.csv', 'match company', 'match contact', 'plan contact', 'apply contact'];
    expect(phases.filter((one) => !one.includes('/'))).toEqual(
      expect.arrayContaining(
        inOrder.flatMap((one) => [`${one} started`, `${one} ended`].slice(one.startsWith('read') ? 2 : 0)),
      ),
    );
    expect(phases.filter((one) => one.endsWith('started'))).toHaveLength(phases.length / 2);
    const [ended] = ofType(lines, 'phase').filter(({ phase, status }) => phase === 'apply' && status === 'ended');
    expect(ended?.done).toBe(made.records);

    const ops = ofType(lines, 'op');
    expect(new Set(ops.map(({ key }) => key)).size).toBe(made.records);
    expect(ops.every(({ status, target_id }) => status === 'done' && target_id !== undefined)).toBe(true);

    const issues = ofType(lines, 'issue');
    expect(new Set(issues.filter(({ file }) => file !== '').map(({ line }) => line))).toEqual(new Set(made.unreadable));
    const counted = document.issues.reduce((sum, { count }) => sum + (count ?? 0), 0);
    expect(issues).toHaveLength(counted);
  });

  test('holds no values of the data', () => {
    perenos(folder, 'run', '--mapping', 'map.yaml', '--to', 'b.db', '--events', 'b.ndjson', '--mask', 'full');
    const text = readFileSync(join(folder, 'b.ndjson'), 'utf8');
    expect(text).not.toContain('firma-perenos.ru');
    expect(text).not.toContain('12-34');
  });

  test('has stdout for itself with -, where its last line is the result', () => {
    const { out, err, code } = perenos(folder, 'check', 'map.yaml', '--events', '-');
    const lines = linesOf(out);
    expect(lines.map(({ type }) => type)).toEqual(['version', 'summary']);
    expect(lines.at(-1)).toMatchObject({ command: 'check', ok: true, exit_code: 0 });
    expect(code).toBe(0);
    expect(err).toContain('1');
  });

  test('ends with the failure of a command that fails', () => {
    const { code } = perenos(folder, 'run', 'absent.csv', '--events', 'failed.ndjson');
    expect(read('failed.ndjson').at(-1)).toMatchObject({
      type: 'summary',
      ok: false,
      exit_code: code,
      issues: [{ code: 'input.not-found' }],
    });
  });

  test('is refused where stdout is to carry the document too, and where it cannot be written', () => {
    const both = perenosJson(folder, 'check', 'map.yaml', '--events', '-');
    expect([both.code, both.document.issues[0]?.code]).toEqual([2, 'cli.conflict']);
    for (const target of ['absent/a.ndjson', '/dev/fd/77']) {
      const { code, document } = perenosJson(folder, 'check', 'map.yaml', '--events', target);
      expect([code, document.issues[0]?.code]).toEqual([11, 'local.cannot-write']);
    }
  });

  test.skipIf(process.platform === 'win32')('goes to a descriptor that is open already', () => {
    const descriptor = openSync(join(folder, 'fd.ndjson'), 'w');
    const { status } = spawnSync(process.execPath, [program, 'check', 'map.yaml', '--events', '/dev/fd/3'], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'ignore', 'ignore', descriptor],
    });
    closeSync(descriptor);
    expect(status).toBe(0);
    expect(read('fd.ndjson').map(({ type }) => type)).toEqual(['version', 'summary']);
  });

  test.skipIf(process.platform === 'win32')('never stops a run when its reader goes away', async () => {
    const words = ['run', '--mapping', 'map.yaml', '--to', 'c.db', '--events', '/dev/fd/3', '--json'];
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    child.stdio[3]?.destroy();
    let out = '';
    child.stdout?.on('data', (part: Buffer) => (out += part.toString()));
    const code = await new Promise((done) => child.on('close', done));
    expect(code).toBe(0);
    expect(JSON.parse(out).summary.result[0]).toMatchObject({ planned: made.records, done: made.records });
  });
});

test('the schema of the stream in the package is the one of the code', () => {
  const file = join(import.meta.dirname, '..', '..', 'schemas', 'events-1.schema.json');
  const { title: _title, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(schema).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(streamEvent, { target: 'draft-7' }))));
});
