import type { RecordSource } from '../../../src/model/new-records.ts';
import { openDatabase } from '../../../src/store/database.ts';
import type { NewRecord } from '../../../src/targets/target.ts';

/** Position of the first record of a file. */
const firstPosition = 7;

/** New records in a file of SQLite, as a plan offers them: from position 7 on. */
export function recordFile(file: string, records: readonly NewRecord[]): RecordSource {
  const database = openDatabase(file);
  database.exec(
    'CREATE TABLE made (position INTEGER PRIMARY KEY, data TEXT); CREATE TABLE source (position, system, key, file, sheet, line)',
  );
  const made = database.prepare('INSERT INTO made VALUES (?, ?)');
  const source = database.prepare('INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)');
  for (const [at, { data, origins }] of records.entries()) {
    made.run(firstPosition + at, JSON.stringify(data));
    for (const { system, key, file: from, sheet, line } of origins)
      source.run(firstPosition + at, system, key, from, sheet ?? null, line);
  }
  database.close();
  return {
    file,
    records: 'SELECT position, data FROM plan.made WHERE position BETWEEN @from AND @to ORDER BY position',
    origins:
      'SELECT position, system, key, file, sheet, line FROM plan.source WHERE position BETWEEN @from AND @to ORDER BY rowid',
  };
}
