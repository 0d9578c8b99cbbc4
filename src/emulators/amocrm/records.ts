import type { Json } from './json.ts';

/** What the account keeps, in the vendor's own names. Times are Unix seconds but for `visible_at`. */
export const entityKinds = ['contacts', 'companies', 'leads'] as const;

export type EntityKind = (typeof entityKinds)[number];

export function isEntityKind(text: string): text is EntityKind {
  return (entityKinds as readonly string[]).includes(text);
}

export interface StoredUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly is_admin: boolean;
  readonly is_active: boolean;
  readonly group_id: number | null;
}

export interface StoredEnum {
  readonly id: number;
  readonly value: string;
  readonly sort: number;
  readonly code?: string | null;
}

export interface StoredField {
  readonly id: number;
  name: string;
  readonly type: string;
  readonly code: string | null;
  sort: number;
  is_api_only: boolean;
  readonly is_predefined: boolean;
  readonly is_deletable: boolean;
  enums: readonly StoredEnum[] | null;
  required_statuses: readonly Json[];
  group_id: string | null;
}

export interface StoredValue {
  readonly value: Json;
  readonly enum_id?: number;
  readonly enum_code?: string | null;
}

export interface StoredFieldValues {
  readonly field_id: number;
  readonly values: readonly StoredValue[];
}

export interface StoredEntity {
  readonly id: number;
  name: string;
  first_name: string;
  last_name: string;
  price: number;
  status_id: number;
  pipeline_id: number;
  loss_reason_id: number | null;
  source_id: number | null;
  closed_at: number | null;
  closest_task_at: number | null;
  responsible_user_id: number;
  created_by: number;
  updated_by: number;
  created_at: number;
  updated_at: number;
  is_deleted: boolean;
  fields: readonly StoredFieldValues[];
  tags: readonly number[];
  /** Milliseconds from which lists show it. */
  readonly visible_at: number;
}

export interface StoredStatus {
  readonly id: number;
  name: string;
  sort: number;
  color: string;
  readonly is_editable: boolean;
  /** 1 for that of the inbox, else 0. */
  readonly type: number;
}

export interface StoredPipeline {
  readonly id: number;
  name: string;
  sort: number;
  is_main: boolean;
  is_unsorted_on: boolean;
  is_archive: boolean;
  statuses: StoredStatus[];
}

export interface StoredTag {
  readonly id: number;
  readonly name: string;
  color: string | null;
}

export interface StoredNote {
  readonly id: number;
  readonly entity_id: number;
  readonly note_type: string;
  params: Json;
  readonly responsible_user_id: number;
  readonly created_by: number;
  updated_by: number;
  readonly created_at: number;
  updated_at: number;
}

export interface StoredTask {
  readonly id: number;
  entity_id: number | null;
  entity_type: string | null;
  text: string;
  complete_till: number;
  task_type_id: number;
  is_completed: boolean;
  result: string | null;
  duration: number;
  responsible_user_id: number;
  readonly created_by: number;
  updated_by: number;
  readonly created_at: number;
  updated_at: number;
}

export interface StoredCatalog {
  readonly id: number;
  name: string;
  readonly type: string;
  sort: number;
  readonly created_at: number;
  readonly created_by: number;
}

export interface StoredElement {
  readonly id: number;
  readonly catalog_id: number;
  name: string;
  fields: readonly StoredFieldValues[];
  readonly created_at: number;
  updated_at: number;
  readonly created_by: number;
}

export interface StoredSource {
  readonly id: number;
  readonly name: string;
  readonly external_id: string;
  readonly pipeline_id: number;
  readonly default: boolean;
}

export interface StoredReason {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
  readonly created_at: number;
}

export interface StoredChange {
  readonly type: string;
  readonly entity_id: number;
  readonly entity_type: string;
  readonly created_by: number;
  readonly created_at: number;
  readonly value_before: Json;
  readonly value_after: Json;
}

/** One end of a bond, kept at the other end. */
export interface StoredLink {
  readonly kind: string;
  readonly id: number;
  readonly is_main: boolean;
  readonly quantity?: number;
  readonly catalog_id?: number;
}

export interface StoredAccount {
  readonly id: number;
  readonly name: string;
  readonly subdomain: string;
  readonly country: string;
  readonly currency: string;
  readonly currency_symbol: string;
  readonly timezone: string;
  readonly is_unsorted_on: boolean;
  readonly created_at: number;
}
