// Hashes the operations of a plan in a thread of the built program, and prints what came of it. Argument: a folder to work in.
import { existsSync, renameSync } from 'node:fs';

const built = (module) => new URL(`../../dist/${module}`, import.meta.url).href;
const { createPlan } = await import(built('store/plan.js'));
const { beginPlanHash } = await import(built('store/plan-hash.js'));
const { addOperations, hashOperations } = await import(built('store/plan-operations.js'));

const [folder] = process.argv.slice(2);

function filled(name, count) {
  const plan = createPlan(`${folder}/${name}.pplan`);
  const operations = Array.from({ length: count }, (_, at) => ({
    seq: at + 1,
    kind: 'contact',
    action: at % 3 === 0 ? 'update' : 'create',
    targetId: at % 3 === 0 ? `id ${at}` : undefined,
    payloadHash: `hash ${at}`,
    changes: [],
  }));
  addOperations(plan, operations);
  return plan;
}

const whole = filled('whole', 2500);
const hashing = beginPlanHash(whole, 0);
const actions = whole.database.prepare('SELECT count(*) FROM operation GROUP BY action').pluck().all();
const hash = await hashing.ready();
await hashing.end();
const isSame = hash === hashOperations(whole);
whole.database.exec("UPDATE operation SET payload_hash = '' WHERE id = 2500");
const isOther = (await beginPlanHash(whole, 0).ready()) !== hash;
whole.close();

const thrown = filled('thrown', 2500);
const name = thrown.database.name;
await beginPlanHash(thrown, 0).end();
thrown.discard();

const moved = filled('moved', 5);
renameSync(moved.database.name, `${folder}/elsewhere`);
const failing = beginPlanHash(moved, 0);
const isMadeHere = (await failing.ready()) === hashOperations(moved);
await failing.end();
moved.close();

console.log(JSON.stringify({ actions, hash, isSame, isOther, isLeft: existsSync(name), isMadeHere }));
