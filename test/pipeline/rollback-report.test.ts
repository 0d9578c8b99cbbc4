import { expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { loadLocale } from '../../src/locales/language.ts';
import { reportSchema } from '../../src/model/report-schema.ts';
import { rollbackReport } from '../../src/pipeline/rollback-report.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderText } from '../../src/report/text.ts';
import { painter } from '../../src/terminal.ts';
import { portalStage } from '../loading/portal-stage.ts';
import { rehearsal, tables } from '../loading/rehearsal.ts';

test('a plan that takes back has a report like that of any plan: sums that add up and what stays because it was edited', async () => {
  const { stage, edit } = await portalStage();
  const project = await rehearsal(stage, { ...tables(1, 4), 'perenos.yaml': tableMapping('bitrix24') });
  const made = await project.plan();
  made.plan.close();
  await project.applyUntilDone(made.plan);
  edit('contact', 1, { COMMENTS: 'человек написал', NAME: 'Другое' });
  const { plan, manifest, sums } = await project.undo(made.plan);
  const connection = await stage.connect(project.context);
  const report = rollbackReport({ plan, manifest, description: await connection.describe(), masking: 'full' });
  plan.close();
  await connection.close();
  expect(sums.find(({ kind }) => kind === 'contact')).toMatchObject({ delete: 3, kept: 1 });
  expect(report.overall).toMatchObject({ create: 0, update: 0, skip: 1, adds_up: true });
  expect(report.overall.delete).toBe(sums.reduce((sum, line) => sum + line.delete, 0));
  expect(report.issues.map(({ code }) => code)).toContain('plan.edited-since');
  expect(reportSchema.safeParse(report).success).toBe(true);
  for (const language of ['ru', 'en'] as const) {
    const locale = await loadLocale(language);
    const page = renderHtml(report, locale);
    const console = renderText(report, locale, { width: 100, paint: painter(false) });
    const { undo } = locale.reportTexts;
    expect(page).toContain(undo.signOff?.command);
    expect(page).toContain(undo.page?.planReport);
    expect(console).toContain(undo.verdict?.plan?.remarks);
    // Nothing is loaded: no word of it in what a rollback says of itself.
    const loads =
      language === 'ru' ? /загружать|загружен будет|будут загружены|при загрузке/iu : /loaded|to load|by the load/iu;
    expect(console).not.toMatch(loads);
    expect(page.split('<script')[0]).not.toMatch(loads);
  }
});
