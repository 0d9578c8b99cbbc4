// Indexes a plan in a thread of the built program, and prints what came of it.
import { existsSync } from 'node:fs';

const built = (module) => new URL(`../../dist/${module}`, import.meta.url).href;
const { createPlan } = await import(built('store/plan.js'));
const { buildIndexes } = await import(built('store/plan-indexes.js'));
const { Staging } = await import(built('store/plan-staging.js'));

const [folder] = process.argv.slice(2);

function filled(name) {
  const plan = createPlan(`${folder}/${name}.pplan`);
  const staging = new Staging(plan);
  const blockId = staging.addBlock('people', 'contact');
  const record = { blockId, kind: 'contact', tableId: null, line: 1, status: 'valid', system: 'old', data: {} };
  for (let key = 1; key <= 2000; key += 1) staging.addRecord({ ...record, key: String(key) });
  return plan;
}

const plan = filled('whole');
const indexing = buildIndexes(plan, 0);
await indexing.ready();
await indexing.end();
const found = plan.database
  .prepare("SELECT seq FROM record INDEXED BY record_by_key WHERE kind = 'contact' AND system = 'old' AND key = '1999'")
  .pluck()
  .get();
plan.database.exec("UPDATE record SET status = 'rejected' WHERE seq = 1");
const rejected = plan.database
  .prepare("SELECT count(*) FROM record INDEXED BY record_by_status WHERE kind = 'contact' AND status = 'rejected'")
  .pluck()
  .get();
const integrity = plan.database.pragma('integrity_check', { simple: true });
plan.close();

const thrown = filled('thrown');
const name = thrown.database.name;
const given = buildIndexes(thrown, 0);
await given.end();
thrown.discard();

const failed = filled('failed');
failed.database.exec('CREATE TABLE record_by_key (id INTEGER)');
const failing = buildIndexes(failed, 0);
const failure = await failing.ready().catch((error) => error.message);
await failing.end();
failed.discard();

console.log(JSON.stringify({ found, rejected, integrity, isLeft: existsSync(name), failure }));
