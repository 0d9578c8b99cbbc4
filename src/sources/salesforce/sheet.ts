import type { Context } from '../../context.ts';
import type { Input } from '../../input.ts';
import type { Shape } from './shape.ts';

/** A record as a file holds it: every cell as text, empty when there is nothing. */
export interface RawRecord {
  /** 1-based line where it starts. */
  readonly line: number;
  readonly cells: string[];
}

/** The records of one object in one file. */
export interface Sheet {
  readonly object: string;
  readonly shape: Shape;
  readonly input: Input;
  /** Names as in the API, in the order of the cells. */
  readonly columns: readonly string[];
  /** Reads the records from the start; findings go to the context. Each record has as many cells as there are columns. */
  records(context: Context): AsyncIterable<readonly RawRecord[]>;
}

/** A context that hears nothing: for readings that are done again later. */
export function quiet(context: Context): Context {
  return { ...context, report: () => {}, fact: () => {} };
}
