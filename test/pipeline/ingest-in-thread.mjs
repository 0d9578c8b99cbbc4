// Ingests a messy list with the compiled code, which writes large ones in a thread; prints what came of it as JSON.
// Arguments: a folder to work in.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { compileMapping, ingested, MatchPreparation } from './built-ingest.mjs';

const [folder] = process.argv.slice(2);
const rows = 5200;
/** Records noted by the thread that reads, of those that another could have noted. */
let notedHere = 0;

/** Every tenth row has something the matter with it. */
function messy(index) {
  const key = `К-${index % 4000}`;
  const mail = index % 10 === 1 ? 'нет' : `u${index % 3100}@firma-perenos.ru`;
  const phone =
    index % 10 === 2 ? '+7 999' : index % 10 === 3 ? '+7 999 999-99-99' : `8-916-${1_000_000 + (index % 2900)}`;
  const name = index % 10 === 4 ? '' : `Ёлкин${index % 1700} Иван 😀`;
  const company = index % 10 === 5 ? '"ООО ""Ромашка""\nфилиал"' : `ООО «Ромашка ${index % 300}»`;
  if (index % 500 === 499) return '';
  if (index % 10 === 6) return `${key};${name};${phone}`;
  if (index % 10 === 7) return `;${name};${phone};${mail};${company};7707083893;лишнее`;
  return `${key};${name};${phone};${mail};${company};${index % 10 === 8 ? '7707083893' : ''}`;
}
const list = Array.from({ length: rows }, (_, index) => messy(index));
writeFileSync(join(folder, 'people.csv'), `Код;ФИО;Телефон;Почта;Компания;ИНН\n${list.join('\n')}\n`);
writeFileSync(
  join(folder, 'map.yaml'),
  `perenos: 1
sources: {people: {file: people.csv}}
load:
  companies:
    entity: company
    from: people
    key: Компания
    fields:
      name: {from: Компания, on_error: keep}
      inn: {from: ИНН, do: [digits, inn], on_error: keep}
  people:
    entity: contact
    from: people
    key: Код
    fields:
      full_name: {from: ФИО, do: [person_name]}
      phones: [{from: Телефон, do: [phone], on_error: keep}]
      emails: [{from: Почта, do: [email], on_error: keep}]
      company: {ref: companies, by: Компания, on_missing: stub}
dedupe:
  contact: {mode: exact}
  company: {mode: exact}
target: {type: sqlite}
`,
);

async function run(prepared, { setUp, ...context } = {}) {
  const mapping = await compileMapping(join(folder, 'map.yaml'));
  try {
    const plan = await ingested(folder, { mapping, prepared, context, ...(setUp && { setUp }) }, planDigest);
    return { plan, tables: tablesOf(prepared) };
  } catch (error) {
    return { failure: `${error.message} ${error.cause?.message ?? ''}`.trim() };
  }
}

const isMovable = (dedupe) => {
  const prepared = new MatchPreparation(dedupe);
  const { add } = prepared;
  prepared.add = (record) => {
    notedHere += 1;
    add.call(prepared, record);
  };
  return prepared;
};
/** A decision, even about nobody here, is looked for by the thread that reads. */
const member = (key) => ({ system: 'nobody', key, fingerprint: '' });
const isHeld = (dedupe) =>
  new MatchPreparation(
    dedupe,
    ['company', 'contact'].map((kind) => ({
      version: 1,
      kind,
      members: [member('1'), member('2')],
      decision: 'same',
      who: 'Анна',
      when: '2026-11-01T00:00:00Z',
      tool: 'perenos',
    })),
  );

function planDigest(database) {
  const tables = [
    'input',
    'source_table',
    'block',
    'consumption',
    'record',
    'reference_target',
    'reference_link',
    'reject',
    'issue',
  ];
  return Object.fromEntries(
    tables.map((table) => {
      const all = database.prepare(`SELECT * FROM ${table} ORDER BY 1`).raw().all();
      const text = JSON.stringify(
        all.map((row) => row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString('hex') : cell))),
      );
      return [table, `${all.length} ${createHash('sha256').update(text).digest('hex')}`];
    }),
  );
}

function tablesOf(prepared) {
  return ['company', 'contact'].map((kind) => {
    const { list, keys, identities, identityHashes, placeholders } = prepared.take(kind).table.finish();
    const records = Array.from({ length: list.length }, (_, at) => [
      list.seqOf(at),
      list.systems[list.systemOf(at)],
      identityHashes[at],
      identities.get(at),
    ]);
    const sorted = Object.entries(keys).map(([type, { length, high, low, record }]) => [
      type,
      ...[high, low, record].map((column) => Buffer.from(column.slice(0, length).buffer).toString('base64')),
    ]);
    const text = JSON.stringify([records, sorted, placeholders, [...list.ranked()]]);
    const phones = keys.phone.length;
    return { kind, records: records.length, phones, sha256: createHash('sha256').update(text).digest('hex') };
  });
}

const dedupe = (await compileMapping(join(folder, 'map.yaml'))).dedupe;
const there = await run(isMovable(dedupe));
const notedOfMovable = notedHere;
const here = await run(isHeld(dedupe));
const failed = await run(isMovable(dedupe), {
  setUp: (database) =>
    database.exec(
      "CREATE TRIGGER full BEFORE INSERT ON record WHEN new.seq = 9000 BEGIN SELECT RAISE(ABORT, 'no room left'); END",
    ),
});
const controller = new AbortController();
const stopped = await run(isMovable(dedupe), {
  signal: controller.signal,
  progress: ({ done }) => {
    if (done >= 4500) controller.abort(new Error('stopped by a person'));
  },
});
const isSame = JSON.stringify(there) === JSON.stringify(here);
const left = readdirSync(folder).filter((name) => name.startsWith('plan') && existsSync(join(folder, name)));
process.stdout.write(
  JSON.stringify({ isSame, notedHere: notedOfMovable, tables: there.tables, failed, stopped, left }),
);
