import type { CompiledContract, CompiledMapping } from '../mapping/compiled.ts';
import { headingsOf } from '../mapping/headings.ts';
import type { Issue } from '../model/issue.ts';
import type { Row, Table } from '../model/row.ts';
import { checkColumns, checkTypes, followTable, openContract, type TableContract } from './contract.ts';

/** Checks of one source while it is read. */
export interface ContractWatch {
  rows(table: Table, batch: readonly Row[]): void;
  /** Once the source has been read. */
  end(): void;
}

/**
 * Contracts of the sources that no block loads, only joins and value maps read. Each is checked the first time it is read: several
 * blocks may join one source.
 */
export class JoinedContracts {
  private readonly waiting: Map<string, CompiledContract>;
  private readonly mapping: CompiledMapping;
  private readonly report: (issue: Issue) => void;

  constructor(mapping: CompiledMapping, report: (issue: Issue) => void) {
    const loaded = new Set(mapping.blocks.map(({ source }) => source));
    this.waiting = new Map(
      mapping.sources.flatMap(({ name, contract }) =>
        contract === undefined || loaded.has(name) ? [] : [[name, contract]],
      ),
    );
    this.mapping = mapping;
    this.report = report;
  }

  open(source: string): ContractWatch | undefined {
    const contract = this.waiting.get(source);
    if (contract === undefined) return undefined;
    this.waiting.delete(source);
    const used = this.columnsOf(source);
    const tables = new Map<Table, TableContract>();
    return {
      rows: (table, batch) => {
        const known = tables.get(table);
        const open = known ?? openContract(contract, table);
        if (known === undefined) tables.set(table, open);
        else followTable(open);
        for (const row of batch) for (const issue of checkTypes(open, row)) this.report(issue);
      },
      end: () => {
        for (const open of tables.values()) {
          const headings = headingsOf(open.table);
          const missing = used.filter((name) => headings.find(name).length === 0);
          const found = new Set(used.flatMap((name) => headings.find(name)));
          for (const issue of checkColumns(open, found, missing)) this.report(issue);
        }
      },
    };
  }

  /** Columns of a source that joins and value maps read. */
  private columnsOf(source: string): readonly string[] {
    const joins = this.mapping.blocks.flatMap((block) => block.joins).filter((join) => join.source === source);
    const maps = this.mapping.maps.flatMap(({ fromSource }) => (fromSource?.source === source ? [fromSource] : []));
    return [
      ...new Set([
        ...joins.flatMap(({ right, columns }) => [...right, ...columns]),
        ...maps.flatMap(({ key, value }) => [key, value]),
      ]),
    ];
  }
}
