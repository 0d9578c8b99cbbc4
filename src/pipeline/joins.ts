import type { InputLimits } from '../input.ts';
import type { CompiledBlock, CompiledJoin, CompiledMapping } from '../mapping/compiled.ts';
import { headingsOf } from '../mapping/headings.ts';
import { joinKeyOf } from '../mapping/join-key.ts';
import { rawText } from '../mapping/scope.ts';
import type { Row, Table } from '../model/row.ts';
import type { Source } from '../sources/source.ts';
import type { JoinStore } from '../store/join-store.ts';
import { recognise, sourceInputs } from './inputs.ts';
import type { JoinedContracts } from './joined-contracts.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

interface JoinReading {
  readonly mapping: CompiledMapping;
  readonly sources: readonly Source[];
  readonly base: string;
  readonly limits: InputLimits;
  readonly context: StageContext;
  readonly joins: JoinStore;
  /** Takes what differs from the contracts of the sources. */
  readonly contracts?: JoinedContracts;
}

/** Reads every source that a block joins into the join store, under `<block> <alias>`. */
export async function readJoins(run: JoinReading): Promise<void> {
  for (const block of run.mapping.blocks) {
    for (const join of block.joins) await readJoin(run, block, join);
  }
}

async function readJoin(run: JoinReading, block: CompiledBlock, join: CompiledJoin): Promise<void> {
  const keys = new Map<Table, ReturnType<typeof joinKeyOf>>();
  const contract = run.mapping.sources.find(({ name }) => name === join.source)?.contract;
  for await (const [table, batch] of batchesOf(run, join.source)) {
    const keyOf = keys.get(table) ?? joinKeyOf(join, table, contract);
    keys.set(table, keyOf);
    run.joins.add(`${block.name} ${join.alias}`, batch, keyOf);
  }
}

/** Fills the value maps that a source holds, such as owners by their ids in the old system. */
export async function fillMaps(run: Omit<JoinReading, 'joins'>): Promise<void> {
  for (const map of run.mapping.maps) {
    if (map.fromSource === undefined) continue;
    const { source, key, value } = map.fromSource;
    for await (const [table, batch] of batchesOf(run, source)) {
      const headings = headingsOf(table);
      const [from] = headings.find(key);
      const [to] = headings.find(value);
      if (from === undefined || to === undefined) continue;
      for (const { cells } of batch) map.fill(rawText(cells[from] ?? null), rawText(cells[to] ?? null));
    }
  }
}

/** The rows of a mapping's source, one table a batch. */
async function* batchesOf(
  run: Omit<JoinReading, 'joins'>,
  name: string,
): AsyncGenerator<readonly [table: Table, batch: readonly Row[]]> {
  const source = run.mapping.sources.find((known) => known.name === name);
  if (source === undefined) return;
  const watch = run.contracts?.open(name);
  const search = { base: run.base, limits: run.limits, sources: run.sources, format: source.format };
  for (const input of await sourceInputs(source.files, search)) {
    const recognised = await recognise(input, run.sources, source.format);
    for await (const batch of recognised.source.read(input, source.options, run.context)) {
      stopIfAborted(run.context);
      const table = batch[0]?.table;
      const isTaken = source.select.length === 0 || source.select.includes(table?.name ?? '');
      if (table === undefined || !isTaken) continue;
      watch?.rows(table, batch);
      yield [table, batch];
    }
  }
  watch?.end();
}
