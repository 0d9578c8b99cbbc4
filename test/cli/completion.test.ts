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

/** How each shell is asked what may follow a line, by the script it would be given. zsh completes in its line editor only. */
const asking: Readonly<Record<'bash' | 'zsh' | 'fish', (script: string, words: readonly string[]) => string>> = {
  bash: (script, words) =>
    `${script}\nCOMP_WORDS=(${quoted(words)}); COMP_CWORD=${words.length - 1}; _perenos; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (script, words) =>
    `compdef() { : }; compadd() { print -l -- "\${(@P)2}" }; _files() { : }\n${script}\nwords=(${quoted(words)}); CURRENT=${words.length}; _perenos`,
  fish: (script, words) => `${script}\ncomplete -C '${words.join(' ')}'`,
};
const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(' ');

describe.each(['bash', 'zsh', 'fish'] as const)('%s', (shell) => {
  const isThere = hasShell(shell) && process.platform !== 'win32';
  const skipped = isThere ? '' : ' (skipped: the shell is absent)';

  test.skipIf(!isThere).each([
    ['perenos ch', 'check'],
    ['perenos rejects ', 'show export'],
    ['perenos check --format s', 'sarif'],
    ['perenos explain phone.too-', 'phone.too-long phone.too-short'],
    ['perenos --lang ru comp', 'completion'],
  ])(`%j + Tab${skipped}`, (line, wanted) => {
    const { stdout, stderr } = spawnSync(shell, ['-c', asking[shell](completionScripts[shell], line.split(' '))], {
      encoding: 'utf8',
      cwd: workdir().folder,
      env: { ...environment, PATH: `${toolFolder()}:${process.env['PATH']}` },
    });
    expect(stderr).toBe('');
    const offered = stdout.split('\n').map((one) => one.split('\t')[0]);
    for (const one of wanted.split(' ')) expect(offered).toContain(one);
    const word = line.split(' ').at(-1) ?? '';
    expect(offered.filter((one) => one !== '' && one?.startsWith(word) !== true)).toEqual([]);
  });
});

test.each(Object.entries(completionScripts))('the script of %s asks perenos and nothing else', (_shell, script) => {
  expect(script).toContain('perenos completion candidates --');
  expect(script).not.toMatch(/curl|http/);
});
