import { detached } from '../text/detached.ts';
import { referenceNumbers, type Relation, type StagedReferences } from './reference-columns.ts';
import type { SqlRow } from './staging-rows.ts';

/** What is known of all that was written, for who goes on: plain data. */
export interface TargetsState {
  readonly lastId: number;
  /** By source key, and name where it has one of its own. */
  readonly ids: ReadonlyMap<Relation, Map<string, number>>;
}

/** Many records point to few things: these are remembered, up to this many. */
const rememberedTargets = 100_000;

/** Keeps once what many records point to. */
export class ReferenceTargets {
  private readonly insert: (row: SqlRow) => void;
  private lastId: number;
  /** Each as it was met first. Few: as many as a mapping has. */
  private readonly relations: Relation[];
  private readonly ids: Map<Relation, Map<string, number>>;
  private size = 0;

  /** `insert` takes the columns of a new `reference_target`, its id first. `state`: where another one has stopped. */
  constructor(insert: (row: SqlRow) => void, state: TargetsState = { lastId: 0, ids: new Map() }) {
    this.insert = insert;
    this.lastId = state.lastId;
    this.ids = new Map(state.ids);
    this.relations = [...this.ids.keys()];
    for (const { size } of this.ids.values()) this.size += size;
  }

  /** Where this one has stopped. */
  get state(): TargetsState {
    const { lastId, ids } = this;
    return { lastId, ids };
  }

  /**
   * The links of a batch, whose texts are in `memory`: `seq` of the record and id of the target, in turn. Targets are written that are
   * not known; one that was forgotten is written again, under another id.
   */
  linksOf({ numbers, relations: staged, textAt, textLength }: StagedReferences, memory: SharedArrayBuffer): Int32Array {
    const texts = Buffer.from(memory).toString('utf16le', textAt, textAt + textLength * 2);
    const relations = staged.map((relation) => this.firstMet(relation));
    const links = new Int32Array((numbers.length / referenceNumbers) * 2);
    let from = 0;
    for (let at = 0, to = 0; at < numbers.length; at += referenceNumbers, to += 2) {
      const relation = relations[numbers[at + 1] ?? 0] as Relation;
      const nameFrom = from + (numbers[at + 2] ?? 0);
      const key = texts.slice(from, nameFrom);
      from = nameFrom + (numbers[at + 3] ?? 0);
      links[to] = numbers[at] ?? 0;
      links[to + 1] = this.idOf(relation, key, texts.slice(nameFrom, from));
    }
    return links;
  }

  /** `ownName`: of a stub, where it is called neither by its key nor not at all. */
  private idOf(relation: Relation, key: string, ownName: string): number {
    const name = relation.naming === 'own' ? `${key.length} ${key}${ownName}` : key;
    const known = this.ids.get(relation)?.get(name);
    if (known !== undefined) return known;
    const id = this.write(relation, key, ownName);
    if (this.size >= rememberedTargets) {
      this.ids.clear();
      this.size = 0;
    }
    // The name must not keep the texts of the batch.
    const own = detached(name);
    const ids = this.ids.get(relation);
    if (ids === undefined) this.ids.set(relation, new Map([[own, id]]));
    else ids.set(own, id);
    this.size += 1;
    return id;
  }

  private firstMet(relation: Relation): Relation {
    const known = this.relations.find((one) => isSame(one, relation));
    if (known === undefined) this.relations.push(relation);
    return known ?? relation;
  }

  private write(relation: Relation, key: string, ownName: string): number {
    const { holderKind, naming, field, kind, system, onMissing, inherit } = relation;
    const id = (this.lastId += 1);
    const stubName = naming === 'none' ? null : naming === 'key' ? key : ownName;
    const rest = [onMissing, stubName, inherit?.field ?? null, inherit?.from ?? null];
    this.insert([id, holderKind, field, kind, system, key, ...rest]);
    return id;
  }
}

function isSame(one: Relation, other: Relation): boolean {
  return (
    one.holderKind === other.holderKind &&
    one.naming === other.naming &&
    one.field === other.field &&
    one.kind === other.kind &&
    one.system === other.system &&
    one.onMissing === other.onMissing &&
    one.inherit?.field === other.inherit?.field &&
    one.inherit?.from === other.inherit?.from
  );
}
