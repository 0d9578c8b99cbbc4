import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { outputDocument } from '../../src/model/output.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { people, peopleMapping } from './people.ts';
import { environment, perenos, program } from './perenos.ts';
import { shellWords } from './shell-words.ts';

const folder = temporaryFolder('perenos-output-');

beforeAll(() => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('people.csv', people(20, ';', '\n').csv);
  write('empty-names.csv', 'Код;ФИО;Телефон;Почта\n1;Иванов Иван;+79161234567;\n2;;+79161234568;\n');
  write('map.yaml', peopleMapping('people.csv'));
  write('gate.yaml', peopleMapping('empty-names.csv'));
  write('broken.yaml', 'perenos: 1\nsouces: {}\n');
  write('not-yaml.yaml', 'perenos: "1\n');
  expect(perenos(folder, 'run', '--mapping', 'map.yaml', '--to', 'a.db').code).toBe(0);
});

const calls: readonly (readonly [line: string, exit: number])[] = [
  ['run --mapping map.yaml --to a.db', 0],
  ['run --mapping gate.yaml --to b.db', 5],
  ['run people.csv --mapping', 2],
  ['run absent.csv', 3],
  ['init made --yes', 0],
  ['init made --yes', 2],
  ['inspect people.csv', 0],
  ['inspect absent.csv', 3],
  ['mapping suggest -s people.csv', 0],
  ['mapping suggest', 2],
  ['mapping schema', 0],
  ['check map.yaml', 0],
  ['check broken.yaml', 2],
  ['check not-yaml.yaml', 2],
  ['check absent.yaml', 2],
  ['plan --mapping map.yaml --to a.db -o go.pplan', 0],
  ['plan --mapping broken.yaml', 2],
  ['show go.pplan', 0],
  ['show absent.pplan', 3],
  ['apply go.pplan --yes', 0],
  ['apply go.pplan --yes --expect-hash ffffffff', 6],
  ['status', 0],
  ['status -C made', 2],
  ['resume', 0],
  ['verify', 0],
  ['verify --sample 500%', 2],
  ['verify --sample 5', 2],
  ['verify no-such-run', 2],
  ['rollback -o undo.pplan', 0],
  ['ops list', 0],
  ['ops resolve 999 --as retry', 2],
  ['duplicates remove --dry-run', 0],
  ['audit verify', 0],
  ['purge --dry-run', 2],
  ['purge --all --dry-run', 0],
  ['runbook', 0],
  ['target schema --mapping map.yaml', 2],
  ['rejects show', 0],
  ['rejects show no-such-run', 2],
  ['rejects export -o rejects.json', 0],
  ['clean people.csv -o clean.csv', 0],
  ['clean absent.csv -o clean2.csv', 3],
  ['explain phone.too-short', 0],
  ['explain phone.to-short', 2],
  ['help exit-codes', 0],
  ['help nothing', 2],
  ['chek', 2],
  ['check --levle 2', 2],
  ['check map.yaml --mask some', 2],
];

describe('with --json', () => {
  test.each(calls)('%s prints one document that fits its schema and ends with %i', (line, exit) => {
    const { code, out } = perenos(folder, ...shellWords(line), '--json');
    const document = outputDocument.parse(JSON.parse(out));
    expect({ code, ok: document.ok, exit_code: document.exit_code }).toEqual({
      code: exit,
      ok: exit === 0,
      exit_code: exit,
    });
    if (exit === 2 || exit === 3) expect(document.issues.length).toBeGreaterThan(0);
  });

  test('codes, numbers and keys do not depend on the language', () => {
    const [ru, en] = ['ru', 'en'].map((language) => {
      const { out } = perenos(folder, 'check', 'broken.yaml', '--json', '--lang', language);
      return outputDocument.parse(JSON.parse(out));
    });
    const bare = (document: typeof ru) => document?.issues.map(({ code, args, place }) => ({ code, args, place }));
    expect(bare(ru)).toEqual(bare(en));
    expect(ru?.issues[0]?.message).not.toBe(en?.issues[0]?.message);
  });

  test('phone prints one document for every value', () => {
    const { out } = perenos(folder, 'phone', '--json', '8 916 123-45-67', '12');
    const [first, second] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { phones: { value: string }[] });
    expect(first?.phones.map(({ value }) => value)).toEqual(['+79161234567']);
    expect(second?.phones).toEqual([]);
  });

  test('the schema in the package is the one the tests use', () => {
    const file = join(import.meta.dirname, '..', '..', 'schemas', 'output-1.schema.json');
    const schema = JSON.parse(readFileSync(file, 'utf8')) as { required: string[] };
    expect(schema.required.toSorted()).toEqual(Object.keys(outputDocument.shape).toSorted());
  });
});

test('a result goes to stdout alone, everything else to stderr', () => {
  const { out, err } = perenos(folder, 'plan', '--mapping', 'map.yaml', '--to', 'a.db', '-o', 'other.pplan');
  expect(out).not.toMatch(/reading|Next/);
  expect(err).toMatch(/reading/);
  expect(err).toMatch(/Next/);
  const quiet = perenos(folder, 'plan', '--mapping', 'map.yaml', '--to', 'a.db', '-o', 'third.pplan', '-q');
  expect(quiet.err).toBe('');
  const failed = perenos(folder, 'inspect', 'absent.csv');
  expect(failed.out).toBe('');
  expect(failed.err).toMatch(/input\.not-found/);
});

test.skipIf(process.platform === 'win32')('a reader that goes away ends the command quietly with 0', () => {
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `"${process.execPath}" "${program}" help functions | head -1; echo "\${PIPESTATUS[0]}"`],
    { cwd: folder, env: environment, encoding: 'utf8' },
  );
  expect(stdout.split('\n')[1]).toBe('0');
  expect(stderr).toBe('');
});

test.skipIf(process.platform === 'win32')('so does one of messages and results together', () => {
  const line = `"${process.execPath}" "${program}" inspect people.csv 2>&1 | true; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, env: environment, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['0\n', '']);
});

test('control and direction characters of data never reach the terminal', () => {
  const { out, err } = perenos(folder, 'check', 'a\u001b[31m\u202e.yaml');
  // oxlint-disable-next-line no-control-regex
  expect(out + err).not.toMatch(/[\u001b\u202e]/);
});
