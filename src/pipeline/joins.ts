import type { InputLimits } from '../input.ts';
import type { CompiledBlock, CompiledJoin, CompiledMapping } from '../mapping/compiled.ts';
import { joinKeyOf } from '../mapping/join-key.ts';
import type { Table } from '../model/row.ts';
import type { Source } from '../sources/source.ts';
import type { JoinStore } from '../store/join-store.ts';
import { recognise, sourceInputs } from './inputs.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

interface JoinReading {
  readonly mapping: CompiledMapping;
  readonly sources: readonly Source[];
  readonly base: string;
  readonly limits: InputLimits;
  readonly context: StageContext;
  readonly joins: JoinStore;
}

/** Reads every source that a block joins into the join store, under `<block> <alias>`. */
export async function readJoins(run: JoinReading): Promise<void> {
  for (const block of run.mapping.blocks) {
    for (const join of block.joins) await readJoin(run, block, join);
  }
}

async function readJoin(run: JoinReading, block: CompiledBlock, join: CompiledJoin): Promise<void> {
  const source = run.mapping.sources.find(({ name }) => name === join.source);
  if (source === undefined) return;
  const search = { base: run.base, limits: run.limits, sources: run.sources, format: source.format };
  for (const input of await sourceInputs(source.files, search)) {
    const recognised = await recognise(input, run.sources, source.format);
    const keys = new Map<Table, ReturnType<typeof joinKeyOf>>();
    for await (const batch of recognised.source.read(input, source.options, run.context)) {
      stopIfAborted(run.context);
      const table = batch[0]?.table;
      if (table === undefined || (source.select.length > 0 && !source.select.includes(table.name))) continue;
      const keyOf = keys.get(table) ?? joinKeyOf(join, table);
      keys.set(table, keyOf);
      run.joins.add(`${block.name} ${join.alias}`, batch, keyOf);
    }
  }
}
