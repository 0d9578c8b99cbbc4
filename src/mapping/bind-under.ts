import { MappingError } from '../errors.ts';
import type { Table } from '../model/row.ts';
import type { BoundBlock, CompiledBlock, CompiledContract } from './compiled.ts';

/** A block tied to a table, with the columns it uses and the table lacks. */
export interface Bound {
  readonly bound: BoundBlock;
  readonly missing: readonly string[];
}

/**
 * Ties a block to a table. Where the contract only warns of missing columns, they are empty.
 * @throws MappingError when something else is wrong, or the contract is stricter
 */
export function bindUnder(contract: CompiledContract | undefined, block: CompiledBlock, table: Table): Bound {
  try {
    return { bound: block.bind(table), missing: [] };
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    if (!allowsMissing(contract)) throw error;
    const missing = error.problems.flatMap(({ code, args }) =>
      code === 'mapping.unknown-column' ? [(args as { readonly column: string }).column] : [],
    );
    if (missing.length < error.problems.length) throw error;
    const names = [...new Set(missing)];
    return { bound: block.bind({ ...table, columns: [...table.columns, ...names] }), missing: names };
  }
}

/** Whether columns that the mapping uses may be missing: they are empty then. */
export function allowsMissing(contract: CompiledContract | undefined): boolean {
  return contract?.columns === 'warn' || contract?.columns === 'ignore';
}
