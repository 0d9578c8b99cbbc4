import { MappingError } from '../errors.ts';
import { bindUnder, type Bound } from '../mapping/bind-under.ts';
import type { BoundBlock, CompiledBlock, CompiledContract } from '../mapping/compiled.ts';
import type { Issue } from '../model/issue.ts';
import type { Row, Table } from '../model/row.ts';
import type { RecordPlace } from '../store/staging-rows.ts';
import { checkColumns, followTable, openContract, type TableContract } from './contract.ts';

/** A block that may take rows of a table. */
export interface ConsumingBlock {
  readonly block: CompiledBlock;
  readonly blockId: number;
  /** Namespace of the keys. */
  readonly system: string;
  /** What the mapping agrees with the block's source. */
  readonly contract?: CompiledContract | undefined;
}

/** A block tied to one table, with what it has been given so far. */
export interface Consumer extends ConsumingBlock {
  bound: BoundBlock;
  readonly place: RecordPlace;
  /** Columns that the block uses and the table lacks. */
  missing: readonly string[];
  rows: number;
  exploded: number;
}

/** What is known about a table while it is read. */
export interface TableTally {
  readonly table: Table;
  readonly tableId: number;
  readonly consumers: readonly Consumer[];
  rows: number;
  /** Headings the consumers were bound to: nested formats add columns while they are read. */
  boundColumns: number;
  /** Indexes of columns that no consumer reads. */
  unused: readonly number[];
  /** Filled cells of unused columns, by index. */
  readonly filled: Map<number, number>;
  readonly contracts: readonly TableContract[];
}

/** Binds the blocks to the table's headings; columns that nobody reads will be counted as left behind. */
export function openTally(table: Table, tableId: number, blocks: readonly ConsumingBlock[]): TableTally {
  const consumers = blocks.flatMap((one): Consumer[] => {
    const tied = bindTo(one, table);
    const { block, blockId, system } = one;
    const place = { blockId, kind: block.kind, tableId, system };
    return tied === undefined ? [] : [{ ...one, ...tied, place, rows: 0, exploded: 0 }];
  });
  const contracts = new Set(consumers.flatMap(({ contract }) => contract ?? []));
  const tally = {
    table,
    tableId,
    consumers,
    rows: 0,
    boundColumns: table.columns.length,
    unused: [],
    filled: new Map(),
    contracts: [...contracts].map((contract) => openContract(contract, table)),
  };
  return { ...tally, unused: unusedColumns(tally) };
}

/** Undefined: the block is optional and the table lacks its columns. */
function bindTo({ block, contract }: ConsumingBlock, table: Table): Bound | undefined {
  try {
    return bindUnder(contract, block, table);
  } catch (error) {
    if (block.isOptional && error instanceof MappingError) return undefined;
    throw error;
  }
}

/** Binds again when the reader has found new columns since. */
export function followColumns(tally: TableTally): void {
  if (tally.boundColumns === tally.table.columns.length) return;
  for (const consumer of tally.consumers) {
    Object.assign(consumer, bindUnder(consumer.contract, consumer.block, tally.table));
  }
  tally.contracts.forEach(followTable);
  tally.boundColumns = tally.table.columns.length;
  tally.unused = unusedColumns(tally);
}

/** Counts a row and its filled cells that no block reads. */
export function countRow(tally: TableTally, row: Row): void {
  tally.rows += 1;
  for (const index of tally.unused) {
    const cell = row.cells[index];
    const isEmpty = cell === undefined || cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0);
    if (!isEmpty) tally.filled.set(index, (tally.filled.get(index) ?? 0) + 1);
  }
}

/** How the headings differ from what is agreed with the sources, once the table has been read. */
export function brokenColumns({ consumers, contracts }: TableTally): readonly Issue[] {
  return contracts.flatMap((open) => {
    const takers = consumers.filter(({ contract }) => contract === open.contract);
    const used = new Set(takers.flatMap(({ bound }) => [...bound.used]));
    return checkColumns(
      open,
      used,
      takers.flatMap(({ missing }) => missing),
    );
  });
}

/** Filled cells that stay in the old system, by heading; repeated headings are added up. */
export function leftBehind(tally: TableTally): Readonly<Record<string, number>> {
  const byHeading = new Map<string, number>();
  for (const [index, filled] of tally.filled) {
    const heading = tally.table.columns[index] ?? '';
    byHeading.set(heading, (byHeading.get(heading) ?? 0) + filled);
  }
  return Object.fromEntries([...byHeading].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function unusedColumns(tally: Pick<TableTally, 'table' | 'consumers'>): readonly number[] {
  const { columns, repeats = {} } = tally.table;
  const isUsed = (index: number): boolean => tally.consumers.some(({ bound }) => bound.used.has(index));
  const isRead = (column: string): boolean => columns.some((name, index) => name === column && isUsed(index));
  const isRepeated = (column: string): boolean => repeats[column]?.every(isRead) === true;
  return columns.flatMap((column, index) => (isUsed(index) || isRepeated(column) ? [] : [index]));
}
