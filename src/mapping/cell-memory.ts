import { detached } from '../text/detached.ts';
import { RecentValues } from '../text/recent-values.ts';
import type { RowScope } from './scope.ts';

/** Longer texts hardly repeat. */
const longest = 120;
/** Texts remembered of one column, twice: see `RecentValues`. */
const remembered = 1000;
/** After so many cells it is known whether the column repeats itself. */
const trial = 4000;
/** Cells to one hit below which remembering costs more than it saves. */
const leastWorth = 2;

/**
 * What was made of the texts that a column held last: owners, posts, dates, companies stand in many rows. Only for what depends on
 * the one cell and on nothing else, and only where nothing was said about it: findings are made anew for every row.
 */
export class CellMemory<V extends object> {
  readonly #cell: number;
  #known: RecentValues<V> | undefined = new RecentValues<V>(remembered);
  #asked = 0;
  #hits = 0;

  /** `cell`: index of the cell in its row. */
  constructor(cell: number) {
    this.#cell = cell;
  }

  /** False once the column was found not to repeat itself. */
  get isWorth(): boolean {
    return this.#known !== undefined;
  }

  /** What was made of the same text before. */
  find(scope: RowScope): V | undefined {
    if (this.#known === undefined) return undefined;
    const text = scope.cells[this.#cell];
    if (typeof text !== 'string' || text.length > longest) return undefined;
    const found = this.#known.get(text);
    this.#asked += 1;
    if (found !== undefined) this.#hits += 1;
    if (this.#asked === trial && this.#hits * leastWorth < trial) this.#known = undefined;
    return found;
  }

  /** Makes the value of a text that was not found, and remembers it. */
  learn(scope: RowScope, make: (scope: RowScope) => V): V {
    const text = scope.cells[this.#cell];
    if (this.#known === undefined || typeof text !== 'string' || text.length > longest || scope.isRejected)
      return make(scope);
    const said = scope.issues.length + scope.kept.length;
    // What is remembered must not keep the text of the file that the cell was cut from.
    const own = detached(text);
    scope.cells = scope.cells.with(this.#cell, own);
    const made = make(scope);
    if (!scope.isRejected && scope.issues.length + scope.kept.length === said) this.#known.set(own, made);
    return made;
  }
}
