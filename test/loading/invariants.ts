import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { EntityName } from '../../src/emulators/bitrix24/entity-types.ts';
import type { Item } from '../../src/emulators/bitrix24/item-table.ts';
import type { Portal } from '../../src/emulators/bitrix24/portal.ts';
import { checkAuditLog } from '../../src/store/audit-log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { filesOf } from './program.ts';
import type { Places } from './rehearsal.ts';

interface Mapped {
  readonly kind: EntityName;
  readonly key: string;
  readonly target_id: string;
}

const kinds: readonly EntityName[] = ['company', 'contact', 'deal'];

/**
 * What must hold of a portal and of a project folder after the load has ended, however often it was cut off: every record once and
 * nothing else, ids that lead to the right records, links that point to the right ones, nothing left open, an audit log that is
 * whole and knows every record, no temporary files (`reliability.md` section 15, I1 to I9).
 */
export function expectLoadedOnce(
  portal: Portal,
  { folder, state: stateFile, audit }: Places,
  files: Readonly<Record<string, string>>,
): void {
  const state = journalOf(stateFile);
  const items = kinds.flatMap((kind) => [...portal.items[kind].all()].map((item) => ({ kind, item })));
  const markers = items.map(({ item }) => String(item.values['ORIGIN_ID']));
  expect(
    markers.filter((marker, at) => markers.indexOf(marker) !== at),
    'doubled',
  ).toEqual([]);
  // Merged people have one record and several source keys.
  const ids = new Set(state.mapped.map(({ kind, target_id }) => `${kind} ${target_id}`));
  expect([...ids].toSorted(), 'id map').toEqual(items.map(({ kind, item }) => `${kind} ${item.id}`).toSorted());
  const idOf = new Map(state.mapped.map(({ kind, key, target_id }) => [`${kind} ${key}`, Number(target_id)]));
  for (const { kind, item } of items) {
    const key = String(item.values['ORIGIN_ID']).split(':').at(-1) ?? '';
    expect(idOf.get(`${kind} ${key}`), `${kind} ${key}`).toBe(item.id);
  }
  expectSourceRows(portal, idOf, files);
  expect(state.open, 'operations left open').toBe(0);
  expectAudited(audit, items);
  expect(filesOf(folder).filter(({ name }) => name.includes('.tmp-'))).toEqual([]);
}

function journalOf(file: string): { readonly mapped: readonly Mapped[]; readonly open: number } {
  const database = openDatabase(file, { readonly: true });
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    const mapped = database.prepare<unknown[], Mapped>('SELECT kind, "key", target_id FROM idmap').all();
    const sending = database.prepare<unknown[], number>('SELECT count(*) FROM sending').pluck().get() ?? -1;
    const undone = database
      .prepare<unknown[], number>("SELECT count(*) FROM op WHERE state NOT IN ('done')")
      .pluck()
      .get();
    return { mapped, open: sending + (undone ?? -1) };
  } finally {
    database.close();
  }
}

/** Every row of the tables, against what the portal holds: an own reading of the files, past the program. */
function expectSourceRows(
  portal: Portal,
  idOf: ReadonlyMap<string, number>,
  files: Readonly<Record<string, string>>,
): void {
  const item = (kind: EntityName, key: string): Item | undefined =>
    portal.items[kind].get(idOf.get(`${kind} ${key}`) ?? 0);
  for (const [key = '', name = ''] of rowsOf(files['companies.csv'] ?? '')) {
    expect(item('company', key)?.values['TITLE'], `company ${key}`).toBe(name);
  }
  for (const [key = '', , , phone = '', email = '', company = ''] of rowsOf(files['contacts.csv'] ?? '')) {
    const found = item('contact', key);
    expect(found?.multi.map(({ value }) => value).toSorted(), `contact ${key}`).toEqual(
      expect.arrayContaining([phone, email]),
    );
    expect(portal.bindings.contactCompanies.of(found?.id ?? 0).map(({ id }) => id)).toContain(
      idOf.get(`company ${company}`),
    );
  }
  for (const [key = '', title = '', amount = '', contact = '', company = ''] of rowsOf(files['deals.csv'] ?? '')) {
    const found = item('deal', key);
    expect([found?.values['TITLE'], Number(found?.values['OPPORTUNITY'])], `deal ${key}`).toEqual([
      title,
      Number(amount),
    ]);
    expect(found?.values['COMPANY_ID']).toBe(idOf.get(`company ${company}`));
    expect(portal.bindings.dealContacts.of(found?.id ?? 0).map(({ id }) => id)).toEqual([
      idOf.get(`contact ${contact}`),
    ]);
  }
}

function rowsOf(csv: string): readonly (readonly string[])[] {
  const lines = csv.split('\n').slice(1);
  return lines.filter((line) => line !== '').map((line) => line.split(';'));
}

function expectAudited(file: string, items: readonly { readonly kind: string; readonly item: Item }[]): void {
  expect(checkAuditLog(file).brokenAt, 'audit chain').toBeUndefined();
  const known = new Set<string>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const { entity, target_id: id } = JSON.parse(line) as {
      readonly entity: string;
      readonly target_id: string | null;
    };
    known.add(`${entity} ${id}`);
  }
  const missing = items.map(({ kind, item }) => `${kind} ${item.id}`).filter((record) => !known.has(record));
  expect(missing, 'records the audit log does not know').toEqual([]);
}
