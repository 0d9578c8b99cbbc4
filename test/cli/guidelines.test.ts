import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { commandDefinitions } from '../../src/commands/index.ts';
import { globalFlags } from '../../src/commands/global-flags.ts';
import { flagsOf } from '../../src/commands/network-flags.ts';
import { loadLocale } from '../../src/locales/language.ts';

const root = join(import.meta.dirname, '..', '..');
const rows = readFileSync(join(root, 'docs', 'cli-guidelines.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!rule|---|\*\*)/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
const named = rows.flatMap(([rule = '', held = '']) =>
  [...held.matchAll(/`(test\/[\w./-]+\.test\.ts)`: ([^;]+)/g)].map(([, file = '', title = '']) => ({
    rule,
    file,
    title: title.trim(),
  })),
);
const flags = [...globalFlags, ...commandDefinitions.flatMap((definition) => flagsOf(definition))];

test('at least seventy rules apply, each with a test or a reason', () => {
  expect(rows.length).toBeGreaterThanOrEqual(70);
  expect(rows.filter(([, held = '']) => held.length < 10)).toEqual([]);
  expect(named.length).toBeGreaterThan(60);
});

test.each(named)('the test that holds "$rule" exists', ({ file, title }) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(readFileSync(join(root, file), 'utf8')).toContain(title);
});

test('every flag has a long name', () => {
  expect(flags.filter((flag) => !/--[a-z][a-z-]+/.test(flag.flags))).toEqual([]);
});

test('letters mean everywhere the same', () => {
  const meanings = new Map<string, Set<string>>();
  for (const flag of flags) {
    const [, letter, name] = /^-(\w), --([\w-]+)/.exec(flag.flags) ?? [];
    if (letter !== undefined && name !== undefined) meanings.set(letter, (meanings.get(letter) ?? new Set()).add(name));
  }
  expect([...meanings].filter(([, names]) => names.size > 1)).toEqual([]);
  expect(meanings.size).toBeLessThanOrEqual(12);
});

test('the usual names are there', () => {
  const names = new Set(flags.flatMap((flag) => flag.flags.match(/--[\w-]+/g) ?? []));
  for (const name of ['--output', '--quiet', '--verbose', '--dry-run', '--json', '--yes', '--no-input', '--no-color'])
    expect(names).toContain(name);
});

test('flags of one name take a value everywhere or nowhere', () => {
  const kinds = new Map<string, Set<boolean>>();
  for (const flag of flags) {
    const name = /--[\w-]+/.exec(flag.flags)?.[0] ?? '';
    kinds.set(name, (kinds.get(name) ?? new Set()).add(flag.flags.includes('<')));
  }
  expect([...kinds].filter(([, taking]) => taking.size > 1)).toEqual([]);
});

test('commands are a verb, or a noun and a verb, in lower case', () => {
  const odd = commandDefinitions.filter(
    ({ path }) => path.length > 2 || path.some((word) => !/^[a-z][a-z0-9-]*$/.test(word)),
  );
  expect(odd).toEqual([]);
});

test('nothing is abbreviated silently', async () => {
  const locale = await loadLocale('en');
  for (const line of ['insp a.csv', 'che', 'check --lev 2'])
    await expect(buildProgram(locale, '0').parse(['node', 'perenos', ...line.split(' ')])).rejects.toThrow(
      /cli\.unknown/,
    );
});
