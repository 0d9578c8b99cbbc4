import type { Evidence } from './matcher.ts';

/** The terms of pairs by what the two records say in a field; those of the commonest level are left out. */
export interface FieldTerm {
  readonly field: string;
  /** Numbers of what is said in the field by the record of the smaller place and by the other. */
  readonly left: number;
  readonly right: number;
  readonly weight: number;
}

/** Numbers what records say in a field: equal numbers for equal features. */
export class SaidNumbers {
  readonly #numbers = new Map<string, number>();

  /** At least 1. */
  numberOf(features: readonly string[]): number {
    const id = features.join('\u001f');
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(id, number);
    return number;
  }
}

const MOST_NUMBERS = 2 ** 26;

/** Collects the weights of a field, each pair of what is said once. */
export class TermCollector {
  readonly #weights = new Map<number, number>();
  readonly #field: string;
  /** The weight of two values that have nothing in common. */
  readonly usual: number;

  constructor(field: string, usual: number) {
    this.#field = field;
    this.usual = usual;
  }

  /** @throws RangeError when what two records say in a field does not settle its weight: a mistake of the program. */
  add(left: number, right: number, term: Evidence | undefined): void {
    const key = left * MOST_NUMBERS + right;
    const weight = term?.weight ?? 0;
    const known = this.#weights.get(key);
    if (known === undefined) this.#weights.set(key, weight);
    else if (known !== weight) throw new RangeError(`${this.#field} is weighed by more than its features`);
  }

  /** Without those of the usual weight. */
  *terms(): Iterable<FieldTerm> {
    for (const [key, weight] of this.#weights) {
      if (weight === this.usual) continue;
      yield { field: this.#field, left: Math.floor(key / MOST_NUMBERS), right: key % MOST_NUMBERS, weight };
    }
  }
}
