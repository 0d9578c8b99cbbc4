import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { checkAuditLog } from '../../src/store/audit-log.ts';
import { portalStage } from '../loading/portal-stage.ts';
import { rehearsal, tables } from '../loading/rehearsal.ts';

test('a company that came to be after its people is linked to them when the run goes on; the audit log says so', async () => {
  const { emulator, stage } = await portalStage();
  const project = await rehearsal(stage, { ...tables(3, 4), 'perenos.yaml': tableMapping('bitrix24') });
  const made = await project.plan();
  made.plan.close();
  // All attempts of the companies fail; people and deals are written without them.
  emulator.faults.set([{ method: 'crm.item.batchimport', kind: '500', times: 5 }]);
  const { starts } = await project.applyUntilDone(made.plan);
  expect(starts).toBeGreaterThan(1);
  const { items, bindings } = emulator.state;
  const [company] = [...items.company.all()];
  const people = [...items.contact.all()];
  expect(people.map(({ id }) => bindings.contactCompanies.of(id).map((bond) => bond.id))).toEqual(
    people.map(() => [company?.id]),
  );
  expect([...items.deal.all()].map(({ values }) => values['COMPANY_ID'])).toEqual([company?.id]);
  const lines = readFileSync(project.places.audit, 'utf8').trim().split('\n');
  const links = lines
    .map((line) => JSON.parse(line) as { readonly [name: string]: unknown })
    .filter(({ action }) => action === 'link');
  expect(checkAuditLog(project.places.audit)).toEqual({ lines: lines.length, brokenAt: undefined });
  expect(links).toContainEqual(
    expect.objectContaining({ entity: 'contact', target_id: '1', outcome: 'done', fields: ['companies'] }),
  );
  // What was linked is no difference, and nobody's edit.
  const again = await project.plan();
  again.plan.close();
  expect(again.sums.every(({ actions }) => actions.update === undefined || actions.update === 0)).toBe(true);
});

const withNotes = `${tableMapping('bitrix24').replace('\nload:', '\n  notes: {file: notes.csv, key: Код, system: old}\nload:')}
  notes:
    entity: note
    from: notes
    key: Код
    fields:
      text: {from: Текст, required: true}
      links: [{ref: contacts, by: Контакт}]
`;

test('a note waits for its person while nobody knows what became of that one; it is not refused', async () => {
  const { emulator, stage } = await portalStage();
  const files = {
    ...tables(3, 4),
    'notes.csv': 'Код;Текст;Контакт\n1;Звонил;1\n2;Писал;2\n',
    'perenos.yaml': withNotes,
  };
  const project = await rehearsal(stage, files);
  const made = await project.plan();
  made.plan.close();
  emulator.faults.set([{ method: 'crm.item.batchimport', kind: '500', times: 10 }]);
  const { starts, sums } = await project.applyUntilDone(made.plan);
  expect(starts).toBeGreaterThan(1);
  expect(sums.find(({ kind }) => kind === 'note')).toMatchObject({ planned: 2, done: 2, rejected: 0 });
  expect(emulator.state.rows.comments.size).toBe(2);
});
