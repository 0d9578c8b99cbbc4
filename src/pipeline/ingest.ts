import { hash } from 'node:crypto';
import type { Fact } from '../context.ts';
import type { Input, InputLimits } from '../input.ts';
import type { CompiledBlock, CompiledMapping, Mapped } from '../mapping/compiled.ts';
import { validateDraft } from '../mapping/validate.ts';
import type { EntityData } from '../model/entity.ts';
import { issueAt, type Issue } from '../model/issue.ts';
import type { Reference } from '../model/reference.ts';
import type { Row, Table } from '../model/row.ts';
import type { Staged } from '../model/staged.ts';
import type { Source } from '../sources/source.ts';
import { IngestStaging } from '../store/ingest-staging.ts';
import { JoinStore } from '../store/join-store.ts';
import type { OverrideBook } from '../store/overrides.ts';
import type { Plan } from '../store/plan.ts';
import type { RecordPlace } from '../store/staging-rows.ts';
import { groupRows } from './group-rows.ts';
import { DerivedRecords } from './derived-records.ts';
import { InputHashes } from './input-hash.ts';
import { recognise, sourceInputs } from './inputs.ts';
import { JoinedContracts } from './joined-contracts.ts';
import { ingestThread } from './ingest-thread.ts';
import { fillMaps, readJoins } from './joins.ts';
import { splitLead } from './lead-persons.ts';
import { fillMapsByHand, fixedByHand, fixedByKey, isWorthShowing, withComment, type FixedRow } from './overrides.ts';
import type { MatchPreparation } from './match-preparation.ts';
import { stopIfAborted, type StageContext } from './progress.ts';
import { checkTypes } from './contract.ts';
import { readings, type Reading } from './readings.ts';
import {
  brokenColumns,
  countRow,
  followColumns,
  leftBehind,
  openTally,
  type Consumer,
  type TableTally,
} from './table-tally.ts';

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
  /** Shown every valid record, in the order in which they are staged. */
  readonly onValid?: (record: Staged) => void;
  /** Notes what exact matching needs of them, in this thread or in that which writes them. */
  readonly prepared?: MatchPreparation;
}

interface Ingest extends IngestSetup {
  readonly staging: IngestStaging;
  readonly derived: DerivedRecords;
  readonly joins: JoinStore;
  readonly blockIds: ReadonlyMap<string, number>;
  readonly hashes: InputHashes;
}

/**
 * Reads every source of the mapping, maps and validates its rows, and stages what becomes of each: valid, rejected or
 * filtered. One transaction a batch; memory does not grow with the input.
 * @throws InputError, MappingError
 */
export async function ingest(plan: Plan, setup: IngestSetup): Promise<void> {
  const staging = new IngestStaging(plan, ingestThread(setup.prepared));
  const joins = new JoinStore();
  const hashes = new InputHashes();
  try {
    const blockIds = new Map(setup.mapping.blocks.map(({ name, kind }) => [name, staging.addBlock(name, kind)]));
    const run: Ingest = { ...setup, staging, joins, blockIds, hashes, derived: new DerivedRecords(staging) };
    const contracts = new JoinedContracts(run.mapping, (issue) => addIssue(run, issue));
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
    stageBatch(run, tally, { batch, reported });
    await staging.flushWhenFull();
    rows += batch.length;
    run.context.progress({ phase: 'read', subject: input.file, done: rows });
  }
  for (const issue of [...reported.splice(0), ...missingTables(reading, input.file, tallies)]) addIssue(run, issue);
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

function stageBatch(run: Ingest, tally: TableTally, { batch, reported }: Batch): void {
  followColumns(tally);
  for (const issue of reported.splice(0)) addIssue(run, issue);
  for (const row of batch) {
    countRow(tally, row);
    for (const contract of tally.contracts) for (const issue of checkTypes(contract, row)) addIssue(run, issue);
    for (const consumer of tally.consumers) stageRow(run, { consumer, tally, row });
  }
}

interface RowToStage {
  readonly consumer: Consumer;
  readonly tally: TableTally;
  readonly row: Row;
}

function stageRow(run: Ingest, { consumer, tally, row }: RowToStage): void {
  const { overrides } = run;
  const { place } = consumer;
  const fixed = fixedByHand(overrides, place, row);
  const results = mapRow(run, consumer, fixed?.row ?? row);
  consumer.rows += 1;
  consumer.exploded += results.length - 1;
  for (let index = 0; index < results.length; index += 1) {
    const mapped = results[index] as Mapped;
    const late = fixed ?? (overrides && fixedByKey(overrides, { ...place, key: keyOf(mapped) }, row));
    const isMappedAgain = fixed === undefined && late !== undefined;
    const final = isMappedAgain ? (mapRow(run, consumer, late.row)[index] ?? mapped) : mapped;
    stageMapped(run, final, { consumer, tally, row, fixed: late });
  }
}

function mapRow(run: Ingest, { block, bound }: Consumer, row: Row): readonly Mapped[] {
  const joined =
    block.joins.length === 0
      ? []
      : bound
          .joinKeys(row)
          .map((key, index) => run.joins.find(`${block.name} ${block.joins[index]?.alias ?? ''}`, key));
  return bound.map(row, joined);
}

function keyOf(mapped: Mapped): string | undefined {
  if (mapped.status === 'filtered') return undefined;
  return mapped.status === 'draft' ? mapped.draft.key : mapped.key;
}

type MappedRow = RowToStage & { readonly fixed: FixedRow | undefined };

function stageMapped(run: Ingest, mapped: Mapped, { consumer, row, fixed }: MappedRow): void {
  const { staging } = run;
  const { kind } = consumer.block;
  const { place } = consumer;
  const { line } = row;
  if (mapped.status === 'filtered') {
    staging.addRecord(place, { line, status: 'filtered', key: null, data: null });
    return;
  }
  const key = keyOf(mapped) ?? null;
  if (fixed?.skipped.has(key) === true) {
    const seq = staging.addRecord(place, { line, status: 'filtered', key, data: null });
    addIssue(run, issueAt(row, { code: 'workbook.not-loaded', args: {} }), { seq, kind });
    return;
  }
  const validation = mapped.status === 'draft' ? validateDraft(mapped.draft) : undefined;
  const unfit = validation?.issues ?? [];
  const found = unfit.length === 0 ? mapped.issues : [...mapped.issues, ...unfit];
  const issues = fixed === undefined ? found : [...found, ...fixed.issues];
  const entity = validation?.entity;
  if (mapped.status === 'rejected' || entity === undefined) {
    const seq = staging.addRecord(place, { line, status: 'rejected', key, data: null });
    staging.addReject(seq, row);
    for (const issue of issues) addIssue(run, issue, { seq, kind });
    return;
  }
  const data = fixed === undefined ? entity.data : withComment(kind, entity.data, fixed.kept);
  const whole = { key: entity.key, data, references: mapped.references };
  const seq =
    run.splitsLeads === true && kind === 'lead'
      ? stageLead(run, whole, { consumer, row })
      : stageValid(run, whole, { place, line });
  if (issues.some(isWorthShowing)) staging.addReject(seq, row);
  for (const issue of issues) addIssue(run, issue, { seq, kind });
}

interface ValidRecord {
  readonly key: string;
  readonly data: object;
  readonly references: readonly Reference[];
}

function stageValid(
  { staging, onValid, prepared }: Ingest,
  { key, data, references }: ValidRecord,
  { place, line }: { readonly place: RecordPlace; readonly line: number },
): number {
  const { kind, system } = place;
  const seq = staging.addRecord(place, { line, status: 'valid', key, data });
  const record = { seq, kind, system, key, data } as Staged;
  onValid?.(record);
  if (!staging.noteInThread(record)) prepared?.add(record);
  for (const reference of references) staging.addReference(seq, kind, reference);
  return seq;
}

/** The lead, and its person as a contact that the same row has given. */
function stageLead(
  run: Ingest,
  record: ValidRecord,
  { consumer: { place }, row }: { readonly consumer: Consumer; readonly row: Row },
): number {
  const { line } = row;
  const data = record.data as EntityData['lead'];
  const split = splitLead({ ...record, data, system: place.system });
  const seq = stageValid(run, { ...record, ...split?.lead }, { place, line });
  const person = split?.person;
  if (person === undefined) return seq;
  stageValid(run, person, { place: run.derived.placeOf('contact', place), line });
  const code = person.isNamed ? 'plan.lead-person' : 'plan.lead-person-unnamed';
  addIssue(run, issueAt(row, { code, args: { title: data.title } }), { seq, kind: 'lead' });
  return seq;
}

function addIssue(
  run: Ingest,
  issue: Issue,
  record: { readonly seq?: number; readonly kind?: CompiledBlock['kind'] } = {},
): void {
  run.staging.addIssue({ issue, ...record });
  run.context.report(issue);
}

function closeTally(run: Ingest, tally: TableTally): void {
  for (const issue of brokenColumns(tally)) addIssue(run, issue);
  const { columns } = tally.table;
  run.staging.closeTable(tally.tableId, { columns, rows: tally.rows, leftBehind: leftBehind(tally) });
  for (const { blockId, rows, exploded } of tally.consumers) {
    run.staging.addConsumption(blockId, tally.tableId, { rows, exploded });
  }
  run.derived.closeTable(tally.tableId);
}
