import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { ConfigError } from '../../src/errors.ts';
import { loadLocale } from '../../src/locales/language.ts';
import { wordingOf } from '../../src/report/errors.ts';

const locales = await Promise.all([loadLocale('ru'), loadLocale('en')]);
const [ru, en] = locales;

/** What parsing a command line refuses. */
async function refusal(line: string): Promise<ConfigError> {
  const argv = ['node', 'perenos', ...line.split(' ').filter(Boolean)];
  const outcome = await buildProgram(en, '0')
    .parse(argv)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  if (!(outcome instanceof ConfigError)) throw new Error(`not refused: ${line}`);
  return outcome;
}

const commandTypos: readonly (readonly [typed: string, meant: string])[] = [
  ['chek', 'check'],
  ['chekc perenos.yaml', 'check'],
  ['cehck', 'check'],
  ['checks', 'check'],
  ['CHECK', 'check'],
  ['срусл', 'check'],
  ['сheck', 'check'],
  ['inspct a.csv', 'inspect'],
  ['inspekt a.csv', 'inspect'],
  ['insp a.csv', 'inspect'],
  ['rnu a.csv', 'run'],
  ['runn a.csv', 'run'],
  ['кгт a.csv', 'run'],
  ['paln', 'plan'],
  ['plann -o a.pplan', 'plan'],
  ['aply a.pplan', 'apply'],
  ['appply a.pplan', 'apply'],
  ['shwo a.pplan', 'show'],
  ['statsu', 'status'],
  ['stauts', 'status'],
  ['claen a.csv -o b.csv', 'clean'],
  ['phoen 123', 'phone'],
  ['phones 123', 'phone'],
  ['explan x', 'explain'],
  ['expalin x', 'explain'],
  ['hlep', 'help'],
  ['inti', 'init'],
  ['suggest -s a.csv', 'mapping suggest'],
  ['schema', 'mapping schema'],
  ['mapping sugest', 'mapping suggest'],
  ['mapping shema', 'mapping schema'],
  ['maping suggest', 'mapping suggest'],
  ['mappings schema', 'mapping schema'],
  ['reject show', 'rejects show'],
  ['rejects shwo', 'rejects show'],
  ['rejects exprot', 'rejects export'],
  ['export', 'rejects export'],
];

const flagTypos: readonly (readonly [typed: string, meant: string])[] = [
  ['check --levle 2', '--level'],
  ['check --lvel 2', '--level'],
  ['check --fail_on error', '--fail-on'],
  ['check --failon error', '--fail-on'],
  ['check --Level 2', '--level'],
  ['check -level 2', '--level'],
  ['check --jsn', '--json'],
  ['check --lagn ru', '--lang'],
  ['check --quite', '--quiet'],
  ['check --verbos', '--verbose'],
  ['check --colour never', '--color'],
  ['check --no-colour', '--no-color'],
  ['check --proejct .', '--project'],
  ['check --maks full', '--mask'],
  ['check --hlep', '--help'],
  ['--verison', '--version'],
  ['check --дштп', '--lang'],
  ['run a.csv --dryrun', '--dry-run'],
  ['run a.csv --dry_run', '--dry-run'],
  ['run a.csv --mappping m.yaml', '--mapping'],
  ['run a.csv --encodng utf-8', '--encoding'],
  ['run a.csv --delimeter ,', '--delimiter'],
  ['run a.csv --shet 1', '--sheet'],
  ['run a.csv --citycode 495', '--city-code'],
  ['plan --ouput a.pplan', '--output'],
  ['plan --detailed-exit-code', '--detailed-exitcode'],
  ['apply a.pplan --expected-hash ab', '--expect-hash'],
];

describe('a misspelt command', () => {
  test.each(commandTypos)('%s is answered with perenos %s', async (typed, meant) => {
    const error = await refusal(typed);
    expect(error.code).toBe('cli.unknown-command');
    expect(error.args).toMatchObject({ suggestion: `perenos ${meant}` });
  });

  test('is answered in both languages', async () => {
    const { code, args } = await refusal('chek');
    expect(wordingOf(ru, code).message(args)).toBe('команды «chek» нет, возможно, perenos check');
    expect(wordingOf(en, code).message(args)).toBe('there is no command "chek", did you mean perenos check?');
  });
});

describe('a misspelt flag', () => {
  test.each(flagTypos)('%s is answered with %s', async (typed, meant) => {
    const error = await refusal(typed);
    expect(error.code).toBe('cli.unknown-flag');
    expect(error.args).toMatchObject({ suggestion: meant });
  });
});

test('at least sixty typos are known', () => {
  expect(commandTypos.length + flagTypos.length).toBeGreaterThanOrEqual(60);
});

describe('a command line that lacks something or has too much', () => {
  test.each([
    ['rejects', 'cli.missing-command', { group: 'rejects', known: expect.stringContaining('show, export') }],
    ['inspect', 'cli.missing-argument', { name: 'file', usage: 'perenos inspect <file...>' }],
    ['apply a b c', 'cli.excess-arguments', { excess: 'b c', usage: 'perenos apply <plan>' }],
    ['clean a.csv', 'cli.flag-required', { flag: '-o, --output <file>' }],
    ['run --to', 'cli.flag-value-missing', { flag: '--to <file>' }],
    ['run a --fail-on eror', 'cli.bad-choice', { name: 'fail-on', value: 'eror', suggestion: 'error' }],
    ['check --lang de', 'cli.bad-choice', { name: 'lang', value: 'de', choices: 'ru, en' }],
    ['qwertyuiop', 'cli.unknown-command', { command: 'qwertyuiop' }],
  ])('%s is refused as %s', async (line, code, args) => {
    const error = await refusal(line);
    expect(error.code).toBe(code);
    expect(error.args).toMatchObject(args);
    expect(error.exitCode).toBe(2);
  });

  test('no far-fetched suggestion is made', async () => {
    expect((await refusal('qwertyuiop')).args).not.toHaveProperty('suggestion');
    expect((await refusal('check -z')).args).not.toHaveProperty('suggestion');
    expect((await refusal('run a --fail-on 9')).args).not.toHaveProperty('suggestion');
  });
});
