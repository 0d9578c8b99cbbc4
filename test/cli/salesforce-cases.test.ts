import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { runFiles } from '../run-files.ts';
import { csv, nobody, sid } from '../salesforce-reading.ts';
import { workdir } from '../workdir.ts';
import { zip } from '../zip.ts';

const org = '00D5g000000AbcdEAC';

function weeklyExport(): string {
  const { write } = workdir();
  const files: Record<string, string> = {
    'Account.csv': csv(['Id', 'IsDeleted', 'Name'], [sid('001', 1), '0', 'ООО Ромашка']),
    'Contact.csv': csv(['Id', 'IsDeleted', 'LastName', 'AccountId'], [sid('003', 1), '0', 'Сова', sid('001', 1)]),
    'Case.csv': csv(
      [
        'Id',
        'IsDeleted',
        'CaseNumber',
        'Subject',
        'Status',
        'Priority',
        'IsClosed',
        'ClosedDate',
        'ContactId',
        'AccountId',
        'MasterRecordId',
      ],
      [
        sid('500', 1),
        '0',
        '00001001',
        'Не печатает',
        'Closed',
        'High',
        '1',
        '2026-02-03 10:00:00',
        sid('003', 1),
        sid('001', 1),
        '',
      ],
      [sid('500', 2), '0', '00001002', '', 'New', 'Low', '0', '', nobody, nobody, ''],
      [sid('500', 3), '1', '00001003', 'Дубль', 'Closed', 'Low', '1', '', nobody, nobody, sid('500', 1)],
    ),
    'CaseComment.csv': csv(
      ['Id', 'IsDeleted', 'ParentId', 'CommentBody', 'IsPublished'],
      [sid('00a', 1), '0', sid('500', 1), 'Заменили картридж', '0'],
    ),
    'Task.csv': csv(
      ['Id', 'IsDeleted', 'Subject', 'WhoId', 'WhatId'],
      [sid('00T', 1), '0', 'Перезвонить', nobody, sid('500', 3)],
    ),
  };
  return write(`WE_${org}_1.ZIP`, zip(Object.entries(files).map(([name, data]) => ({ name, data }))));
}

describe('cases of Salesforce', () => {
  it('become deals of a pipeline of their own, with what belongs to them', async () => {
    const { rows } = await runFiles([weeklyExport()], '--preset', 'salesforce-case-deals');
    expect(rows('SELECT title, number, pipeline, stage, outcome, closed_at FROM deal ORDER BY number')).toEqual([
      {
        title: 'Не печатает',
        number: '00001001',
        pipeline: 'Обращения',
        stage: 'Closed',
        outcome: 'won',
        closed_at: '2026-02-03T10:00:00Z',
      },
      { title: '00001002', number: '00001002', pipeline: 'Обращения', stage: 'New', outcome: 'open', closed_at: null },
    ]);
    const linked = (table: string): string =>
      `SELECT l.kind, coalesce(d.number, c.last_name, k.name) AS name FROM ${table}_link l
       LEFT JOIN deal d ON l.kind = 'deal' AND d.id = l.ref_id LEFT JOIN contact c ON l.kind = 'contact' AND c.id = l.ref_id
       LEFT JOIN company k ON l.kind = 'company' AND k.id = l.ref_id ORDER BY 1`;
    const whole = [
      { kind: 'company', name: 'ООО Ромашка' },
      { kind: 'contact', name: 'Сова' },
      { kind: 'deal', name: '00001001' },
    ];
    // The task names a case that was merged into the first one.
    expect(rows(linked('activity'))).toEqual(whole);
    expect(rows(linked('note'))).toEqual(whole);
    expect(rows('SELECT text FROM note')).toEqual([{ text: 'Заменили картридж' }]);
  });

  it('become tasks of whom they are about', async () => {
    const { rows, codes } = await runFiles([weeklyExport()], '--preset', 'salesforce-case-tasks');
    expect(rows('SELECT subject, type, status, priority, completed_at FROM activity ORDER BY subject')).toEqual([
      { subject: '00001002', type: 'task', status: 'open', priority: 'low', completed_at: null },
      { subject: 'Не печатает', type: 'task', status: 'done', priority: 'high', completed_at: '2026-02-03T10:00:00Z' },
      { subject: 'Перезвонить', type: 'task', status: 'open', priority: 'normal', completed_at: null },
    ]);
    expect(rows('SELECT count(*) AS links FROM activity_link')).toEqual([{ links: 4 }]);
    expect(rows('SELECT count(*) AS links FROM note_link')).toEqual([{ links: 2 }]);
    // Neither the task nor the comment can hang on a task.
    expect(codes['salesforce.link-dropped']).toBe(2);
  });

  it('stay behind, and are listed, where nobody chose', async () => {
    const { rows, result } = await runFiles([weeklyExport()]);
    expect(rows('SELECT count(*) AS deals FROM deal')).toEqual([{ deals: 0 }]);
    const { report_json: file = '' } = result.files ?? {};
    const { left_behind: left } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const cases = left.filter(({ table }) => table === 'Case').map(({ column, filled }) => [column, filled]);
    expect(cases).toContainEqual(['CaseNumber', 3]);
  });
});
