import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CheckFinding, CheckOutcome } from '../../src/report/check-finding.ts';
import { renderGithub, renderGithubSummary } from '../../src/report/github.ts';
import { renderGitlab } from '../../src/report/gitlab.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { readXml, readXmlTree, type XmlElement } from './xml-text.ts';

function finding(number: number, changes: Partial<CheckFinding> = {}): CheckFinding {
  return {
    code: 'mapping.unknown-key',
    severity: number % 3 === 0 ? 'error' : 'warning',
    file: 'карты/perenos 1.yaml',
    line: number + 1,
    column: 3,
    path: `load.b${number}`,
    title: 'неизвестный ключ',
    message: `ключа «k${number}» не бывает`,
    cause: 'Опечатка.',
    fix: 'Исправьте.',
    suggestion: undefined,
    fingerprint: number.toString(16).padStart(32, '0'),
    ...changes,
  };
}

function outcome(findings: readonly CheckFinding[]): CheckOutcome {
  return { findings, files: ['карты/perenos 1.yaml'], passed: [], toolVersion: '1.2.3', verdict: 'итог' };
}

const many = outcome(Array.from({ length: 30_000 }, (_value, number) => finding(number)));
const hostile = outcome([finding(0, { message: 'a\n::error::b %0A <b>"&\u001b[31m | `x`, ]]>', suggestion: 'c:d,e' })]);

/** The properties of SARIF 2.1.0 that are written, with the names and enums of its schema; nothing else may appear. */
const text = z.strictObject({ text: z.string().min(1) });
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          semanticVersion: z.string(),
          rules: z.array(
            z.strictObject({
              id: z.string(),
              shortDescription: text,
              fullDescription: text,
              help: text,
              defaultConfiguration: z.strictObject({ level: z.enum(['error', 'warning', 'note', 'none']) }),
            }),
          ),
        }),
      }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.strictObject({ level: z.string(), message: text })).optional(),
        }),
      ),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level: z.enum(['error', 'warning', 'note', 'none']),
          message: text,
          locations: z.tuple([
            z.strictObject({
              physicalLocation: z.strictObject({
                artifactLocation: z.strictObject({ uri: z.string().regex(/^[\w%./~()!*'-]+$/) }),
                region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) }),
              }),
            }),
          ]),
          partialFingerprints: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ]),
});

describe('SARIF', () => {
  test('fits its schema, refers to its rules and encodes paths', () => {
    const [run] = sarif.parse(
      JSON.parse(renderSarif(outcome([finding(0), finding(1, { code: 'mapping.yaml' })]))),
    ).runs;
    expect(run.results.map(({ ruleId, ruleIndex }) => [ruleId, run.tool.driver.rules[ruleIndex]?.id])).toEqual([
      ['mapping.unknown-key', 'mapping.unknown-key'],
      ['mapping.yaml', 'mapping.yaml'],
    ]);
    expect(decodeURIComponent(run.results[0]!.locations[0].physicalLocation.artifactLocation.uri)).toBe(
      'карты/perenos 1.yaml',
    );
  });

  test('keeps 25 000 results of 30 000, errors first, and says that some are left out', () => {
    const [run] = sarif.parse(JSON.parse(renderSarif(many))).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.results.findLastIndex(({ level }) => level === 'error')).toBe(9_999);
    expect(run.invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(/^5000 /);
  });

  test('without problems has an empty list of results', () => {
    expect(sarif.parse(JSON.parse(renderSarif(outcome([])))).runs[0].results).toEqual([]);
  });
});

/** What Jenkins' schema (junit-10.xsd of its xUnit plugin) lets an element have; `!` marks what must be there. */
const junit: Readonly<
  Record<string, { readonly attributes: readonly string[]; readonly children: readonly string[] }>
> = {
  testsuites: { attributes: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    attributes: [
      'name!',
      'tests!',
      'failures!',
      'errors!',
      'skipped',
      'time',
      'timestamp',
      'hostname',
      'id',
      'package',
      'file',
    ],
    children: ['testcase', 'properties', 'system-out', 'system-err'],
  },
  testcase: {
    attributes: ['name!', 'classname', 'time', 'group'],
    children: ['failure', 'error', 'skipped', 'system-out', 'system-err'],
  },
  failure: { attributes: ['type', 'message'], children: [] },
  'system-out': { attributes: [], children: [] },
};

/** Where a tree is not what the schema says. */
function junitFaults({ name, attributes, children, text: own }: XmlElement): readonly string[] {
  const rule = junit[name];
  if (rule === undefined) return [`<${name}> does not exist`];
  const known = rule.attributes.map((attribute) => attribute.replace('!', ''));
  const isMixed = name === 'failure' || name === 'system-out';
  return [
    ...Object.keys(attributes)
      .filter((attribute) => !known.includes(attribute))
      .map((one) => `${name}.${one} is unknown`),
    ...rule.attributes
      .filter((one) => one.endsWith('!') && attributes[one.slice(0, -1)] === undefined)
      .map((one) => `${name}.${one}`),
    ...children.filter((child) => !rule.children.includes(child.name)).map((child) => `<${child.name}> in <${name}>`),
    ...(isMixed || own.trim() === '' ? [] : [`text in <${name}>`]),
    ...children.flatMap(junitFaults),
  ];
}

describe('JUnit', () => {
  test('fits the schema Jenkins checks it by, whatever the text', () => {
    const passed = { ...outcome([finding(1)]), passed: [{ file: 'tests/a.yaml', name: 'два телефона' }] };
    for (const one of [hostile, outcome([]), outcome([finding(0), finding(1)]), passed]) {
      expect(junitFaults(readXmlTree(renderJunit(one)))).toEqual([]);
    }
  });

  test('gives equal findings names of their own: of equal names GitLab takes one', () => {
    const twice = [finding(0, { path: 'maps.m.file' }), finding(1, { path: 'maps.m.file' })];
    const [suite] = readXmlTree(renderJunit(outcome(twice))).children;
    expect(suite?.children.map(({ attributes }) => attributes['name'])).toEqual([
      'mapping.unknown-key maps.m.file',
      'mapping.unknown-key maps.m.file (2)',
    ]);
  });

  test('is well-formed with hostile text and counts its cases', () => {
    for (const one of [hostile, outcome([]), outcome([finding(0), finding(1)])]) {
      const names = readXml(renderJunit(one));
      const cases = names.filter((name) => name === 'testcase').length;
      expect(renderJunit(one)).toContain(`<testsuites name="итог" tests="${cases}"`);
      expect(cases).toBe(Math.max(1, one.findings.length));
    }
  });

  test('fails for errors only', () => {
    const made = renderJunit(outcome([finding(0), finding(1), finding(2)]));
    expect(made.match(/<failure /g)).toHaveLength(1);
    expect(made).toContain('failures="1" errors="0" skipped="0"');
  });
});

describe('GitHub', () => {
  test('annotates ten errors and ten warnings and tells the total in one notice', () => {
    const lines = renderGithub(many).split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.at(-1)).toBe('::notice title=perenos check::итог');
    expect(lines).toHaveLength(21);
  });

  test('data cannot start a command or leave its property', () => {
    const [first, second, ...rest] = renderGithub(hostile).split('\n');
    expect(first).toMatch(
      /^::error file=карты\/perenos 1.yaml,line=1,col=3,title=mapping.unknown-key::a%0A::error::b %250A/,
    );
    expect(second).toMatch(/^::notice/);
    expect(rest).toEqual([]);
    // oxlint-disable-next-line no-control-regex
    expect(first).not.toMatch(/\u001b/);
    const named = renderGithub(outcome([finding(0, { file: 'a,b:c.yaml' })]));
    expect(named).toMatch(/^::error file=a%2Cb%3Ac.yaml,line=1/);
  });

  test('the step summary stays under 1 MiB and says how many lines are left out', () => {
    const made = renderGithubSummary(many);
    expect(Buffer.byteLength(made)).toBeLessThan(1024 * 1024);
    const rows = made.split('\n').filter((line) => /^\| (error|warning) /.test(line));
    expect(made).toContain(`… + ${30_000 - rows.length}`);
    expect(rows[0]).toMatch(/^\| error /);
    expect(renderGithubSummary(hostile)).toMatch(/\\\| \\`x\\`/);
  });
});

test('GitLab gets an array with unique fingerprints, the worst first', () => {
  const issue = z.strictObject({
    description: z.string().min(1),
    check_name: z.string(),
    fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
    severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
    location: z.strictObject({
      path: z.string().regex(/^(?!\.?\/)/),
      lines: z.strictObject({ begin: z.int().min(1) }),
    }),
  });
  const made = z.array(issue).parse(JSON.parse(renderGitlab(many)));
  expect(made).toHaveLength(30_000);
  expect(new Set(made.map(({ fingerprint }) => fingerprint)).size).toBe(30_000);
  expect(made[0]?.severity).toBe('major');
});
