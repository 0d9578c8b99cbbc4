import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import type { Report } from '../../src/model/report.ts';
import { renderHtml } from '../../src/report/html.ts';
import { portalProject } from './program.ts';

test('the report of a load names first what the portal refused, with the place of each and its reason', async () => {
  const { emulator, run, path } = await portalProject(5, 6);
  expect((await run(['plan', '-o', 'load.pplan'])).code).toBe(0);
  emulator.faults.set([{ kind: 'item-error', method: 'crm.item.batchImport' }]);
  const { code, err } = await run(['apply', 'load.pplan', '--yes', '--report', 'load.html']);
  expect(code, err).toBe(1);
  const report = JSON.parse(readFileSync(path('load.json'), 'utf8')) as Report;
  const refused = report.result_overall?.rejected ?? 0;
  expect(refused).toBeGreaterThan(0);
  const groups = report.issues.filter(({ code: found }) => found === 'target.rejected');
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(refused);
  expect(report.verdict.reasons[0]).toEqual({ code: 'target.rejected', args: null, count: refused });
  for (const { samples } of groups) {
    for (const { file, line, args } of samples) {
      expect(file).toMatch(/\.csv$/);
      expect(line).toBeGreaterThan(1);
      expect(JSON.stringify(args)).toContain('ERROR_CORE');
    }
  }
  const page = renderHtml(report, await loadLocale('en'));
  expect(page).toContain('refused by the new system');
  expect(page).toContain(`perenos rollback ${report.run.id}`);
});
