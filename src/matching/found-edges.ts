import type { ExactIdentifier } from '../model/dedupe.ts';
import type { Verdict } from './exact-identity.ts';

/** Two records that share an identifier, or that a person called the same. */
export interface FoundEdge {
  /** Record numbers, the one of smaller rank first. */
  readonly left: number;
  readonly right: number;
  readonly rule: string;
  /** Absent for decisions. */
  readonly identifier?: ExactIdentifier;
  readonly verdict: Verdict;
  readonly auto: boolean;
}

/** What an edge says apart from its records: a handful of different ones, whatever the number of edges. */
type Saying = Omit<FoundEdge, 'left' | 'right'>;

/** Edges as columns, some ten bytes each: an object for each would take ten times as much. */
export class FoundEdges {
  #left = new Uint32Array(1024);
  #right = new Uint32Array(1024);
  #saying = new Uint16Array(1024);
  #length = 0;
  readonly #sayings: Saying[] = [];
  readonly #numbers = new Map<string, number>();
  #last = 0;

  get length(): number {
    return this.#length;
  }

  add(edge: FoundEdge): void {
    if (this.#length === this.#left.length) this.#grow();
    this.#left[this.#length] = edge.left;
    this.#right[this.#length] = edge.right;
    this.#saying[this.#length] = this.#numberOf(edge);
    this.#length += 1;
  }

  left(edge: number): number {
    return this.#left[edge] ?? 0;
  }

  right(edge: number): number {
    return this.#right[edge] ?? 0;
  }

  /** What an edge says; the same object for all that say the same. */
  saying(edge: number): Saying {
    return this.#sayings[this.#saying[edge] ?? 0] as Saying;
  }

  /** Mostly the same as of the edge before. */
  #numberOf({ rule, identifier, verdict, auto }: FoundEdge): number {
    const last = this.#sayings[this.#last];
    if (last?.rule === rule && last.identifier === identifier && last.verdict === verdict && last.auto === auto)
      return this.#last;
    const saying: Saying = { rule, ...(identifier !== undefined && { identifier }), verdict, auto };
    const name = `${rule} ${identifier ?? ''} ${verdict} ${auto}`;
    let number = this.#numbers.get(name);
    if (number === undefined) this.#numbers.set(name, (number = this.#sayings.push(saying) - 1));
    this.#last = number;
    return number;
  }

  #grow(): void {
    const left = new Uint32Array(this.#length * 2);
    left.set(this.#left);
    this.#left = left;
    const right = new Uint32Array(this.#length * 2);
    right.set(this.#right);
    this.#right = right;
    const saying = new Uint16Array(this.#length * 2);
    saying.set(this.#saying);
    this.#saying = saying;
  }
}
