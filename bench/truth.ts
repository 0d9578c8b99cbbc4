import Database from 'better-sqlite3';
import type { People } from './people.ts';

/** What a database that was made of generated people holds. */
export function countsOf(target: string): Readonly<Record<string, number>> {
  const database = new Database(target, { readonly: true });
  const count = (sql: string) => Number(database.prepare(sql).pluck().get());
  const counts = {
    rows: count("SELECT count(*) FROM origin WHERE kind = 'contact'"),
    people: count('SELECT count(*) FROM contact'),
    phones: count('SELECT count(*) FROM contact_phone'),
  };
  database.close();
  return counts;
}

/** How many pairs are shown when the answer is wrong. */
const shown = 5;

/**
 * Every record is made of the rows of one person, and of all of them.
 * @throws Error naming the first rows that were merged wrongly or kept apart
 */
export function expectPeople(way: string, target: string, people: People): void {
  const database = new Database(target, { readonly: true });
  const origins = database
    .prepare<unknown[], { readonly id: number; readonly line: number }>(
      "SELECT record_id AS id, line FROM origin WHERE kind = 'contact' ORDER BY line",
    )
    .all();
  database.close();
  const rowOfRecord = new Map<number, number>();
  const recordOfPerson = new Map<number, number>();
  const wrong: string[] = [];
  for (const { id, line } of origins) {
    // The headings are line 1.
    const row = line - 2;
    const person = people.personOf(row);
    const other = rowOfRecord.get(id);
    if (other === undefined) rowOfRecord.set(id, row);
    else if (people.personOf(other) !== person) wrong.push(pair('merged', people, other, row));
    const record = recordOfPerson.get(person);
    if (record === undefined) recordOfPerson.set(person, id);
    else if (record !== id) wrong.push(pair('kept apart', people, person, row));
  }
  if (wrong.length === 0) return;
  throw new Error(`${way}: ${wrong.length} rows are with the wrong person\n${wrong.slice(0, shown).join('\n')}`);
}

function pair(what: string, people: People, ...rows: readonly number[]): string {
  return `${what}:\n${rows.map((row) => `  ${people.row(row).join(' | ')}`).join('\n')}`;
}
