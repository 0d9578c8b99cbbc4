import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commandName, type CommandDefinition } from '../../src/commands/command.ts';
import { globalFlags } from '../../src/commands/global-flags.ts';
import { longName } from '../../src/commands/help-text.ts';
import { commandDefinitions } from '../../src/commands/index.ts';
import { networkFlags } from '../../src/commands/network-flags.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { loadLocale } from '../../src/locales/language.ts';
import { toolVersion } from '../../src/version.ts';
import { workdir } from '../workdir.ts';
import { perenos } from './perenos.ts';

const locales = await Promise.all([loadLocale('ru'), loadLocale('en')]);
const everywhere = commandDefinitions.flatMap((definition) => locales.map((locale) => ({ definition, locale })));

async function printed(locale: (typeof locales)[number], ...words: readonly string[]): Promise<string> {
  const outcome = await buildProgram(locale, toolVersion).parse(['node', 'perenos', ...words]);
  if (!('text' in outcome)) throw new Error('ran a command instead of printing');
  return outcome.text;
}

describe.each(everywhere)('perenos $definition.path --help ($locale.language)', ({ definition, locale }) => {
  test('shows purpose, examples, every flag with its text, and exit codes', async () => {
    const text = await printed(locale, ...definition.path, '--help');
    const own = locale.commandTexts[commandName(definition)];
    expect(own).toBeDefined();
    expect(text.split('\n')[0]).toBe(own?.summary);
    for (const example of definition.examples) expect(text).toContain(`  ${example}`);
    for (const { flags } of definition.flags) {
      expect(own?.flags[longName(flags)], flags).toBeTruthy();
      expect(text).toContain(flags);
    }
    for (const { flags } of globalFlags) {
      expect(locale.interfaceTexts.globalFlags[longName(flags)], flags).toBeTruthy();
      expect(text).toContain(flags);
    }
    for (const { flags } of networkFlags) {
      expect(locale.interfaceTexts.networkFlags[longName(flags)], flags).toBeTruthy();
      expect(text.includes(`  ${flags} `), flags).toBe(definition.usesNetwork === true);
    }
    for (const code of definition.exitCodes) expect(text).toMatch(new RegExp(`^ +${code} +\\S`, 'm'));
    expect(text).not.toContain('undefined');
  });

  test('explains every parameter', () => {
    const own = locale.commandTexts[commandName(definition)];
    const names = [...definition.parameters.matchAll(/[<[]([\w-]+)/g)].map(([, name = '']) => name);
    expect(Object.keys(own?.parameters ?? {})).toEqual(names);
  });
});

test('no text is left of a command or flag that is gone', () => {
  const known = new Map(commandDefinitions.map((one) => [commandName(one), one]));
  const stray = locales.flatMap(({ language, commandTexts }) =>
    Object.entries(commandTexts).flatMap(([name, texts]) =>
      strayOf(known.get(name), Object.keys(texts.flags)).map((flag) => `${language} ${name} ${flag}`),
    ),
  );
  expect(stray).toEqual([]);
});

function strayOf(definition: CommandDefinition | undefined, flags: readonly string[]): readonly string[] {
  if (definition === undefined) return ['(whole command)'];
  const known = definition.flags.map((flag) => longName(flag.flags));
  return flags.filter((flag) => !known.includes(flag));
}

test.each(locales)('bare perenos fits into twenty lines and shows the usual path ($language)', async (locale) => {
  const text = await printed(locale);
  expect(text.split('\n').length).toBeLessThanOrEqual(20);
  for (const step of ['inspect', 'mapping suggest', 'check', 'plan', 'apply'])
    expect(text).toContain(`perenos ${step}`);
});

test.each(locales)('every text of the Russian interface has an English twin ($language)', ({ interfaceTexts }) => {
  const [ru, en] = locales;
  expect(Object.keys(interfaceTexts).toSorted()).toEqual(Object.keys(ru.interfaceTexts).toSorted());
  expect(Object.keys(interfaceTexts.exitCodes)).toEqual(Object.keys(en.interfaceTexts.exitCodes));
  expect(Object.keys(interfaceTexts.globalFlags)).toEqual(Object.keys(en.interfaceTexts.globalFlags));
});

describe('the built program', () => {
  test('ends with 0 after help, version and bare call, and writes them to stdout', () => {
    const { folder } = workdir();
    for (const words of [[], ['--help'], ['-h'], ['help'], ['run', '--help'], ['rejects', '--help'], ['help', 'run']]) {
      expect(perenos(folder, ...words), words.join(' ')).toMatchObject({ code: 0, err: '' });
    }
    expect(perenos(folder, '--version')).toEqual({ code: 0, out: `${toolVersion}\n`, err: '' });
    expect(perenos(folder, '-V').out).toBe(`${toolVersion}\n`);
  });

  test.each([['--help'], ['--version'], ['run', '--help'], ['help', 'run'], ['chek']])(
    'loads no package but commander for %s %s',
    (...words) => {
      const loaded = modulesOf(words);
      const packages = new Set(loaded.map((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]));
      packages.delete(undefined);
      expect([...packages]).toEqual(['commander']);
      // The texts of one language, the definitions of commands and little else.
      expect(loaded.length).toBeLessThan(180);
    },
  );
});

test('a run of a plain table loads nothing that reads archives, XML, workbooks or addresses', () => {
  const { folder, path, write } = workdir();
  write('people.csv', 'Имя;Телефон\nИванов Иван Иванович;+7 916 123-45-67\n');
  const loaded = modulesOf(['run', 'people.csv'], { folder, path });
  expect(loaded.some((url) => url.includes('/sources/csv.'))).toBe(true);
  const packages = new Set(loaded.map((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? ''));
  expect([...packages].filter((name) => ['yauzl', 'saxes', 'exceljs', 'xlsx'].includes(name))).toEqual([]);
  expect(loaded.filter((url) => /excel\/xlsx|http\/exchange|import-files\//.test(url))).toEqual([]);
});

/** Addresses of all modules that a call of the program loads, built-in ones not counted. */
function modulesOf(
  words: readonly string[],
  { folder, path }: Pick<ReturnType<typeof workdir>, 'folder' | 'path'> = workdir(),
): readonly string[] {
  const log = path('modules.txt');
  const program = join(import.meta.dirname, '..', '..', 'bin', 'perenos.js');
  const logger = pathToFileURL(join(import.meta.dirname, 'module-log.mjs')).href;
  spawnSync(process.execPath, ['--import', logger, program, ...words], {
    cwd: folder,
    env: { ...process.env, PERENOS_MODULE_LOG: log, PERENOS_LANG: 'en' },
  });
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((url) => url !== '' && !url.startsWith('node:'));
}
