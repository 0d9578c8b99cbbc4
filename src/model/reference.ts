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

const fieldKinds: Readonly<Record<string, readonly EntityKind[]>> = {
  owner: ['user'],
  created_by: ['user'],
  author: ['user'],
  parent: ['company'],
  manager: ['contact'],
  company: ['company'],
  companies: ['company'],
  contacts: ['contact'],
  items: ['product'],
  links: ['company', 'contact', 'lead', 'deal'],
  converted_to: ['company', 'contact', 'lead', 'deal'],
};

/** Kinds of records a relation may point to. */
export function refKinds(field: string): readonly EntityKind[] {
  return fieldKinds[field] ?? [];
}

/** The system of references that a user map makes: their key is what `to` names of a colleague in the target. */
export function userMapSystem(to: 'email' | 'id' | 'full_name'): string {
  return `${userMap}${to}`;
}

export function isOfUserMap({ system }: Ref): boolean {
  return system.startsWith(userMap);
}

const userMap = 'user:';
