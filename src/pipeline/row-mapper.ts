import { compileAgain } from '../mapping/compile.ts';
import type { CompiledMapping, MappingRecipe } from '../mapping/compiled.ts';
import type { LearnedEntries } from '../mapping/value-map.ts';
import type { Table } from '../model/row.ts';
import { RecordBytes } from '../store/record-bytes.ts';
import { ReferenceColumns } from '../store/reference-columns.ts';
import { StagedBatch } from '../store/staged-batch.ts';
import type { RowsToMap } from '../store/staging-queue.ts';
import type { SqlRow as IssueRow, StagedRows } from '../store/staging-rows.ts';
import type { MatchPreparation } from './match-preparation.ts';
import { eachRow, type PackedRows } from './row-columns.ts';
import { RowCounting, type RowCounts } from './row-counts.ts';
import { stageRow } from './stage-rows.ts';
import { openTally, type ConsumingBlock, type TableTally } from './table-tally.ts';

/** What a thread needs to map rows as the one does that reads them. */
export interface RowMapping {
  readonly recipe: MappingRecipe;
  /** Of the mapping's files: it is the same only while they are. */
  readonly files: CompiledMapping['files'];
  /** By value map, in the order of the mapping. */
  readonly learned: readonly LearnedEntries[];
}

/** Rows of one table for such a thread. */
export interface HandedRows {
  readonly tableId: number;
  /** The table as it is from here on. */
  readonly opened?: OpenedTable;
  readonly rows: PackedRows;
  /** What the reader has found, and of how many rows that is staged before it. */
  readonly found: readonly { readonly after: number; readonly issues: readonly IssueRow[] }[];
}

export interface OpenedTable {
  readonly table: Table;
  /** Blocks that take its rows, by name. */
  readonly blocks: readonly (Pick<ConsumingBlock, 'blockId' | 'system'> & { readonly name: string })[];
}

/** The mapping of another thread, made again; undefined when its files are others by now. @throws MappingError, ConfigError */
export async function mappedAgain({ recipe, files, learned }: RowMapping): Promise<CompiledMapping | undefined> {
  const mapping = await compileAgain(recipe);
  if (JSON.stringify(mapping.files) !== JSON.stringify(files)) return undefined;
  for (const [index, { filled, dismissed }] of learned.entries()) {
    for (const [from, to] of filled) mapping.maps[index]?.fill(from, to);
    mapping.maps[index]?.dismiss(dismissed);
  }
  return mapping;
}

/** Maps rows that another thread has read; of a row every block makes one record. */
export class RowMapper {
  private readonly mapping: CompiledMapping;
  private readonly prepared: MatchPreparation | undefined;
  private readonly counting: RowCounting;
  private readonly tables = new Map<number, TableTally>();
  private readonly bytes = new RecordBytes(1 << 19);
  private readonly references = new ReferenceColumns();

  /** `prepared`: notes what exact matching needs of the records. */
  constructor(mapping: CompiledMapping, prepared: MatchPreparation | undefined) {
    this.mapping = mapping;
    this.prepared = prepared;
    this.counting = new RowCounting(mapping.maps);
  }

  /** What becomes of rows, in memory that is used again for the next ones. */
  map({ rows: handed, firstSeq, records }: RowsToMap): { readonly staged: StagedRows; readonly told: RowCounts } {
    const { tableId, opened, rows, found } = handed as HandedRows;
    if (opened !== undefined) this.tables.set(tableId, this.open(tableId, opened));
    const tally = this.tables.get(tableId);
    if (tally === undefined) throw new Error(`rows of table ${tableId} came before the table`);
    this.bytes.clear();
    const staging = new StagedBatch(firstSeq, this.bytes, this.references);
    const run = {
      staging,
      onValid: (record: Parameters<MatchPreparation['add']>[0]) => {
        this.counting.add(record);
        this.prepared?.add(record);
      },
      report: () => {},
    };
    const waiting = [...found];
    let mapped = 0;
    eachRow(rows, tally.table, (row) => {
      if (waiting[0]?.after === mapped) staging.addFound(waiting.shift()?.issues ?? []);
      mapped += 1;
      for (const consumer of tally.consumers) stageRow(run, { consumer, row });
    });
    if (staging.nextSeq !== firstSeq + records) {
      throw new Error(`${records} records were awaited of the rows, and ${staging.nextSeq - firstSeq} made`);
    }
    return { staged: staging.take(), told: this.counting.take() };
  }

  private open(tableId: number, { table, blocks }: OpenedTable): TableTally {
    const taking = blocks.map(({ name, ...rest }): ConsumingBlock => {
      const block = this.mapping.blocks.find((one) => one.name === name);
      if (block === undefined) throw new Error(`the mapping has no block ${name}`);
      return { ...rest, block };
    });
    return openTally(table, tableId, taking);
  }
}
