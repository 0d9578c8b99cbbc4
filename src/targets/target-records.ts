import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import type { LoadedKeys } from '../model/loaded-keys.ts';

/** A record that stands in the target already, ours or not, with what tells it from others. */
export interface ExistingRecord {
  readonly id: string;
  /** Canonical fields, as far as the target holds them: names, phones, emails, inn, kpp, addresses. */
  readonly data: Readonly<Record<string, unknown>>;
  /** True when it carries a marker of this project. */
  readonly isOurs: boolean;
  /** All tax numbers that are said of it, wherever; those of `data` where it is left out. */
  readonly taxNumbers?: readonly { readonly inn: string; readonly kpp?: string | undefined }[];
}

/** A record that an earlier run loaded, with every source record that went into it, the first of which is our marker. */
export interface LoadedRecord {
  readonly data: Readonly<Record<string, unknown>>;
  readonly origins: readonly RecordOrigin[];
}

/** What earlier runs loaded into a target on this computer, asked without waiting: new records are matched with it. */
export interface LoadedRecords {
  /** Where it says which source record went into which of them. */
  readonly keys: LoadedKeys;
  /** Ids of the records of a kind that have a marker, ascending. */
  ids(kind: EntityKind): Iterable<number>;
  /** In the order asked for; undefined where there is no such record. `fields`: where only some of them are wanted. */
  read(kind: EntityKind, ids: readonly number[], fields?: ReadonlySet<string>): readonly (LoadedRecord | undefined)[];
  idOf(kind: EntityKind, ref: Ref): number | undefined;
  /** What a record is called: the `name` or `full_name` of its kind. */
  nameOf(kind: 'company' | 'contact' | 'user', id: number): string | undefined;
  /** Source keys of a record in the order in which they came to it, the marker first. */
  keysOf(kind: EntityKind, id: number): readonly Ref[];
}

/** Records of the target that carry the same marker: one of them is too many. The first is the oldest. */
export interface Doubled {
  readonly kind: EntityKind;
  readonly marker: string;
  readonly ids: readonly string[];
}
