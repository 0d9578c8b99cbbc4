import type { CustomField } from '../../model/custom-field.ts';
import type { EntityKind } from '../../model/entity.ts';
import type { Finding } from '../../model/issue.ts';
import type { IdOf } from '../target.ts';
import type { Account, Pipeline } from './account.ts';

/** Members of an element, or canonical fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** One value of a field: the account takes `{value, enum_code}` and the like. */
export type FieldValue = Fields;

/** A record as the account keeps it, and what hangs on it. */
export interface AccountRecord {
  /** Members of the element: `name`, `price`, `status_id`, ... */
  readonly members: Fields;
  /** Fields of the account by their ids. */
  readonly values: ReadonlyMap<string, readonly FieldValue[]>;
  readonly tags: readonly string[];
  /** Of contacts and leads. */
  readonly company: string | undefined;
  /** Of leads, the main one first. */
  readonly contacts: readonly string[];
  /** What is kept in a note of its own: the comment, and what has no other place. */
  readonly remark: string | undefined;
}

/** How records are put into the account's words. */
export interface Encoding {
  readonly account: Account;
  /** Resolves source keys and, for what was read from the account, `@target` keys. */
  readonly idOf: IdOf;
  /** Custom fields and fields that are put elsewhere, by kind. */
  readonly custom: ReadonlyMap<EntityKind, readonly CustomField[]>;
  /** Owner of records whose own is not known. */
  readonly defaultUser: string;
  /** Where leads go that name no pipeline. */
  readonly pipeline: Pipeline;
  /** Tag of every record of the project. */
  readonly tag: string;
  readonly note: (finding: Finding) => void;
}
