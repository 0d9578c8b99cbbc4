import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkFile } from '../../src/commands/check-file.ts';
import type { Invocation } from '../../src/commands/command.ts';
import { readConfig } from '../../src/config.ts';
import { openTerminal } from '../../src/terminal.ts';
import { testContext } from '../context.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { environment, perenos, perenosJson, program } from './perenos.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = temporaryFolder('perenos-ci-');
beforeAll(() => {
  cpSync(join(root, 'samples', 'ci'), folder, { recursive: true });
});

/**
 * What a check of the sample says after one change, as `code file:line:column → suggestion`. `§` in the new text marks the place
 * where the problem must point.
 */
async function afterChange(file: string, from: string, to: string) {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  const marked = before.replace(from, to);
  const lines = marked.slice(0, marked.indexOf('§')).split('\n');
  const place = `${file}:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
  writeFileSync(path, marked.replace('§', ''));
  try {
    const { problems } = await checkFile(join(folder, 'perenos.yaml'), 5, invocation);
    const found = problems.map(({ code, place: at, suggestion }) => {
      const shown = `${relative(folder, at.file)}:${at.line}:${at.column}`;
      return [code, shown === place ? '§' : shown, ...(suggestion === undefined ? [] : [`→ ${suggestion}`])].join(' ');
    });
    return found;
  } finally {
    writeFileSync(path, before);
  }
}

const invocation: Invocation = {
  arguments: [],
  flags: { text: () => undefined, texts: () => [], flag: () => false },
  config: readConfig({}, {}, '0'),
  context: testContext().context,
  terminal: openTerminal({ stdout: { write: () => true }, stderr: { write: () => true } }, 'never', {
    noColor: true,
    forceColor: false,
    ci: false,
    dumb: true,
  }),
};

test('the sample repository passes every level, without its exports', () => {
  const { document } = perenosJson(folder, 'check', '--level', '5');
  expect(document.issues).toEqual([]);
  expect(document.summary).toMatchObject({ errors: 0, warnings: 0, tests_passed: 7 });
});

describe('one fault in the sample repository is found at its place', () => {
  const owners = 'perenos.yaml:19:30';
  test.each<readonly [file: string, from: string, to: string, wanted: readonly string[]]>([
    ['perenos.yaml', 'key: Номер, system', 'key: Номер, §systm', ['mapping.unknown-key § → system']],
    ['perenos.yaml', 'from: Телефон,', 'from: §Телефн,', ['mapping.unknown-column § → Телефон']],
    ['perenos.yaml', 'row["Удалён"]', 'row["§Удалн"]', ['mapping.unknown-column § → Удалён']],
    ['perenos.yaml', 'pipeline: Продажи\n', 'pipeline: §Продаже\n', ['check.pipeline § → Продажи']],
    ['perenos.yaml', 'const: Продажи', 'const: §Закупки', ['check.pipeline §']],
    ['perenos.yaml', 'Новый: Новая', 'Новый: §Новое', ['check.stage § → Новая']],
    ['perenos.yaml', 'target: UF_CRM_CODE_1C', 'target: §UF_CRM_CODE_1', ['check.target-field § → UF_CRM_CODE_1C']],
    ['perenos.yaml', 'target: UF_CRM_CODE_1C', 'target: §DATE_MODIFY', ['check.field-read-only §']],
    ['perenos.yaml', 'type: text, label', 'type: §number, label', ['check.field-type §']],
    ['perenos.yaml', 'default: boss@', 'default: §bos@', ['check.user § → boss@romashka.ru']],
    ['maps/owners.csv', 'ivanova@', 'ivanov@', [`check.user ${owners} → ivanova@romashka.ru`]],
    ['perenos.yaml', 'type: bitrix24', 'type: §amocrm', ['check.target-type §']],
    ['perenos.yaml', 'portal: romashka.', 'portal: §test.', ['check.target-portal §']],
    ['target-schema.json', 'Пётр", "active": true', 'Пётр", "active": false', [`check.user-dismissed ${owners}`]],
    ['tests/deals.yaml', 'block: deals', 'block: §deal', ['check.test-block § → deals']],
    ['tests/deals.yaml', 'stage: WON', 'stage: §LOSE', ['check.test-value §']],
    ['tests/deals.yaml', 'expect: rejected', 'expect: §filtered', ['check.test-outcome §']],
    ['tests/deals.yaml', 'Сумма: "10"', '§Суммма: "10"', ['check.test-column § → Сумма']],
    ['tests/deals.yaml', 'name: неизвестный', '§nme: неизвестный', ['mapping.unknown-key § → name']],
    ['tests/companies.yaml', 'issues: [phone.lookalike]', 'issues: §[]', ['check.test-value §']],
    ['tests/companies.yaml', 'type: work, primary', 'type: §home, primary', ['check.test-value §']],
  ])('%s: %s → %s', async (file, from, to, wanted) => {
    const found = await afterChange(file, from, to);
    for (const one of wanted) expect(found).toContain(one);
  });

  test('a snapshot that is none is refused', async () => {
    await expect(afterChange('target-schema.json', '"1.0"', '"2.0"')).rejects.toMatchObject({ code: 'check.snapshot' });
    await expect(afterChange('headers.json', '{', '[')).rejects.toMatchObject({ code: 'check.snapshot' });
  });
});

describe('the formats of CI hosts', () => {
  const format = (name: string, ...words: readonly string[]) =>
    perenos(folder, 'check', 'broken.yaml', '--format', name, ...words);

  beforeAll(() => {
    writeFileSync(join(folder, 'broken.yaml'), 'perenos: 1\nsouces: {}\nload: {}\n');
  });

  test('sarif, junit, github and gitlab name code, file, line and column', () => {
    const sarif = JSON.parse(format('sarif').out) as {
      runs: [{ results: { ruleId: string; locations: unknown[] }[] }];
    };
    expect(sarif.runs[0].results[0]).toMatchObject({
      ruleId: 'mapping.unknown-key',
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'broken.yaml' }, region: { startLine: 2, startColumn: 1 } } },
      ],
    });
    expect(format('junit').out).toMatch(
      /<testcase classname="broken.yaml" name="mapping.unknown-key souces"><failure [^>]*>broken.yaml:2:1&#10;/,
    );
    expect(format('github').out).toMatch(/^::error file=broken.yaml,line=2,col=1,title=mapping.unknown-key::/);
    expect((JSON.parse(format('gitlab').out) as unknown[])[0]).toMatchObject({
      check_name: 'mapping.unknown-key',
      severity: 'major',
      location: { path: 'broken.yaml', lines: { begin: 2 } },
    });
    const json = format('json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({ command: 'check', ok: false, exit_code: 2 });
  });

  test('a report goes to -o, the words to stdout', () => {
    const { out } = format('sarif', '-o', 'report.sarif');
    expect(out).toMatch(/mapping.unknown-key {2}broken.yaml:2:1/);
    expect(JSON.parse(readFileSync(join(folder, 'report.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(JSON.parse(format('sarif', '-o', '-').out)).toMatchObject({ version: '2.1.0' });
  });

  test('fingerprints stay when lines move and differ between places', () => {
    const prints = () =>
      (JSON.parse(format('gitlab').out) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
    const before = prints();
    writeFileSync(join(folder, 'broken.yaml'), '# a comment\n\nperenos: 1\nsouces: {}\nload: {}\n');
    expect(prints()).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });
});

describe.skipIf(process.platform === 'win32')('the action of this repository', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    inputs: Record<string, { default: string }>;
    outputs: Record<string, unknown>;
    runs: { steps: [{ run: string; env: Record<string, string> }] };
  };

  function runAction(mapping: string, format: string) {
    const tools = join(folder, 'tools');
    mkdirSync(tools, { recursive: true });
    writeFileSync(join(tools, 'npx'), `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(join(tools, 'npx'), 0o755);
    const output = join(folder, 'github-output');
    writeFileSync(output, '');
    const finished = spawnSync('bash', ['-e', '-c', action.runs.steps[0].run], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...environment,
        PATH: `${tools}:${process.env['PATH']}`,
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        MAPPING: mapping,
        LEVEL: '5',
        FORMAT: format,
        FAIL_ON: action.inputs['fail-on']!.default,
        VERSION: 'latest',
      },
    });
    return { ...finished, outputs: readFileSync(output, 'utf8').trim().split('\n') };
  }

  test('passes the sample and gives every output it declares', () => {
    const { status, outputs, stderr } = runAction('perenos.yaml', 'sarif');
    expect(status, stderr).toBe(0);
    expect(outputs).toEqual([
      'errors=0',
      'warnings=0',
      `report=${join(folder, 'perenos-check.sarif')}`,
      'verdict=passed',
    ]);
    expect(new Set(outputs.map((line) => line.split('=')[0]))).toEqual(new Set(Object.keys(action.outputs)));
  });

  test('fails a broken mapping, annotates it and writes the summary of the step', () => {
    const { status, stdout, outputs } = runAction('broken.yaml', 'github');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^::error file=broken.yaml,line=4,col=1,title=mapping.unknown-key::/);
    expect(outputs).toContain('verdict=failed');
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toMatch(
      /\| error \| broken.yaml:4:1 \| mapping.unknown-key \|/,
    );
  });

  test('hands every input to the step', () => {
    const used = Object.values(action.runs.steps[0].env).join(' ');
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name} `);
  });
});

test('the pre-commit hook calls a command line that perenos understands', () => {
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as {
    id: string;
    entry: string;
    files: string;
  }[];
  const [hook] = hooks;
  expect(hook?.id).toBe('perenos-check');
  const [, ...words] = hook!.entry.split(' ');
  expect(perenos(folder, ...words).code).toBe(0);
  for (const file of ['perenos.yaml', 'a/perenos.local.yml', 'maps/owners.csv', 'headers.json'])
    expect(file).toMatch(new RegExp(hook!.files));
  expect('in/clients.csv').not.toMatch(new RegExp(hook!.files));
});

test('headings are saved where the exports are and used where they are not', () => {
  const project = temporaryProject();
  writeFileSync(join(project, 'people.csv'), 'Код;ФИО\n1;Иванов Иван\n');
  const mapping =
    'perenos: 1\nsources: {p: {file: people.csv}}\nload:\n  p: {entity: contact, from: p, key: Код, fields: {full_name: ФИО}}\n';
  writeFileSync(join(project, 'perenos.yaml'), mapping);
  expect(perenos(project, 'check', '--save-headers', 'headers.json').code).toBe(0);
  writeFileSync(
    join(project, 'perenos.yaml'),
    mapping.replace('people.csv', 'absent.csv').replace('full_name: ФИО', 'full_name: Имя'),
  );
  const { document } = perenosJson(project, 'check');
  expect(document.issues.map(({ code }) => code)).toEqual(['mapping.unknown-column']);
  expect(perenos(project, 'check', '--save-headers', 'other.json').code).toBe(2);
});

function temporaryProject(): string {
  const project = join(folder, 'project');
  mkdirSync(project);
  return project;
}
