import { hash } from 'node:crypto';
import type { Fact } from '../context.ts';
import type { Input, InputLimits } from '../input.ts';
import type { CompiledMapping } from '../mapping/compiled.ts';
import { issueAt, type Issue } from '../model/issue.ts';
import type { Row, Table } from '../model/row.ts';
import type { Source } from '../sources/source.ts';
import { IngestStaging } from '../store/ingest-staging.ts';
import { JoinStore } from '../store/join-store.ts';
import type { OverrideBook } from '../store/overrides.ts';
import type { Plan } from '../store/plan.ts';
import { checkTypes } from './contract.ts';
import { DerivedRecords } from './derived-records.ts';
import type { FieldTallies } from './field-tally.ts';
import { groupRows } from './group-rows.ts';
import { canHandOver, ingestThread } from './ingest-thread.ts';
import { InputHashes } from './input-hash.ts';
import { recognise, sourceInputs } from './inputs.ts';
import { JoinedContracts } from './joined-contracts.ts';
import { fillMaps, readJoins } from './joins.ts';
import type { MatchPreparation } from './match-preparation.ts';
import { fillMapsByHand } from './overrides.ts';
import { stopIfAborted, type StageContext } from './progress.ts';
import { readings, type Reading } from './readings.ts';
import { RowCounting } from './row-counts.ts';
import { RowHandover } from './row-handover.ts';
import { stageIssue, stageRow, type RowStaging } from './stage-rows.ts';
import { brokenColumns, countRow, followColumns, leftBehind, openTally, type TableTally } from './table-tally.ts';

/** What ingest needs. */
export interface IngestSetup {
  readonly mapping: CompiledMapping;
  readonly sources: readonly Source[];
  /** Folder that the mapping's paths are relative to. */
  readonly base: string;
  readonly limits: InputLimits;
  readonly context: StageContext;
  /** What people corrected by hand. */
  readonly overrides?: OverrideBook;
  /** The target keeps people of leads as contacts. */
  readonly splitsLeads?: boolean;
  /** Told when the value maps hold all their entries. */
  readonly onMapsReady?: () => Promise<void>;
  /** Counts the fields of the valid records. */
  readonly tallies?: FieldTallies;
  /** Notes what exact matching needs of them, in this thread or in that which writes them. */
  readonly prepared?: MatchPreparation;
}

interface Ingest extends IngestSetup {
  readonly staging: IngestStaging;
  readonly derived: DerivedRecords;
  readonly joins: JoinStore;
  readonly hashes: InputHashes;
  readonly rows: RowStaging;
  /** Undefined: every row is mapped in this thread. */
  readonly handover: RowHandover | undefined;
}

/**
 * Reads every source of the mapping, maps and validates its rows, and stages what becomes of each: valid, rejected or
 * filtered. One transaction a batch; memory does not grow with the input.
 * @throws InputError, MappingError
 */
export async function ingest(plan: Plan, setup: IngestSetup): Promise<void> {
  const counting = new RowCounting(setup.mapping.maps);
  const staging = new IngestStaging(plan, ingestThread(setup, counting));
  const joins = new JoinStore();
  const hashes = new InputHashes();
  try {
    const blockIds = new Map(setup.mapping.blocks.map(({ name, kind }) => [name, staging.addBlock(name, kind)]));
    const derived = new DerivedRecords(staging);
    const rows = rowStaging(setup, { staging, counting, joins, derived });
    const handover = canHandOver(setup) ? new RowHandover(staging) : undefined;
    const run: Ingest = { ...setup, staging, joins, hashes, derived, rows, handover };
    const contracts = new JoinedContracts(run.mapping, (issue) => stageIssue(run.rows, issue));
    await fillMaps({ ...run, contracts });
    await readJoins({ ...run, contracts });
    fillMapsByHand(run.mapping, run.overrides);
    await run.onMapsReady?.();
    for (const reading of readings(run.mapping, blockIds)) {
      const search = { base: run.base, limits: run.limits, sources: run.sources, format: reading.format };
      for (const input of await sourceInputs(reading.files, search)) await ingestInput(run, reading, input);
    }
    await staging.finish();
    await hashes.write(plan);
  } catch (error) {
    await staging.abandon();
    throw error;
  } finally {
    await hashes.end();
    joins.close();
  }
}

async function ingestInput(run: Ingest, reading: Reading, input: Input): Promise<void> {
  const { staging } = run;
  const recognised = await recognise(input, run.sources, reading.format);
  const { file, bytes } = input;
  const format = recognised.source.name;
  const add = (sha256: string) => staging.addInput({ source: reading.name, file, format, sha256, bytes });
  // The file of a remote source is its secret: no hash of it leaves this computer.
  const inputId = recognised.source.isRemote === true ? add(hash('sha256', file)) : await run.hashes.add(input, add);
  const facts = new Map<string, Fact['value']>([['kind', recognised.detection.kind]]);
  const reported: Issue[] = [];
  const context: StageContext = {
    ...run.context,
    report: (issue) => reported.push(issue),
    fact: (fact) => {
      facts.set(fact.name, fact.value);
      run.context.fact(fact);
    },
  };
  const tallies = new Map<Table, TableTally>();
  let rows = 0;
  const batches = recognised.source.read(input, reading.options, context);
  for await (const batch of groupRows(batches, reading.group)) {
    stopIfAborted(run.context);
    const table = batch[0]?.table;
    if (table === undefined) continue;
    let tally = tallies.get(table);
    if (tally === undefined) {
      const taking = reading.takers.filter(({ select }) => select.length === 0 || select.includes(table.name));
      const blocks = taking.map(({ block }) => block);
      tally = openTally(table, staging.addTable(inputId, table), blocks);
      tallies.set(table, tally);
    }
    await takeBatch(run, tally, { batch, reported });
    rows += batch.length;
    run.context.progress({ phase: 'read', subject: input.file, done: rows });
  }
  await run.handover?.close();
  for (const issue of [...reported.splice(0), ...missingTables(reading, input.file, tallies)])
    stageIssue(run.rows, issue);
  for (const tally of tallies.values()) closeTally(run, tally);
  staging.setFacts(inputId, Object.fromEntries(facts));
}

/** A table that the mapping selects and the file does not have: said, because its records would be missed silently. */
function missingTables({ takers }: Reading, file: string, tallies: ReadonlyMap<Table, TableTally>): readonly Issue[] {
  const found = new Set([...tallies.keys()].map(({ name }) => name));
  const selected = new Set(
    takers.filter(({ select }) => !select.some((name) => found.has(name))).flatMap(({ select }) => select),
  );
  const known = [...found].join(', ');
  return [...selected].map((table) =>
    issueAt({ table: { file, name: table }, line: 0 }, { code: 'input.no-table', args: { table, known } }),
  );
}

interface Batch {
  readonly batch: readonly Row[];
  readonly reported: Issue[];
}

async function takeBatch(run: Ingest, tally: TableTally, { batch, reported }: Batch): Promise<void> {
  const { handover, staging } = run;
  if ((await handover?.take(tally, batch, reported)) === true) {
    for (const issue of reported.splice(0)) run.context.report(issue);
    return;
  }
  stageBatch(run, tally, { batch, reported });
  await staging.flushWhenFull();
}

function stageBatch(run: Ingest, tally: TableTally, { batch, reported }: Batch): void {
  followColumns(tally);
  for (const issue of reported.splice(0)) stageIssue(run.rows, issue);
  for (const row of batch) {
    countRow(tally, row);
    for (const contract of tally.contracts) for (const issue of checkTypes(contract, row)) stageIssue(run.rows, issue);
    for (const consumer of tally.consumers) stageRow(run.rows, { consumer, row });
  }
}

/** What rows are staged with in this thread. */
function rowStaging(
  { overrides, prepared, splitsLeads, context }: IngestSetup,
  { staging, counting, joins, derived }: Pick<Ingest, 'staging' | 'joins' | 'derived'> & { counting: RowCounting },
): RowStaging {
  return {
    staging,
    overrides,
    report: (issue) => context.report(issue),
    onValid: (record) => {
      counting.add(record);
      if (!staging.noteInThread(record)) prepared?.add(record);
    },
    joined: ({ block, bound }, row) =>
      bound.joinKeys(row).map((key, index) => joins.find(`${block.name} ${block.joins[index]?.alias ?? ''}`, key)),
    personPlace: splitsLeads === true ? (place) => derived.placeOf('contact', place) : undefined,
  };
}

function closeTally(run: Ingest, tally: TableTally): void {
  for (const issue of brokenColumns(tally)) stageIssue(run.rows, issue);
  const { columns } = tally.table;
  run.staging.closeTable(tally.tableId, { columns, rows: tally.rows, leftBehind: leftBehind(tally) });
  for (const { blockId, rows, exploded } of tally.consumers) {
    run.staging.addConsumption(blockId, tally.tableId, { rows, exploded });
  }
  run.derived.closeTable(tally.tableId);
}
