// Hashes a file in a thread of the built program, and prints what came of it. Argument: a folder to work in.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const built = (module) => new URL(`../../dist/${module}`, import.meta.url).href;
const { fileInput } = await import(built('input.js'));
const { InputHashes } = await import(built('pipeline/input-hash.js'));
const { createPlan } = await import(built('store/plan.js'));

const [folder] = process.argv.slice(2);
const plan = createPlan(join(folder, 'a.pplan'));
const insert = plan.database.prepare("INSERT INTO input VALUES (?, 'people', ?, 'csv', ?, 0, '{}')");
const known = plan.database.prepare('SELECT sha256 FROM input ORDER BY id').pluck();

async function input(name, text) {
  writeFileSync(join(folder, name), text);
  return fileInput(join(folder, name));
}

/** Adds it to the plan under the next number. */
async function add(hashes, file) {
  const id = known.all().length + 1;
  return hashes.add(file, (sha256) => {
    insert.run(id, file.file, sha256);
    return id;
  });
}

const large = 'Ёлкин;Иван\n'.repeat(100_000);
const hashes = new InputHashes(1000);
await add(hashes, await input('small.csv', 'a;b\n'));
await add(hashes, await input('large.csv', large));
const before = known.all();
await hashes.write(plan);
await hashes.end();
const after = known.all();

const lost = new InputHashes(1000);
const file = await input('lost.csv', large);
rmSync(file.path);
await add(lost, file);
const failure = await lost.write(plan).catch((error) => error.code);
await lost.end();

const stopped = new InputHashes(1000);
await add(stopped, await input('stopped.csv', large));
await stopped.end();
plan.discard();

console.log(JSON.stringify({ before, after, failure }));
