// The floor: parse a CSV by hand and insert every row with one prepared statement. Nothing is cleaned or compared.
import Database from 'better-sqlite3';
import { eachRecord } from './csv-cells.ts';
import { reportOutcome } from './outcome.ts';

const [file = '', target = ''] = process.argv.slice(2);
await reportOutcome(async () => {
  const database = new Database(target);
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE contact (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12)');
  const insert = database.prepare('INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let rows = -1;
  database.exec('BEGIN');
  await eachRecord(file, (cells) => {
    rows += 1;
    if (rows > 0) insert.run(cells);
  });
  database.exec('COMMIT');
  database.close();
  return { rows };
});
