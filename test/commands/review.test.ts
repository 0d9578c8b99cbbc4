import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perenos, perenosJson } from '../cli/perenos.ts';
import { reviewProject } from '../review/project.ts';
import { copyOf, decisionLines, queueOf } from '../review/serving.ts';

let project: ReturnType<typeof reviewProject>;
beforeAll(() => {
  project = reviewProject();
});
afterAll(() => project.remove());

const said = (folder: string) =>
  decisionLines(folder)
    .map(({ decision, members }) => JSON.stringify([decision, members]))
    .toSorted();

describe('questions that go out as a table', () => {
  test.each(['csv', 'xlsx'])('come back from .%s as the same decisions that the page would write', async (format) => {
    const online = copyOf(project.folder);
    const queue = await queueOf(online);
    const [first, second, third] = queue.groups.filter(({ members }) => members.length === 2);
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few groups');
    await queue.answer(first, { action: 'same', members: [], values: {} });
    await queue.answer(second, { action: 'different', members: [], values: {} });
    await queue.answer(third, { action: 'later', members: [], values: {} });
    const folder = copyOf(project.folder);
    const file = join(folder, `review.${format}`);
    perenosJson(folder, 'review', 'export', '-o', file, '--lang', 'ru');
    const answers = new Map([
      [first.id, 'Одно и то же'],
      [second.id, 'разные'],
      [third.id, 'later'],
    ]);
    if (format === 'csv') fillCsv(file, answers);
    else await fillBook(file, answers);
    const { code, document } = perenosJson(folder, 'review', 'import', file);
    expect([code, document.summary]).toEqual([0, { taken: 3, unclear: 0, dry_run: false }]);
    expect(said(folder)).toEqual(said(online));
    expect(perenosJson(folder, 'review', 'import', file).document.summary).toMatchObject({ taken: 0 });
  });

  test('hold nothing that a spreadsheet would evaluate', () => {
    const folder = copyOf(project.folder);
    perenosJson(folder, 'review', 'export', '-o', 'review.csv');
    const text = readFileSync(join(folder, 'review.csv'), 'utf8');
    expect(text).toContain("'=1+1");
    expect(
      text
        .split('\n')
        .flatMap((line) => line.split(';'))
        .filter((cell) => /^"?[=+\-@]/.test(cell)),
    ).toEqual([]);
  });

  test('say which rows are not understood', () => {
    const folder = copyOf(project.folder);
    const file = join(folder, 'review.csv');
    perenosJson(folder, 'review', 'export', '-o', file);
    const [head = '', row = '', ...rest] = readFileSync(file, 'utf8').split('\r\n');
    const filled = row.replace(/^(\S+?;.*?;crm:\w+;crm:\w+;);/, '$1может быть;');
    expect(filled).not.toBe(row);
    writeFileSync(file, [head, filled, ...rest].join('\r\n'));
    const { code, document } = perenosJson(folder, 'review', 'import', file);
    expect([code, document.summary]).toMatchObject([1, { taken: 0, unclear: 1 }]);
  });
});

function fillCsv(file: string, answers: ReadonlyMap<string, string>): void {
  const lines = readFileSync(file, 'utf8').split('\r\n');
  const filled = lines.map((line) => {
    const answer = answers.get(line.split(';')[0] ?? '');
    return answer === undefined ? line : line.replace(/^(.*?;crm:[\w-]+;crm:[\w-]+;);/, `$1${answer};`);
  });
  writeFileSync(file, filled.join('\r\n'));
}

async function fillBook(file: string, answers: ReadonlyMap<string, string>): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  book.worksheets[0]?.eachRow((row) => {
    const answer = answers.get(row.getCell(1).text);
    if (answer !== undefined) row.getCell(7).value = answer;
  });
  await book.xlsx.writeFile(file);
}

describe('decisions from the terminal', () => {
  test('merge, keep apart, and are undone by a split', () => {
    const folder = copyOf(project.folder);
    const merged = () => perenosJson(folder, 'plan').document.summary.duplicates[0]?.merged as number;
    const open = () => perenosJson(folder, 'review', 'list').document.summary.open as number;
    const before = open();
    expect(merged()).toBe(0);
    expect(perenos(folder, 'review', 'decide', 'crm:a1', 'crm:b1', 'same').code).toBe(0);
    expect(perenos(folder, 'review', 'decide', 'crm:a2', 'crm:b2', 'not-same').code).toBe(0);
    expect(open()).toBe(before - 2);
    expect(merged()).toBe(1);
    expect(open()).toBe(before - 2);
    expect(perenosJson(folder, 'split', 'crm:b1').document.summary).toMatchObject({ records: 2 });
    expect(merged()).toBe(0);
    expect(open()).toBe(before - 2);
    expect(perenosJson(folder, 'split', 'crm:b1').document.summary).toMatchObject({ records: 0 });
  });

  test('are asked again once a record has changed', () => {
    const folder = copyOf(project.folder);
    perenos(folder, 'review', 'decide', 'crm:a2', 'crm:b2', 'not-same');
    const file = join(folder, 'people.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('b2@mail.ru', 'other@mail.ru'));
    const { document } = perenosJson(folder, 'plan');
    expect(document.issues.map(({ code }) => code)).toContain('match.decision-stale');
    const { document: listed } = perenosJson(folder, 'review', 'list', '--max', '100');
    expect(JSON.stringify(listed.summary.groups)).toContain('"key":"b2"');
  });

  test('refuse what is no pair and what is not there', () => {
    const folder = copyOf(project.folder);
    const code = (...args: string[]) => perenosJson(folder, ...args).document.issues[0]?.code;
    expect(code('review', 'decide', 'crm:a1', 'crm:nobody', 'same')).toBe('match.unknown-record');
    expect(code('review', 'decide', 'crm:a1', 'crm:a1', 'same')).toBe('match.not-a-pair');
    expect(code('review', 'decide', 'crm:a1', 'crm:b1', 'perhaps')).toBe('cli.bad-choice');
    expect(decisionLines(folder)).toEqual([]);
  });

  test('are explained in bits that add up', () => {
    const folder = copyOf(project.folder);
    const { document } = perenosJson(folder, 'explain-match', 'crm:a1', 'crm:b1');
    const { prior, evidence, posterior, verdict } = document.summary;
    const weights = (evidence as { weight: number }[]).map(({ weight }) => weight);
    expect(weights.reduce((sum, weight) => sum + weight, prior as number)).toBeCloseTo(posterior as number, 9);
    expect(verdict).toBe('review');
    expect(perenos(folder, 'explain-match', 'crm:a1', 'crm:b1').out).toMatch(/Phones: equal\s+\+\d+\.\d █+/);
  });

  test('have tables of keys, features and weights for the SQL of another engine', () => {
    const folder = copyOf(project.folder);
    const { document } = perenosJson(folder, 'match', '--print-sql', 'duckdb', '--export', 'tables');
    const files = (document.summary.files as string[]).map((file) => file.replaceAll('\\', '/'));
    expect(files).toHaveLength(10);
    expect(files).toContain('tables/field_term.csv');
    const [head, first] = readFileSync(join(folder, 'tables', 'record_source.csv'), 'utf8').split('\n');
    expect(head).toBe('record,place,plan_number,system');
    expect(first).toMatch(/^0,0,\d+,crm$/);
    const loads = (document.summary.statements as { step: string }[]).filter(({ step }) => step === 'load');
    expect(loads).toHaveLength(10);
  });

  test('are asked for by a plan, unless nobody is to be asked', () => {
    const folder = copyOf(project.folder);
    expect(perenosJson(folder, 'plan').document.next).toContain('perenos review serve');
    const { document } = perenosJson(folder, 'plan', '--review', 'none');
    expect(document.next).not.toContain('perenos review serve');
    expect(document.summary.duplicates[0]).toMatchObject({ merged: 0 });
  });
});
