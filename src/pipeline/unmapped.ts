import type { InputLimits } from '../input.ts';
import type { BoundBlock, CompiledBlock, CompiledMapping, CompiledSource, UnmappedValue } from '../mapping/compiled.ts';
import type { Row, Table } from '../model/row.ts';
import type { Source } from '../sources/source.ts';
import { JoinStore } from '../store/join-store.ts';
import { groupRows } from './group-rows.ts';
import { recognise, sourceInputs } from './inputs.ts';
import { fillMaps, readJoins } from './joins.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

export interface UnmappedReading {
  readonly mapping: CompiledMapping;
  readonly sources: readonly Source[];
  readonly base: string;
  readonly limits: InputLimits;
  readonly context: StageContext;
}

/** Maps every row of every source and gives the values that a value map has no entry for, with their counts. Keeps nothing else. */
export async function unmappedValues(run: UnmappedReading): Promise<readonly UnmappedValue[]> {
  const joins = new JoinStore();
  try {
    await fillMaps(run);
    await readJoins({ ...run, joins });
    for (const source of run.mapping.sources) {
      const blocks = run.mapping.blocks.filter((block) => block.source === source.name);
      if (blocks.length > 0) await readSource(run, { source, blocks, joins });
    }
    return run.mapping.unmapped();
  } finally {
    joins.close();
  }
}

interface SourceReading {
  readonly source: CompiledSource;
  readonly blocks: readonly CompiledBlock[];
  readonly joins: JoinStore;
}

async function readSource(run: UnmappedReading, { source, blocks, joins }: SourceReading): Promise<void> {
  const search = { base: run.base, limits: run.limits, sources: run.sources, format: source.format };
  for (const input of await sourceInputs(source.files, search)) {
    const recognised = await recognise(input, run.sources, source.format);
    const bound = new Map<Table, readonly BoundBlock[]>();
    for await (const batch of groupRows(recognised.source.read(input, source.options, run.context), source.group)) {
      stopIfAborted(run.context);
      const table = batch[0]?.table;
      if (table === undefined || (source.select.length > 0 && !source.select.includes(table.name))) continue;
      const taking = bound.get(table) ?? blocks.map((block) => block.bind(table));
      bound.set(table, taking);
      for (const row of batch)
        for (const [index, block] of taking.entries()) block.map(row, joined(row, block, { of: blocks[index], joins }));
    }
  }
}

interface Joining {
  readonly of: CompiledBlock | undefined;
  readonly joins: JoinStore;
}

function joined(row: Row, bound: BoundBlock, { of, joins }: Joining): readonly (readonly Row[])[] {
  if (of === undefined || of.joins.length === 0) return [];
  return bound.joinKeys(row).map((key, index) => joins.find(`${of.name} ${of.joins[index]?.alias ?? ''}`, key));
}
