import type { EntityKind } from './entity.ts';
import type { Ref } from './field.ts';

/** A relation of a draft, to be resolved after merging. */
export interface Reference {
  /** Canonical field, such as `company` or `contacts`. */
  readonly field: string;
  readonly kind: EntityKind;
  readonly ref: Ref;
  /** reject: the record is rejected; null: the relation is dropped; stub: a minimal parent is made; defer: set in a second pass. */
  readonly onMissing: 'reject' | 'null' | 'stub' | 'defer';
  /** Name of the stub to be made. */
  readonly stubName?: string;
  /** For `inherit`: the field of the parent whose value is taken when this record has none. */
  readonly inherit?: { readonly field: string; readonly from: string };
}
