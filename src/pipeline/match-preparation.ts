import { DecisionBook, type DecisionLine } from '../matching/decisions.ts';
import { ExactTableBuilder, type ExactTableState } from '../matching/exact-table.ts';
import type { MatchedKind } from '../matching/matcher.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { EntityKind } from '../model/entity.ts';
import type { Staged } from '../model/staged.ts';

/** What is noted of each kind, as it is handed from one thread to another. */
export type PreparedState = readonly (readonly [kind: EntityKind, state: ExactTableState])[];

/** Kinds without rules are not prepared. */
type Rules = Readonly<Partial<Record<EntityKind, DedupeRules>>>;

interface Prepared {
  readonly table: ExactTableBuilder;
  readonly book: DecisionBook;
}

/** Notes what exact matching needs of each record while it is staged, so that the records need not be read for it again. */
export class MatchPreparation {
  /** Another thread may go on with it: there are no decisions to be looked for. */
  readonly isMovable: boolean;
  readonly dedupe: Rules;
  private readonly kinds = new Map<EntityKind, Prepared>();

  constructor(dedupe: Rules, decisions: readonly DecisionLine[] = []) {
    this.dedupe = dedupe;
    for (const kind of ['company', 'contact'] as const) {
      const rules = dedupe[kind];
      if (rules?.mode !== 'exact') continue;
      const book = new DecisionBook(kind, decisions);
      this.kinds.set(kind, { book, table: new ExactTableBuilder(rules, book) });
    }
    this.isMovable = this.kinds.size > 0 && [...this.kinds.values()].every(({ book }) => book.size === 0);
  }

  /** Nothing is noted. */
  get isIdle(): boolean {
    return this.kinds.size === 0;
  }

  /** Hands over what was noted: `goOn` takes it up, here or in another thread. */
  handOver(): PreparedState {
    return [...this.kinds].map(([kind, { table }]) => [kind, table.handOver()]);
  }

  /** Goes on with what was noted elsewhere. */
  goOn(state: PreparedState): void {
    for (const [kind, noted] of state) this.kinds.get(kind)?.table.goOn(noted);
  }

  add(record: Staged): void {
    if (record.kind === 'contact' || record.kind === 'company') this.kinds.get(record.kind)?.table.add(record);
  }

  /** Whether anything is noted of a kind, and not handed over yet. */
  has(kind: MatchedKind): boolean {
    return this.kinds.has(kind);
  }

  /** Hands over what was noted of a kind; undefined when it is not matched exactly. It is not kept here. */
  take(kind: MatchedKind): Prepared | undefined {
    const prepared = this.kinds.get(kind);
    this.kinds.delete(kind);
    return prepared;
  }
}
