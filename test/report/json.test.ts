import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { runProgram } from '../../src/cli/run-program.ts';
import { entitySchemas } from '../../src/model/entity.ts';
import { reportJsonSchema, reportSchema } from '../../src/model/report-schema.ts';
import type { Report } from '../../src/model/report.ts';
import { loadLocale } from '../../src/locales/language.ts';
import { renderJson } from '../../src/report/json.ts';
import { addDecimals } from '../../src/text/decimal-sum.ts';
import { workdir } from '../workdir.ts';
import { sampleReport } from './reports.ts';

const root = join(import.meta.dirname, '..', '..');
const stories = join(root, 'samples', 'stories');

/** Runs the story of the samples and gives its report. */
async function runStory(folder: string, ...flags: readonly string[]): Promise<Report> {
  const silent = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const silentToo = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const page = join(folder, 'report.html');
    const mapping = join(stories, 'perenos.yaml');
    const arguments_ = ['run', '--mapping', mapping, '-C', folder, '--to', join(folder, 'crm.db'), '--report', page];
    const code = await runProgram(buildProgram, ['node', 'perenos', ...arguments_, ...flags], {});
    expect(code).toBe(1);
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  } finally {
    silent.mockRestore();
    silentToo.mockRestore();
  }
}

describe('report.json', () => {
  test('of a real run is what its schema says, and adds up', async () => {
    const { folder } = workdir();
    const report = await runStory(folder);
    expect(reportSchema.safeParse(report).error).toBeUndefined();
    for (const line of [...report.funnel, report.overall]) {
      expect(line.read).toBe(line.rows + line.exploded + line.stubs);
      expect(line.read).toBe(line.filtered + line.rejected + line.merged + line.planned);
      expect(line.planned).toBe(line.create + line.update + line.delete + line.unchanged + line.skip);
    }
    for (const { source, gone, plan, diff } of report.totals) {
      expect(source.count).toBe(gone.count + plan.count);
      expect(diff).toBe('0');
      expect(Number(addDecimals(addDecimals(gone.sum, plan.sum), `-${source.sum}`))).toBe(0);
    }
    const deals = report.totals.filter(({ kind }) => kind === 'deal');
    const planned = report.funnel.find(({ kind }) => kind === 'deal')?.planned;
    expect(deals.reduce((sum, { plan }) => sum + plan.count, 0)).toBe(planned);
  });

  test('says what has changed since the run before', async () => {
    const { folder } = workdir();
    const first = await runStory(folder, '--dry-run');
    expect(first.since).toBeNull();
    expect(first.kind).toBe('plan');
    const second = await runStory(folder);
    expect(second.since?.before.run_id).toBe(first.run.id);
    expect(second.since?.issues).toEqual([]);
    const third = await runStory(folder);
    expect(third.existing.map(({ kind, matched }) => [kind, matched])).toEqual(
      third.funnel.map(({ kind, planned }) => [kind, planned]),
    );
    expect(third.since?.funnel.map(({ name }) => name)).toContain('unchanged');
  });

  test('hides personal data unless it is asked for', async () => {
    const { folder } = workdir();
    const open = JSON.stringify(await runStory(folder, '--mask', 'none'));
    const partial = JSON.stringify(await runStory(folder, '--mask', 'partial'));
    const full = JSON.stringify(await runStory(folder, '--mask', 'full'));
    for (const personal of ['orlov@gmial.com', '8 918 44 55 66', 'Соколова Анна Викторовна', '+79162034455']) {
      expect(open).toContain(personal);
      expect(partial).not.toContain(personal);
      expect(full).not.toContain(personal);
    }
  });

  test('is the same for the same report, and ends with a line end', () => {
    expect(renderJson(sampleReport(8))).toBe(renderJson(sampleReport(8)));
    expect(renderJson(sampleReport(8)).endsWith('}\n')).toBe(true);
  });

  test('has a schema on disk that is the one of the code', () => {
    const file = join(root, 'schemas', 'report-1.schema.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
  });

  test.each([1, 2, 3])('of invented report %i fits the schema too', (seed) => {
    expect(reportSchema.safeParse(sampleReport(seed, { hostile: true, since: true })).error).toBeUndefined();
  });

  test('with something that is not described is refused', () => {
    expect(reportSchema.safeParse({ ...sampleReport(1), surprise: 1 }).success).toBe(false);
  });
});

test.each(['ru', 'en'] as const)('every canonical field has a name in %s', async (language) => {
  const { reportTexts } = await loadLocale(language);
  const fields = Object.values(entitySchemas).flatMap((schema) => Object.keys(schema.shape));
  expect(fields.filter((field) => reportTexts.fields[field] === undefined)).toEqual([]);
});
