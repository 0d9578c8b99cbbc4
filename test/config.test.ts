import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, type GlobalFlags } from '../src/config.ts';
import { readSettings } from '../src/config-files.ts';
import { settingNames } from '../src/config-settings.ts';
import { cli } from '../src/mapping/schema/sections.ts';
import { workdir } from './workdir.ts';

/** A project and a home with settings in all three files. */
function places() {
  const { folder, path, write } = workdir();
  mkdirSync(path('home/perenos'), { recursive: true });
  const environment = { XDG_CONFIG_HOME: path('home'), LANG: 'de_DE.UTF-8' };
  const read = async (flags: GlobalFlags = {}, more: Record<string, string> = {}) => {
    const all = { ...environment, ...more };
    const config = readConfig({ project: folder, ...flags }, all, '0', await readSettings(folder, all));
    const origins = Object.fromEntries(config.settings.map(({ name, value, origin }) => [name, `${value} ${origin}`]));
    return { config, origins };
  };
  return { path, write, read };
}

describe('where a setting comes from', () => {
  test('flag, variable, perenos.local.yaml, cli: of perenos.yaml, own file, default: in this order', async () => {
    const { path, write, read } = places();
    expect((await read()).origins['mask']).toBe('partial default');
    write('home/perenos/config.yaml', 'mask: none\nlang: ru\n');
    expect((await read()).origins['mask']).toBe(`none ${path('home/perenos/config.yaml')}`);
    write('perenos.yaml', 'perenos: 1\ncli: {mask: full}\n');
    expect((await read()).origins['mask']).toBe('full perenos.yaml');
    write('perenos.local.yaml', 'mask: partial\n');
    expect((await read()).origins['mask']).toBe('partial perenos.local.yaml');
    expect((await read({}, { PERENOS_MASK: 'none' })).origins['mask']).toBe('none PERENOS_MASK');
    expect((await read({ mask: 'full' }, { PERENOS_MASK: 'none' })).origins['mask']).toBe('full flag');
    expect((await read()).config.language).toBe('ru');
  });

  test('CI masks fully and asks nothing unless told otherwise', async () => {
    const { read } = places();
    expect((await read({}, { CI: 'true' })).config).toMatchObject({ mask: 'full', interactive: false });
    expect((await read({ mask: 'none' }, { CI: 'true' })).config.mask).toBe('none');
    expect((await read({}, { CI: 'false' })).config.interactive).toBe(true);
    expect((await read({ input: false })).config.interactive).toBe(false);
    expect((await read({}, { PERENOS_INPUT: 'false' })).config.interactive).toBe(false);
  });

  test('every kind of value is read from a file', async () => {
    const { write, read } = places();
    write(
      'perenos.local.yaml',
      'lang: ru\njson: true\nquiet: true\nverbose: 2\ncolor: never\nlimit: {rowBytes: 123}\n',
    );
    const { config } = await read();
    expect(config).toMatchObject({ language: 'ru', json: true, quiet: true, verbosity: 2, color: 'never' });
    expect(config.limits.rowBytes).toBe(123);
  });

  test('the language follows the locale last', async () => {
    const { read } = places();
    for (const [LANG, wanted] of [
      ['ru_RU.UTF-8', 'ru'],
      ['kk_KZ.UTF-8', 'ru'],
      ['de_DE.UTF-8', 'en'],
      ['C', 'en'],
    ] as const) {
      expect((await read({}, { LANG })).config.language).toBe(wanted);
    }
    expect((await read({}, { LANG: 'ru_RU.UTF-8', LC_ALL: 'en_US.UTF-8' })).config.language).toBe('en');
    expect((await read({}, { LC_ALL: 'en_US.UTF-8', PERENOS_LANG: 'ru' })).config.language).toBe('ru');
  });
});

describe('a file of settings with a mistake', () => {
  test.each([
    ['msk: none\n', 'cli.unknown-setting', { key: 'msk', suggestion: 'mask' }],
    ['mask: some\n', 'cli.bad-choice', { name: 'mask', value: 'some' }],
    ['- a\n', 'cli.bad-settings', {}],
    ['mask: "none\n', 'cli.bad-settings', {}],
    ['limit: {rows: 1}\n', 'cli.bad-limit', {}],
  ])('%j is refused as %s', async (text, code, args) => {
    const { write, read } = places();
    write('perenos.local.yaml', text);
    await expect(read()).rejects.toMatchObject({ code, args });
  });

  test('a mapping without cli: is not looked into', async () => {
    const { write, read } = places();
    write('perenos.yaml', 'perenos: "1\n');
    expect((await read()).origins['mask']).toBe('partial default');
  });
});

test('cli: of a mapping takes the same settings', () => {
  expect(Object.keys(cli.shape).toSorted()).toEqual([...settingNames].toSorted());
});

describe('the way to servers', () => {
  test('a file of authorities is looked for where it is named: from the project, or from where the flag was typed', async () => {
    const { write, read } = places();
    write('perenos.local.yaml', 'ca_file: roots/corporate.pem\n');
    const { config } = await read();
    await expect(config.transport()).rejects.toMatchObject({
      code: 'input.not-found',
      args: { file: join(config.root, 'roots', 'corporate.pem') },
    });
    const typed = (await read({ caFile: 'typed.pem' })).config;
    await expect(typed.transport()).rejects.toMatchObject({ code: 'input.not-found', args: { file: 'typed.pem' } });
  });

  test.each([
    [{ tlsPin: ['sha256:abc'] }, {}, 'http.pin'],
    [{}, { PERENOS_TLS_PIN: 'abc' }, 'http.pin'],
    [{}, { HTTPS_PROXY: 'socks5://proxy:1080' }, 'http.proxy'],
  ])('%o with %o is refused as %s, when a server is called', async (flags, variables, code) => {
    const { config } = await places().read(flags, variables);
    await expect(config.transport()).rejects.toMatchObject({ code, exitCode: 2 });
  });

  test('is made once for a command', async () => {
    const { config } = await places().read({ tlsPin: [`sha256:${'ab'.repeat(32)}`] });
    expect(await config.transport()).toBe(await config.transport());
  });
});
