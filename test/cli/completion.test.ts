import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { candidates } from '../../src/commands/completion-candidates.ts';
import { completionScripts } from '../../src/commands/completion-scripts.ts';
import { workdir } from '../workdir.ts';
import { environment, program } from './perenos.ts';

describe('candidates', () => {
  test.each<readonly [typed: readonly string[], wanted: readonly string[]]>([
    [['ch'], ['check']],
    [['r'], ['run', 'rejects', 'report']],
    [
      ['rejects', ''],
      ['show', 'export'],
    ],
    [
      ['mapping', 's'],
      ['suggest', 'schema'],
    ],
    [['check', '--fo'], ['--format']],
    [['check', '--format', 's'], ['sarif']],
    [
      ['check', '--format', ''],
      ['text', 'json', 'sarif', 'junit', 'github', 'gitlab'],
    ],
    [
      ['check', '--lang', ''],
      ['ru', 'en'],
    ],
    [
      ['--lang', ''],
      ['ru', 'en'],
    ],
    [['--lang', 'ru', 'ch'], ['check']],
    [['run', '--mask', 'n'], ['none']],
    [['run', '--preset', '1c-b'], ['1c-bank']],
    [['run', '--format', 'comm'], ['commerceml']],
    [
      ['explain', 'phone.too-'],
      ['phone.too-long', 'phone.too-short'],
    ],
    [['help', 'exit'], ['exit-codes']],
    [['completion', 'p'], ['powershell']],
    [
      ['mapping', 'import', 'a.sdl', '--from', ''],
      ['sdl', 'cumulusci', 'sfdmu'],
    ],
    [['run', '--to', ''], []],
    [['inspect', ''], []],
    [['nothing', ''], []],
    [['--ver'], ['--verbose', '--version']],
  ])('after %j', async (typed, wanted) => {
    const found = await candidates(typed, '.');
    for (const one of wanted) expect(found).toContain(one);
    if (wanted.length === 0) expect(found).toEqual([]);
    expect(found.every((word) => word.startsWith(typed.at(-1) ?? ''))).toBe(true);
  });

  test('runs of the project are offered, the newest first', async () => {
    const { folder, path } = workdir();
    for (const run of ['20260101T000000Z-aaaa', '20260202T000000Z-bbbb'])
      mkdirSync(path(`.perenos/runs/${run}`), { recursive: true });
    expect(await candidates(['rejects', 'show', ''], folder)).toEqual([
      '20260202T000000Z-bbbb',
      '20260101T000000Z-aaaa',
    ]);
  });
});

const hasShell = (name: string) => spawnSync(name, ['--version']).error === undefined;

/** A folder with a `perenos` that runs the built program. */
function toolFolder(): string {
  const { folder } = workdir();
  writeFileSync(join(folder, 'perenos'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(join(folder, 'perenos'), 0o755);
  return folder;
}

describe.skipIf(!hasShell('bash') || process.platform === 'win32')('bash', () => {
  test.each([
    ['perenos ch', 'check'],
    ['perenos rejects ', 'show export'],
    ['perenos check --format s', 'sarif'],
  ])('%j + Tab', (line, wanted) => {
    const words = line.split(' ');
    const script = `${completionScripts.bash}
COMP_WORDS=(${words.map((word) => `"${word}"`).join(' ')}); COMP_CWORD=${words.length - 1}; _perenos; echo "\${COMPREPLY[*]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: { ...environment, PATH: `${toolFolder()}:${process.env['PATH']}` },
    });
    expect(stderr).toBe('');
    for (const one of wanted.split(' ')) expect(stdout.trim().split(/\s+/)).toContain(one);
  });
});

describe.each([
  ['zsh', ['-n']],
  ['fish', ['--no-execute']],
] as const)('%s', (shell, check) => {
  test.skipIf(!hasShell(shell))(
    hasShell(shell) ? 'accepts its script' : 'accepts its script (skipped: the shell is absent)',
    () => {
      const { write } = workdir();
      const file = write('script', completionScripts[shell]);
      expect(spawnSync(shell, [...check, file]).status).toBe(0);
    },
  );
});

test.each(Object.entries(completionScripts))('the script of %s asks perenos and nothing else', (_shell, script) => {
  expect(script).toContain('perenos completion candidates --');
  expect(script).not.toMatch(/curl|http/);
});
