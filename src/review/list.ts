import type { MatchedKind } from '../matching/matcher.ts';
import type { GroupHead, ReviewQueue, Status } from './queue.ts';

const statuses: readonly Status[] = ['open', 'later', 'same', 'different'];

/**
 * All questions as the page needs them to filter and to scroll: columns of equal length, values named once. What needs the records
 * themselves (names, owners) is asked for by windows: 50 000 questions are a list at once.
 */
export interface QuestionColumns {
  readonly kinds: readonly MatchedKind[];
  readonly rules: readonly string[];
  readonly systems: readonly (readonly string[])[];
  readonly statuses: readonly Status[];
  readonly id: readonly string[];
  readonly score: readonly number[];
  /** Places in the lists above. */
  readonly kind: readonly number[];
  readonly rule: readonly number[];
  readonly system: readonly number[];
  readonly status: readonly number[];
}

/** Numbers of the values met, in the order they were met first. */
function numbering<V>(): { readonly values: V[]; readonly of: (value: V, name?: string) => number } {
  const values: V[] = [];
  const known = new Map<unknown, number>();
  const of = (value: V, name: unknown = value): number => {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, values.length);
    return values.push(value) - 1;
  };
  return { values, of };
}

export function questionColumns(queue: ReviewQueue): QuestionColumns {
  const [kinds, rules, systems] = [numbering<MatchedKind>(), numbering<string>(), numbering<readonly string[]>()];
  const columns = {
    id: [] as string[],
    score: [] as number[],
    kind: [] as number[],
    rule: [] as number[],
    system: [] as number[],
    status: [] as number[],
  };
  for (const group of queue.groups) {
    const [first] = group.edges;
    const met = systemsOf(group.names);
    columns.id.push(group.id);
    columns.score.push(Math.round((first?.score ?? 0) * 100) / 100);
    columns.kind.push(kinds.of(group.kind));
    columns.rule.push(rules.of(first?.rule ?? ''));
    columns.system.push(systems.of(met, met.join('\u001e')));
    columns.status.push(statuses.indexOf(queue.status(group)));
  }
  return { kinds: kinds.values, rules: rules.values, systems: systems.values, statuses, ...columns };
}

function systemsOf(names: readonly string[]): readonly string[] {
  const systems: string[] = [];
  for (const name of names) {
    const system = name.slice(0, name.indexOf('\u001f'));
    if (!systems.includes(system)) systems.push(system);
  }
  return systems;
}

/** What a search asks for; an empty text and owner are anything. */
export interface Search {
  readonly text: string;
  readonly owner: string;
  readonly onlyConflicts: boolean;
}

/** Groups read at a time while nobody waits for them. */
const batchSize = 200;

/** What the records of all groups say, read piece by piece behind the first list, at once when somebody searches before. */
export class QuestionSearch {
  readonly #queue: ReviewQueue;
  readonly #read: Pick<GroupHead, 'owner' | 'hasConflict'>[] = [];
  readonly #texts: string[] = [];
  #timer: NodeJS.Immediate | undefined;
  readonly #ready: Promise<void>;
  #isReady: () => void = () => {};

  constructor(queue: ReviewQueue) {
    this.#queue = queue;
    this.#ready = new Promise((done) => (this.#isReady = done));
  }

  /** Goes on reading until all is read, a little at a time: requests are answered between. */
  warmUp(): void {
    if (this.#timer !== undefined) return;
    if (this.#read.length >= this.#queue.groups.length) return this.#isReady();
    this.#timer = setImmediate(() => {
      this.#timer = undefined;
      this.#readUpTo(this.#read.length + batchSize);
      this.warmUp();
    });
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== undefined) clearImmediate(this.#timer);
  }

  /** Places of the groups that fit, ascending. */
  find({ text, owner, onlyConflicts }: Search): readonly number[] {
    this.#readUpTo(this.#queue.groups.length);
    const wanted = text.toLowerCase();
    return this.#read.flatMap((head, at) => {
      const fits =
        (owner === '' || head.owner === owner) &&
        (!onlyConflicts || head.hasConflict) &&
        (wanted === '' || (this.#texts[at] ?? '').includes(wanted));
      return fits ? [at] : [];
    });
  }

  /** Waits for the reading without holding anybody up. */
  async owners(): Promise<readonly string[]> {
    this.warmUp();
    await this.#ready;
    return [...new Set(this.#read.map(({ owner }) => owner))].filter((owner) => owner !== '');
  }

  #readUpTo(count: number): void {
    const { groups } = this.#queue;
    for (let at = this.#read.length; at < Math.min(count, groups.length); at += 1) {
      const group = groups[at];
      if (group === undefined) return;
      const { owner, hasConflict, names } = this.#queue.head(group);
      this.#read.push({ owner, hasConflict });
      this.#texts.push(names.join('\n').toLowerCase());
    }
  }
}
