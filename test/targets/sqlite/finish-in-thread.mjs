// Ends loads of many records by the built program, and prints what came of it.
import { existsSync } from 'node:fs';

const built = (module) => new URL(`../../../dist/${module}`, import.meta.url).href;
const { sqlite } = await import(built('targets/sqlite.js'));
const { openDatabase } = await import(built('store/database.js'));
const { indexStatements } = await import(built('targets/sqlite/schema.js'));

const [folder] = process.argv.slice(2);
const run = { runId: 'r1', planHash: 'h', startedAt: '2026-01-01T00:00:00Z', toolVersion: '0' };

async function filled(name, sql) {
  const path = `${folder}/${name}.db`;
  const connection = await sqlite.connect({ path });
  await connection.runStarted(run);
  const database = openDatabase(path);
  database.exec(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
     INSERT INTO origin (kind, record_id, system, "key", file, line) SELECT 'contact', i, 'old', i, 'in.csv', i FROM n; ${sql}`,
  );
  database.close();
  return { path, connection };
}

const { path, connection } = await filled('whole', '');
let turns = 0;
const counting = setInterval(() => (turns += 1), 1);
await connection.runFinished({ ...run, finishedAt: '2026-01-01T00:01:00Z' });
clearInterval(counting);
const isOnePlainFile = !existsSync(`${path}-wal`) && !existsSync(`${path}-journal`);
const found = await connection.find('contact', [{ system: 'old', key: '49999' }]);
await connection.close();
const database = openDatabase(path);
const indexes = database.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").pluck();
const told = {
  isOnePlainFile,
  found,
  wasFreeMeanwhile: turns > 0,
  areAllIndexed: indexes.get() === indexStatements().length,
  finishedAt: database.prepare('SELECT finished_at FROM perenos_run').pluck().get(),
  integrity: database.pragma('integrity_check', { simple: true }),
};
database.close();

const failed = await filled('failed', 'CREATE TABLE contact_phone_by_value (id INTEGER)');
const failure = await failed.connection.runFinished(run).catch((error) => error.message);
await failed.connection.close();
const left = openDatabase(failed.path);
const isRolledBack =
  left.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'origin_by_kind_record_id'").get() === undefined;
left.close();

console.log(JSON.stringify({ ...told, failure, isRolledBack }));
