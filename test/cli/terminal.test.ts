import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openTerminal, type ColorChoice } from '../../src/terminal.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { people, peopleMapping } from './people.ts';
import { program } from './perenos.ts';

const folder = temporaryFolder('perenos-terminal-');
const harness = join(import.meta.dirname, 'pseudo-terminal.py');
const hasPython = process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty']).status === 0;
const title = hasPython
  ? 'on a terminal'
  : 'on a terminal (skipped: python3, which makes the pseudo terminal, is absent)';

beforeAll(() => {
  writeFileSync(join(folder, 'people.csv'), people(300, ';', '\n').csv);
  writeFileSync(join(folder, 'map.yaml'), peopleMapping('people.csv'));
  writeFileSync(join(folder, 'broken.yaml'), 'perenos: 1\nsouces: {}\n');
});

/** Variables that decide about colour; those not named are absent. */
type Settings = Readonly<Partial<Record<'NO_COLOR' | 'FORCE_COLOR' | 'CI' | 'TERM' | 'PSEUDO_TYPED', string>>>;

function environmentOf(settings: Settings): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, CI: _ci, TERM: _term, ...rest } = process.env;
  return { ...rest, PERENOS_LANG: 'en', TERM: 'xterm-256color', ...settings };
}

function onTerminal(settings: Settings, width: number, ...words: readonly string[]): string {
  const { stdout } = spawnSync('python3', [harness, String(width), process.execPath, program, ...words], {
    cwd: folder,
    env: environmentOf(settings),
    encoding: 'utf8',
  });
  return stdout;
}

function piped(settings: Settings, ...words: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    env: environmentOf(settings),
    encoding: 'utf8',
  });
  return stdout + stderr;
}

// oxlint-disable-next-line no-control-regex
const escape = /\u001b/;

describe.skipIf(!hasPython)(title, () => {
  test.each<readonly [colored: boolean, settings: Settings]>([
    [true, {}],
    [false, { NO_COLOR: '' }],
    [false, { NO_COLOR: '1' }],
    [false, { NO_COLOR: '1', FORCE_COLOR: '1' }],
    [false, { TERM: 'dumb' }],
    [false, { CI: 'true' }],
    [true, { CI: 'true', FORCE_COLOR: '1' }],
  ])('escapes: %s with %o', (colored, settings) => {
    expect(escape.test(onTerminal(settings, 80, 'check', 'broken.yaml'))).toBe(colored);
  });

  test('--no-color and --color never write no escapes', () => {
    expect(onTerminal({}, 80, 'check', 'broken.yaml', '--no-color')).not.toMatch(escape);
    expect(onTerminal({}, 80, 'check', 'broken.yaml', '--color', 'never')).not.toMatch(escape);
  });

  test('progress is one redrawn line that is gone at the end and never wider than the terminal', () => {
    const text = onTerminal({}, 40, 'plan', '--mapping', 'map.yaml', '-o', 'a.pplan');
    expect(text).toContain('\r\u001b[K');
    for (const redrawn of text.split('\r\u001b[K').slice(1)) {
      const [line = ''] = redrawn.split('\r\n');
      if (/reading|finding|resolving|comparing/.test(line)) expect(line.length).toBeLessThan(40);
    }
    expect(text.slice(text.lastIndexOf('\r\u001b[K'))).not.toMatch(/reading ·/);
  });

  test('under CI or on a dumb terminal progress is plain lines', () => {
    for (const settings of [{ CI: '1' }, { TERM: 'dumb' }]) {
      const text = onTerminal(settings, 80, 'plan', '--mapping', 'map.yaml', '-o', `${Object.keys(settings)[0]}.pplan`);
      expect(text).not.toContain('\u001b[K');
      expect(text).toMatch(/reading · people\.csv/);
    }
  });
});

describe('into a pipe', () => {
  test.each<readonly [colored: boolean, settings: Settings]>([
    [false, {}],
    [false, { TERM: 'dumb' }],
    [false, { NO_COLOR: '1', FORCE_COLOR: '1' }],
    [false, { CI: 'true' }],
    [true, { FORCE_COLOR: '1' }],
  ])('escapes: %s with %o', (colored, settings) => {
    expect(escape.test(piped(settings, 'check', 'broken.yaml'))).toBe(colored);
  });
});

describe('the decision about colour', () => {
  const plain = { noColor: false, forceColor: false, ci: false, dumb: false };
  test('is made for each stream by itself', () => {
    const [file, screen] = [{ write: () => true }, { isTTY: true, write: () => true }];
    expect(openTerminal({ stdout: file, stderr: screen }, 'auto', plain)).toMatchObject({
      color: false,
      messageColor: true,
      live: true,
    });
    expect(openTerminal({ stdout: screen, stderr: file }, 'auto', plain)).toMatchObject({
      color: true,
      messageColor: false,
      live: false,
    });
  });

  const decide = (isTTY: boolean, choice: ColorChoice, changes: Partial<typeof plain>) =>
    openTerminal({ stdout: { isTTY, write: () => true }, stderr: { isTTY, write: () => true } }, choice, {
      ...plain,
      ...changes,
    }).color;

  test.each([
    [true, 'auto', {}, true],
    [false, 'auto', {}, false],
    [true, 'auto', { noColor: true }, false],
    [true, 'auto', { dumb: true }, false],
    [true, 'auto', { ci: true }, false],
    [false, 'auto', { forceColor: true }, true],
    [true, 'auto', { noColor: true, forceColor: true }, false],
    [false, 'always', { noColor: true }, true],
    [true, 'never', { forceColor: true }, false],
  ] as const)('terminal %s, --color %s, %o: %s', (isTTY, choice, changes, colored) => {
    expect(decide(isTTY, choice, changes)).toBe(colored);
  });
});
