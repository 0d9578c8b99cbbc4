import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import type { PortalStage } from './portal-stage.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, tables } from './rehearsal.ts';

interface Tampering {
  readonly what: string;
  readonly entity: 'company' | 'contact' | 'deal';
  readonly fields?: object;
  /** A class of `verify`, and the field that it names. */
  readonly found: string;
  readonly field?: string;
}

/** What somebody did to one record each, and what `verify` is to say of it. */
const tamperings: readonly Tampering[] = [
  { what: 'renamed', entity: 'company', fields: { TITLE: 'Другая фирма' }, found: 'changed', field: 'name' },
  { what: 'cut short', entity: 'company', fields: { TITLE: '%cut' }, found: 'truncated', field: 'name' },
  { what: 'in capitals', entity: 'contact', fields: { NAME: '%upper' }, found: 'normalised', field: 'first_name' },
  { what: 'emptied', entity: 'contact', fields: { NAME: '' }, found: 'missing-field', field: 'first_name' },
  { what: 'phone changed', entity: 'contact', fields: { PHONE: '+79990000000' }, found: 'changed', field: 'phones' },
  { what: 'phone gone', entity: 'contact', fields: { PHONE: '' }, found: 'missing-field', field: 'phones' },
  { what: 'e-mail changed', entity: 'contact', fields: { EMAIL: 'x@example.org' }, found: 'changed', field: 'emails' },
  {
    what: 'company taken off',
    entity: 'contact',
    fields: { COMPANY_IDS: [] },
    found: 'missing-field',
    field: 'companies',
  },
  { what: 'sum changed', entity: 'deal', fields: { OPPORTUNITY: 1 }, found: 'changed', field: 'amount' },
  { what: 'contact exchanged', entity: 'deal', fields: { CONTACT_IDS: [1] }, found: 'changed', field: 'contacts' },
  { what: 'company exchanged', entity: 'deal', fields: { COMPANY_ID: 1 }, found: 'changed', field: 'company' },
  { what: 'deleted', entity: 'deal', found: 'missing-record' },
];

function tamper({ emulator, edit, remove }: PortalStage, { entity, fields }: Tampering, id: number): void {
  if (fields === undefined) return remove(entity, id);
  const item = emulator.state.items[entity].get(id);
  const entries = Object.entries(fields as Readonly<Record<string, unknown>>).map(([name, value]) => {
    if (value === '%upper') return [name, String(item?.values[name]).toUpperCase()];
    if (value === '%cut') return [name, String(item?.values[name]).slice(0, -2)];
    if (name !== 'PHONE' && name !== 'EMAIL') return [name, value];
    const known = item?.multi.find(({ kind }) => kind === name);
    return [name, [value === '' ? { ID: known?.id, DELETE: 'Y' } : { ID: known?.id, VALUE: value }]];
  });
  edit(entity, id, Object.fromEntries(entries));
}

describe('verifying a load', () => {
  test('finds nothing wrong with a clean one, and every tampering in a thousand records', async () => {
    const portal = await portalStage();
    const project = await rehearsal(portal.stage, { ...tables(8, 700), 'perenos.yaml': tableMapping('bitrix24') });
    const { plan } = await project.plan();
    plan.close();
    await project.applyUntilDone(plan);
    const clean = await project.verified(plan);
    expect(clean.kinds.map(({ differences }) => differences)).toEqual([{}, {}, {}]);
    expect(clean.kinds.reduce((sum, { checked }) => sum + checked, 0)).toBeGreaterThan(1000);
    const ids = tamperings.map(
      ({ entity }, at) => [...portal.emulator.state.items[entity].all()][20 + 3 * at]?.id ?? 0,
    );
    for (const [at, tampering] of tamperings.entries()) tamper(portal, tampering, ids[at] ?? 0);
    const { examples, isGood } = await project.verified(plan);
    expect(isGood).toBe(false);
    // The whole name follows from its parts.
    const told = examples.filter(({ field }) => field !== 'full_name');
    const found = told.map(({ kind, id, found: how, field }) => `${kind} ${id} ${how} ${field ?? ''}`.trim());
    const wanted = tamperings.map(({ entity, found: how, field }, at) =>
      `${entity} ${ids[at]} ${how} ${field ?? ''}`.trim(),
    );
    expect(found.toSorted()).toEqual(wanted.toSorted());
  });
});
