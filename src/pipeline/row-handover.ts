import type { CompiledMapping } from '../mapping/compiled.ts';
import type { Issue } from '../model/issue.ts';
import type { Row } from '../model/row.ts';
import type { IngestStaging } from '../store/ingest-staging.ts';
import { fullBatch, fullBytes } from '../store/staged-batch.ts';
import { issueRow, type SqlRow } from '../store/staging-rows.ts';
import { RowColumns } from './row-columns.ts';
import type { HandedRows, RowMapping } from './row-mapper.ts';
import { countRow, type TableTally } from './table-tally.ts';

/** Rows after which it is worth while to let another thread map some: to make itself ready costs it as much as to map that many. */
const rowsBeforeHandover = 20_000;

/** What the other thread needs to map rows. */
export function rowMapping({ recipe, files, maps }: CompiledMapping): RowMapping {
  return { recipe, files, learned: maps.map((map) => map.learned()) };
}

interface Collecting {
  readonly tally: TableTally;
  readonly columns: RowColumns;
  readonly found: { readonly after: number; readonly issues: readonly SqlRow[] }[];
}

/**
 * Leaves some of the rows to the thread that writes, whenever that has nothing else to do: what it makes of them is what would be made
 * here, under the same numbers. Only rows of which each block makes one record.
 */
export class RowHandover {
  private readonly staging: IngestStaging;
  /** Rows that are being collected, and whose they are. */
  private open: Collecting | undefined;
  /** By table, how many columns it had when it was handed over. */
  private readonly known = new Map<TableTally, number>();
  private rows = 0;
  private isAsked = false;

  constructor(staging: IngestStaging) {
    this.staging = staging;
  }

  /**
   * Takes the rows, to be mapped elsewhere; false: they are to be mapped here. `found`: what the reader has found, which is staged before
   * them.
   * @throws LocalError when the disk is full
   */
  async take(tally: TableTally, batch: readonly Row[], found: readonly Issue[]): Promise<boolean> {
    if (tally.consumers.length > 0) this.prepare(batch.length);
    if (this.open?.tally !== tally || tally.boundColumns !== tally.table.columns.length) {
      await this.close();
      if (!this.staging.mayHandOver || !isSimple(tally)) return false;
      this.open = { tally, columns: new RowColumns(this.staging.freeBytes()), found: [] };
    }
    const { columns } = this.open;
    if (found.length > 0) {
      this.open.found.push({ after: columns.length, issues: found.map((issue) => issueRow({ issue })) });
    }
    for (const row of batch) {
      countRow(tally, row);
      columns.add(row);
    }
    for (const consumer of tally.consumers) consumer.rows += batch.length;
    const records = columns.length * tally.consumers.length;
    if (records >= fullBatch || columns.bytes.length >= fullBytes) await this.close();
    return true;
  }

  /** Hands over what was collected. @throws LocalError when the disk is full */
  async close(): Promise<void> {
    if (this.open === undefined) return;
    const { tally, columns, found } = this.open;
    this.open = undefined;
    const records = columns.length * tally.consumers.length;
    const rows: HandedRows = { tableId: tally.tableId, ...this.opening(tally), found, rows: columns.take() };
    await this.staging.handOver(rows, { records, bytes: columns.bytes });
  }

  private prepare(rows: number): void {
    this.rows += rows;
    if (this.isAsked || this.rows < rowsBeforeHandover) return;
    this.isAsked = true;
    this.staging.prepareMapping();
  }

  private opening(tally: TableTally): Pick<HandedRows, 'opened'> {
    const { table, consumers } = tally;
    const { file, name, columns, repeats } = table;
    if (this.known.get(tally) === columns.length) return {};
    this.known.set(tally, columns.length);
    const blocks = consumers.map(({ block, blockId, system }) => ({ name: block.name, blockId, system }));
    return { opened: { table: { file, name, columns: [...columns], ...(repeats && { repeats }) }, blocks } };
  }
}

/** Every block makes one record of a row, of that row alone. */
function isSimple({ consumers, contracts, table, boundColumns }: TableTally): boolean {
  return (
    contracts.length === 0 &&
    consumers.length > 0 &&
    boundColumns === table.columns.length &&
    consumers.every(({ block }) => !block.explodes && block.joins.length === 0)
  );
}
