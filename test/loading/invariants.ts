import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { EntityName } from '../../src/emulators/bitrix24/entity-types.ts';
import { checkAuditLog } from '../../src/store/audit-log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { filesOf } from './program.ts';
import type { Places } from './rehearsal.ts';
import { standingIn, type StandingRecord, type StandIn } from './standing.ts';

interface Mapped {
  readonly kind: EntityName;
  readonly key: string;
  readonly target_id: string;
}

/**
 * What must hold of a stand-in and of a project folder after the load has ended, however often it was cut off: every record once and
 * nothing else, ids that lead to the right records, links that point to the right ones, nothing left open, an audit log that is
 * whole and knows every record, no temporary files (`reliability.md` section 15, I1 to I9).
 */
export function expectLoadedOnce(
  standIn: StandIn,
  { folder, state: stateFile, audit }: Places,
  files: Readonly<Record<string, string>>,
): void {
  const state = journalOf(stateFile);
  const records = standingIn(standIn);
  const markers = records.map(({ kind, key }) => `${kind} ${key}`);
  expect(
    markers.filter((marker, at) => markers.indexOf(marker) !== at),
    'doubled',
  ).toEqual([]);
  // Merged people have one record and several source keys.
  const ids = new Set(state.mapped.map(({ kind, target_id }) => `${kind} ${target_id}`));
  expect([...ids].toSorted(), 'id map').toEqual(records.map(({ kind, id }) => `${kind} ${id}`).toSorted());
  const idOf = new Map(state.mapped.map(({ kind, key, target_id }) => [`${kind} ${key}`, Number(target_id)]));
  for (const { kind, key, id } of records) expect(idOf.get(`${kind} ${key}`), `${kind} ${key}`).toBe(id);
  expectSourceRows(records, idOf, files);
  expect(state.open, 'operations left open').toBe(0);
  expectAudited(audit, records);
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

/** Every row of the tables, against what the stand-in holds: an own reading of the files, past the program. */
function expectSourceRows(
  records: readonly StandingRecord[],
  idOf: ReadonlyMap<string, number>,
  files: Readonly<Record<string, string>>,
): void {
  const standing = new Map(records.map((record) => [`${record.kind} ${record.id}`, record]));
  const recordOf = (kind: EntityName, key: string) => standing.get(`${kind} ${idOf.get(`${kind} ${key}`)}`);
  for (const [key = '', name = ''] of rowsOf(files['companies.csv'] ?? '')) {
    expect(recordOf('company', key)?.name, `company ${key}`).toBe(name);
  }
  for (const [key = '', , , phone = '', email = '', company = ''] of rowsOf(files['contacts.csv'] ?? '')) {
    const found = recordOf('contact', key);
    expect(found?.points, `contact ${key}`).toEqual(expect.arrayContaining([phone, email]));
    expect(found?.companies, `contact ${key}`).toContain(idOf.get(`company ${company}`));
  }
  for (const [key = '', title = '', amount = '', contact = '', company = ''] of rowsOf(files['deals.csv'] ?? '')) {
    expect(recordOf('deal', key), `deal ${key}`).toMatchObject({
      name: title,
      amount: Number(amount),
      companies: [idOf.get(`company ${company}`)],
      contacts: [idOf.get(`contact ${contact}`)],
    });
  }
}

function rowsOf(csv: string): readonly (readonly string[])[] {
  const lines = csv.split('\n').slice(1);
  return lines.filter((line) => line !== '').map((line) => line.split(';'));
}

function expectAudited(file: string, records: readonly StandingRecord[]): void {
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
  const missing = records.map(({ kind, id }) => `${kind} ${id}`).filter((record) => !known.has(record));
  expect(missing, 'records the audit log does not know').toEqual([]);
}
