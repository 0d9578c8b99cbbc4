import { expect, test } from 'vitest';
import { StaleError } from '../../src/errors.ts';
import { loadLocale } from '../../src/locales/language.ts';
import { applicationIds, openDatabase } from '../../src/store/database.ts';
import { planSchema, planVersion, recordIndexes } from '../../src/store/plan-schema.ts';
import { openPlan } from '../../src/store/plan.ts';
import { workdir } from '../workdir.ts';

/** Columns of every table. */
function tablesOf(sql: string): Readonly<Record<string, string>> {
  const database = openDatabase(':memory:');
  database.exec(sql);
  const names = database
    .prepare<unknown[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  const columns = database.prepare<unknown[], string>('SELECT name FROM pragma_table_info(?)').pluck();
  const tables = Object.fromEntries(names.map((name) => [name, columns.all(name).join(' ')]));
  database.close();
  return tables;
}

/** A plan of another format is refused by its number alone: raise `planVersion` when this test asks for other columns. */
test('format 7 has these tables', () => {
  expect([planVersion, tablesOf(planSchema + recordIndexes)]).toEqual([
    7,
    {
      agreement: 'seq hashes',
      block: 'id name kind',
      consumption: 'block_id table_id rows exploded',
      earlier_place: 'kind system key target_id',
      edge: 'kind left_seq right_seq score decision rule evidence',
      input: 'id source file format sha256 bytes facts',
      issue: 'id seq code severity kind field column_name value suggestion args file sheet line',
      loaded: 'seq kind target_id system key file sheet line golden',
      manifest: 'name value',
      operation: 'id seq kind action target_id payload_hash changes is_foreign',
      payload: 'seq data provenance conflicts hash',
      record: 'seq block_id kind table_id line status system key data hash survivor',
      reference_link: 'id seq target_id',
      reference_target: 'id holder_kind field kind system key on_missing stub_name inherit_field inherit_from is_open',
      reject: 'seq cells',
      repointed: 'kind system key to_system to_key',
      source_table: 'id input_id file name columns rows left_behind',
    },
  ]);
});

test.each([
  [1, /более старой версией perenos \(формат 1, эта версия читает 7\)/, /by an older perenos \(format 1, /],
  [planVersion + 1, /более новой версией perenos/, /by a newer perenos/],
])('a plan of format %i is refused and says whose it is', async (format, russian, english) => {
  const file = workdir().path('a.pplan');
  const plan = openDatabase(file);
  plan.pragma(`application_id = ${applicationIds.plan}`);
  plan.pragma(`user_version = ${format}`);
  plan.close();
  const refused = caught(() => openPlan(file));
  expect(refused).toBeInstanceOf(StaleError);
  const { args, exitCode } = refused as StaleError<'plan.format'>;
  expect(exitCode).toBe(6);
  expect(args).toEqual({ file, found: format, known: planVersion });
  const [ru, en] = await Promise.all([loadLocale('ru'), loadLocale('en')]);
  expect(ru.messages['plan.format'].message(args)).toMatch(russian);
  expect(en.messages['plan.format'].message(args)).toMatch(english);
});

function caught(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
