import type { Ref } from '../model/field.ts';
import { recordFinder } from './plan-records.ts';
import type { Plan } from './plan.ts';

/**
 * Gives the name of the company a reference stands for: that of the golden company, or else the name its stub would get.
 * Ask when companies are matched. Needs `buildIndexes`.
 */
export function companyNameFinder(plan: Plan): (ref: Ref) => string | undefined {
  const { database } = plan;
  const find = recordFinder(plan);
  const golden = database
    .prepare<unknown[], string | null>(
      `SELECT json_extract(coalesce(payload.data, record.data), '$.name')
       FROM record LEFT JOIN payload ON payload.seq = record.seq WHERE record.seq = ?`,
    )
    .pluck();
  let stub: ((ref: Ref) => string | undefined) | undefined;
  return (ref) => {
    const found = find('company', ref);
    if (found !== undefined) return golden.get(found.survivor) ?? undefined;
    stub ??= stubNames(plan);
    return stub(ref);
  };
}

function stubNames({ database }: Plan): (ref: Ref) => string | undefined {
  database.exec(
    `CREATE TEMP TABLE IF NOT EXISTS company_stub (system TEXT, key TEXT, name TEXT, PRIMARY KEY (system, key)) WITHOUT ROWID;
     INSERT OR IGNORE INTO temp.company_stub SELECT system, key, min(coalesce(stub_name, key)) FROM reference_target
     WHERE kind = 'company' AND on_missing = 'stub' GROUP BY system, key`,
  );
  const select = database
    .prepare<unknown[], string>('SELECT name FROM temp.company_stub WHERE system = ? AND key = ?')
    .pluck();
  return ({ system, key }) => select.get(system, key);
}
