import type { EntityKind } from '../../model/entity.ts';
import type { Finding } from '../../model/issue.ts';
import type { IdOf } from '../target.ts';
import type { CustomField } from '../../model/custom-field.ts';
import type { Extensions, MultiValue } from './multi-fields.ts';
import type { Portal } from './portal.ts';

export { filled } from '../../http/answer-values.ts';
export { targetRef, withTargetRefs } from '../../model/target-ref.ts';

/** Fields of an item by the names that `crm.item.*` has for them; custom ones by `UF_...`. */
export type Fields = Readonly<Record<string, unknown>>;

/** A record as the portal keeps it: an item and what hangs on it. */
export interface PortalRecord {
  readonly fields: Fields;
  readonly multi: readonly MultiValue[];
  readonly requisite: Requisite | undefined;
  /** Of the record itself (leads) or of its requisite. */
  readonly addresses: readonly Fields[];
  readonly rows: readonly Fields[];
}

/** Requisites with the bank accounts that hang on them, in the classic names. */
export interface Requisite {
  readonly fields: Fields;
  readonly accounts: readonly Fields[];
}

/** How records are put into the portal's words. */
export interface Encoding {
  readonly portal: Portal;
  /** Resolves source keys and, for what was read from the portal, `@target` keys. */
  readonly idOf: IdOf;
  readonly extensions: Extensions;
  /** Creation dates and authors are kept: an administrator imports. */
  readonly keepsHistory: boolean;
  /** Custom fields and fields that are put elsewhere, by kind. */
  readonly custom: ReadonlyMap<EntityKind, readonly CustomField[]>;
  /** Records stay with colleagues who are dismissed. */
  readonly keepsDismissed: boolean;
  /** Owner of records whose own is not known. */
  readonly defaultUser: string;
  readonly note: (finding: Finding) => void;
}
