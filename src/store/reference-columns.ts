import type { EntityKind } from '../model/entity.ts';
import type { Reference } from '../model/reference.ts';
import { NumberList } from './number-list.ts';
import type { RecordBytes } from './record-bytes.ts';

/** How a stub of what is pointed to is called: not at all, by its key, or by a name of its own. */
export type Naming = 'none' | 'key' | 'own';

/** What references have in common that differ in nothing but the key, and the name, of what they point to. */
export interface Relation {
  readonly holderKind: EntityKind;
  readonly naming: Naming;
  readonly field: string;
  readonly kind: EntityKind;
  readonly system: string;
  readonly onMissing: Reference['onMissing'];
  readonly inherit: Reference['inherit'];
}

/** References of the records of a batch, column by column; their texts are in the memory of its records. */
export interface StagedReferences {
  readonly relations: readonly Relation[];
  /** By reference, in their order: `seq` of the record, index into `relations`, length of the key and of the stub's own name, or 0. */
  readonly numbers: Int32Array;
  /** Where all keys and names begin, one after another in UTF-16, and their length together. */
  readonly textAt: number;
  readonly textLength: number;
}

/** Numbers of one reference in `StagedReferences.numbers`. */
export const referenceNumbers = 4;

/** Collects references of a batch: to look up what they point to costs several times as much, and is left to who writes them. */
export class ReferenceColumns {
  /** Few: one for each relation of a mapping. */
  private relations: Relation[] = [];
  private texts: string[] = [];
  private readonly numbers = new NumberList(1 << 14);

  add(seq: number, holderKind: EntityKind, reference: Reference): void {
    const { numbers, texts } = this;
    const { ref, stubName } = reference;
    const naming = stubName === undefined ? 'none' : stubName === ref.key ? 'key' : 'own';
    numbers.push(seq);
    numbers.push(this.relationOf(holderKind, reference, naming));
    numbers.push(ref.key.length);
    texts.push(ref.key);
    if (stubName === undefined || naming !== 'own') numbers.push(0);
    else {
      numbers.push(stubName.length);
      texts.push(stubName);
    }
  }

  /** What was collected; nothing of it stays here. `memory`: takes the texts. */
  take(memory: RecordBytes): StagedReferences {
    const text = this.texts.join('');
    const { relations } = this;
    this.relations = [];
    this.texts = [];
    return { relations, numbers: this.numbers.take(), textAt: memory.addText(text), textLength: text.length };
  }

  private relationOf(holderKind: EntityKind, reference: Reference, naming: Naming): number {
    const { relations } = this;
    for (let at = 0; at < relations.length; at += 1) {
      const relation = relations[at] as Relation;
      if (relation.naming === naming && relation.holderKind === holderKind && isOf(relation, reference)) return at;
    }
    const { field, kind, ref, onMissing, inherit } = reference;
    return relations.push({ holderKind, naming, field, kind, system: ref.system, onMissing, inherit }) - 1;
  }
}

function isOf(relation: Relation, reference: Reference): boolean {
  return (
    relation.field === reference.field &&
    relation.kind === reference.kind &&
    relation.system === reference.ref.system &&
    relation.onMissing === reference.onMissing &&
    relation.inherit?.field === reference.inherit?.field &&
    relation.inherit?.from === reference.inherit?.from
  );
}
