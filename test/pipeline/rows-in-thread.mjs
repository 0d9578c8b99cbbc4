// Ingests a messy list with the compiled code: once with some rows mapped in the thread that writes, once with all of them mapped in
// the thread that reads; prints what differs as JSON. Arguments: a folder to work in.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  compileMapping,
  csv,
  defineSource,
  FieldTallies,
  ingested,
  MatchPreparation,
  StagingQueue,
} from './built-ingest.mjs';

const [folder] = process.argv.slice(2);
const rows = 28_000;
/** Of five milliseconds: what never comes is told as such. */
const mostPauses = 60_000;

/** Most rows have something the matter with them somewhere. */
function messy(index) {
  const key = index % 97 === 0 ? '' : `К-${index % 27_000}`;
  const name = index % 89 === 0 ? '' : `Ёлкин${index % 1700} Иван 😀`;
  const phone = index % 31 === 2 ? '+7 999' : `8-916-${1_000_000 + (index % 2900)}${index % 3 === 0 ? ' доб. 5' : ''}`;
  const mail = index % 30 === 1 ? 'нет' : `U${index % 3100}@Firma-perenos.ru`;
  const company = index % 10 === 5 ? '"ООО ""Ромашка""\nфилиал"' : `ООО «Ромашка ${index % 300}»`;
  const sex = index % 20 === 0 ? `что-то ${index % 37}` : ['м', 'Ж', 'муж', ''][index % 4];
  // What the reader says of a row stands before what is said of its cells.
  if (index % 6500 === 6499) return `${key};${name};${phone};${mail};${company};${sex};лишнее`;
  if (index % 50 === 6) return `${key};${name};${phone}`;
  return `${key};${name};${phone};${mail};${company};${sex}`;
}
const list = Array.from({ length: rows }, (_, index) => messy(index));
writeFileSync(join(folder, 'people.csv'), `Код;ФИО;Телефон;Почта;Компания;Пол\n${list.join('\n')}\n`);
writeFileSync(
  join(folder, 'map.yaml'),
  `perenos: 1
sources: {people: {file: people.csv}}
maps:
  sex: {values: {М: male, Муж: male, Ж: female}, on_unknown: reject}
load:
  companies:
    entity: company
    from: people
    key: Компания
    fields: {name: {from: Компания, on_error: keep}}
  people:
    entity: contact
    from: people
    key: Код
    where: 'row["ФИО"] != "Ёлкин17 Иван 😀"'
    fields:
      full_name: {from: ФИО, do: [person_name]}
      sex: {from: Пол, map: sex, on_error: keep}
      phones: [{from: Телефон, do: [phone], on_error: keep}]
      emails: [{from: Почта, do: [email], on_error: keep}]
      company: {ref: companies, by: Компания, on_missing: stub}
dedupe:
  contact: {mode: exact}
  company: {mode: exact}
target: {type: sqlite}
`,
);

/** The list, with cells that are no text among them. Before its last rows it waits until the thread that writes could map them. */
const source = defineSource({
  ...csv,
  async *read(input, options, context) {
    let read = 0;
    let pauses = 0;
    for await (const batch of csv.read(input, options, context)) {
      read += batch.length;
      while (asked !== undefined && asked.thread.isReady === false) {
        if ((pauses += 1) > mostPauses) throw new Error('the thread has not made itself ready to map rows');
        await pause(5);
      }
      yield batch.map((row) => ({ ...row, cells: row.cells.map((cell, at) => typedCell(cell, at, row.line)) }));
    }
    if (read < rows) throw new Error(`${read} rows`);
  },
});

/** The queue whose thread was asked to make itself ready; then it takes two of three batches, whatever else it has to do. */
let asked;
let turn = 0;
const { prepareMapping } = StagingQueue.prototype;
StagingQueue.prototype.prepareMapping = function prepare() {
  asked = this;
  prepareMapping.call(this);
};
Object.defineProperty(StagingQueue.prototype, 'hasTimeToMap', {
  get() {
    return this.thread?.isReady === true && (turn += 1) % 3 > 0;
  },
});

function typedCell(cell, at, line) {
  if (line % 3 === 0) return cell === '' ? null : cell;
  if (at === 0 && line % 3 === 1) return Number(cell.slice(2)) || null;
  if (at === 3 && line % 6 === 2) return [cell, 'второй@firma-perenos.ru', null];
  return at === 5 && line % 12 === 5 ? line % 24 === 5 : cell;
}

async function run(isFollowed) {
  asked = undefined;
  const compiled = await compileMapping(join(folder, 'map.yaml'));
  let mapped = 0;
  const counted = (block) => ({
    ...block,
    bind: (table) => {
      const bound = block.bind(table);
      return { ...bound, map: (row, joined) => ((mapped += 1), bound.map(row, joined)) };
    },
  });
  const mapping = { ...compiled, blocks: compiled.blocks.map(counted) };
  // What a map learns after it was read counts in both threads.
  mapping.maps[0].fill('что-то 3', 'female');
  const tallies = new FieldTallies();
  const prepared = new MatchPreparation(mapping.dedupe);
  const setup = { mapping, sources: [source], context: { isFollowed }, tallies, prepared };
  const tables = await ingested(folder, setup, tablesOf);
  return {
    mapped,
    tables,
    tallies: tallies.all().map(({ repairs, ...rest }) => ({
      ...rest,
      repairs: Object.entries(repairs).map(([field, { samples }]) => [field, samples]),
    })),
    values: [mapping.mapped(), mapping.unmapped()],
    noted: notedOf(prepared),
  };
}

function notedOf(prepared) {
  return ['company', 'contact'].map((kind) => {
    const { list, keys, identityHashes, placeholders } = prepared.take(kind).table.finish();
    const columns = Object.values(keys).map(({ length, high, low, record }) =>
      [high, low, record].map((one) => one.slice(0, length)),
    );
    const seqs = Array.from({ length: list.length }, (_, at) => list.seqOf(at));
    return { columns, seqs, identityHashes: identityHashes.slice(0, list.length), placeholders };
  });
}

const names = [
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
function tablesOf(database) {
  return Object.fromEntries(
    names.map((name) => [name, database.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).raw().all()]),
  );
}

const shared = await run(false);
const alone = await run(true);
const differing = names.filter((name) => !isDeepStrictEqual(shared.tables[name], alone.tables[name]));
for (const part of ['tallies', 'values', 'noted'])
  if (!isDeepStrictEqual(shared[part], alone[part])) differing.push(part);
const { repairs } = alone.tallies.find(({ kind }) => kind === 'contact');
process.stdout.write(
  JSON.stringify({
    differing,
    records: alone.tables.record.length,
    issues: alone.tables.issue.length,
    codes: [...new Set(alone.tables.issue.map(([, , code]) => code))],
    repairs,
    values: alone.values,
    mappedHere: shared.mapped,
    mappedAlone: alone.mapped,
  }),
);
