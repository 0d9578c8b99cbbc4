import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainServer } from '../http/loopback.ts';
import { workdir } from '../workdir.ts';
import { environment, program } from './perenos.ts';

const password = 'К4нарейка/в+клетке';
const login = `odata:${password}`;
const basic = Buffer.from(login).toString('base64');
const counterparty = { Ref_Key: '00000000-0000-4000-8000-000000000001', Description: 'ООО Пример', IsFolder: false };
const forms = [
  password,
  basic,
  encodeURIComponent(password),
  JSON.stringify(password).slice(1, -1),
  basic.replace(/=+$/, ''),
];

/** An infobase that tells everybody what it was told. */
async function infobase(status: number) {
  const heard: (string | undefined)[] = [];
  const server = await plainServer((request, response) => {
    heard.push(request.headers.authorization);
    const gossip = `who is ${password} with ${request.headers.authorization} (${encodeURIComponent(password)})?`;
    response.statusCode = status;
    const body = { 'odata.count': '1', value: [counterparty] };
    response.end(status === 200 ? JSON.stringify(body) : gossip);
  });
  const base = server.url('/base/odata/standard.odata').href;
  const source = (table: string): string =>
    `{url: "${base}", connection: base, format: 1c-odata, select: ${table}, system: 1c, options: {sets: [Catalog_Контрагенты]}}`;
  const mapping = [
    'perenos: 1',
    'project: live',
    'extends: 1c-odata',
    'sources:',
    `  counterparties: ${source('Контрагент')}`,
    `  contact_persons: ${source('КонтактноеЛицо')}`,
    `  documents: ${source('Документ')}`,
    'load: {}',
    '',
  ].join('\n');
  return { heard, mapping };
}

interface Outcome {
  readonly code: number | null;
  readonly text: string;
}

function started(command: string, words: readonly string[], cwd: string, more: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd, env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    child.stderr.on('data', (data: Buffer) => (text += data.toString()));
    child.once('close', (code) => resolve({ code, text }));
  });
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a secret that a server repeats', () => {
  test.each([[404], [503], [401]])('after %i is in nothing that is printed or written', async (status) => {
    const { heard, mapping } = await infobase(status);
    const { folder, write } = workdir();
    write('perenos.yaml', mapping);
    const secret = write('secret.txt', login);
    chmodSync(secret, 0o600);
    const words = [
      'run',
      '--mapping',
      'perenos.yaml',
      '--token-file',
      secret,
      '--json',
      '-vv',
      '--events',
      'events.ndjson',
    ];
    const { code, text } = await started(process.execPath, [program, ...words], folder, {});
    expect(code).toBe(status === 401 ? 7 : 3);
    expect(heard[0]).toBe(`Basic ${basic}`);
    const written = filesBelow(folder).filter((file) => file !== secret);
    expect(written.map((file) => file.slice(folder.length + 1))).toContain('events.ndjson');
    for (const form of forms) {
      expect(text).not.toContain(form);
      for (const file of written) expect(readFileSync(file).includes(form), file).toBe(false);
    }
    if (status === 404) expect(text).toContain('who is *** with Basic ***');
  });
});

test('a secret in a variable is taken with a warning', async () => {
  const { heard, mapping } = await infobase(401);
  const { folder, write } = workdir();
  write('perenos.yaml', mapping);
  const words = [program, 'run', '--mapping', 'perenos.yaml'];
  const { text } = await started(process.execPath, words, folder, { PERENOS_BASE_TOKEN: login });
  expect(text).toContain('warning http.secret-in-environment  the secret is taken from PERENOS_BASE_TOKEN');
  expect(heard).toEqual([`Basic ${basic}`]);
  const inCi = await started(process.execPath, words, folder, { PERENOS_BASE_TOKEN: login, CI: '1' });
  expect(inCi.text).not.toContain('http.secret-in-environment');
});

const hasPython = process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty']).status === 0;
const title = hasPython
  ? 'on a terminal'
  : 'on a terminal (skipped: python3, which makes the pseudo terminal, is absent)';

describe.skipIf(!hasPython)(title, () => {
  const harness = join(import.meta.dirname, 'pseudo-terminal.py');
  const asked = async (typed: string) => {
    const { heard, mapping } = await infobase(401);
    const { folder, write } = workdir();
    write('perenos.yaml', mapping);
    const words = [harness, '100', process.execPath, program, 'run', '--mapping', 'perenos.yaml'];
    return { heard, ...(await started('python3', words, folder, { PSEUDO_TYPED: typed })) };
  };

  test('a secret that is nowhere is asked for and not shown', async () => {
    const { code, heard, text } = await asked(`${login}x\u007f\r`);
    expect(text).toContain('Secret of the connection "base" (what you type is not shown): ');
    expect(heard).toEqual([`Basic ${basic}`]);
    expect(code).toBe(7);
    expect(text).not.toContain('odata:');
    expect(text).not.toContain(password);
  });

  test('Ctrl-C at the question ends with 130', async () => {
    const { code, heard } = await asked('abc\u0003');
    expect([code, heard]).toEqual([130, []]);
  });
});
