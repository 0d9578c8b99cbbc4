/** Types of fields as the vendor names them, as far as the emulator treats them differently. */
export type FieldType =
  | 'integer'
  | 'string'
  | 'char'
  | 'double'
  | 'date'
  | 'datetime'
  | 'user'
  | 'file'
  | 'location'
  | 'crm_status'
  | 'crm_currency'
  | 'crm_category'
  | 'crm_company'
  | 'crm_contact'
  | 'crm_lead'
  | 'crm_quote'
  | 'crm_multifield'
  | 'boolean'
  | 'enumeration'
  | 'money'
  | 'url'
  | 'address'
  | 'employee'
  | 'crm'
  | 'text';

/** One field of a type of records. */
export interface Field {
  /** `LAST_NAME`: in classic methods, and in the store. */
  readonly name: string;
  /** `lastName`: in universal methods. */
  readonly item: string;
  readonly type: FieldType;
  readonly title: string;
  /** Characters that fit; a longer value is cut. */
  readonly length?: number;
  readonly isRequired?: boolean;
  readonly isReadOnly?: boolean;
  /** Set at creation, not changed by classic updates. */
  readonly isImmutable?: boolean;
  readonly isMultiple?: boolean;
  /** Name of the list its codes are of. */
  readonly statusType?: string;
  /** Read-only in the classic family alone. */
  readonly isClassicReadOnly?: boolean;
  /** Taken by the import methods although it is read-only elsewhere. */
  readonly isHistory?: boolean;
  /** A field the portal's users made. */
  readonly custom?: CustomField;
}

/** A custom field as `crm.<type>.userfield.*` holds it. */
export interface CustomField {
  readonly id: number;
  readonly isMandatory: boolean;
  readonly label: string;
  readonly xmlId: string | null;
  readonly sort: number;
  readonly showFilter: string;
  readonly items: readonly EnumItem[];
}

export interface EnumItem {
  readonly id: number;
  readonly value: string;
  readonly sort: number;
  readonly isDefault: boolean;
  readonly xmlId: string;
}

type Extra = Partial<Omit<Field, 'name' | 'type' | 'title'>>;

export function field(name: string, type: FieldType, title: string, extra: Extra = {}): Field {
  return { name, item: camelCase(name), type, title, ...extra };
}

export function text(name: string, title: string, length: number, extra: Extra = {}): Field {
  return field(name, 'string', title, { length, ...extra });
}

export function status(name: string, statusType: string, title: string, extra: Extra = {}): Field {
  return field(name, 'crm_status', title, { statusType, ...extra });
}

/** `LAST_NAME` as `lastName`. */
export function camelCase(name: string): string {
  return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `UF_CRM_OLD_CODE` as `ufCrmOldCode`, `UF_CRM_1724412832` as `ufCrm_1724412832`: an underscore before a digit stays. */
export function customItemName(name: string): string {
  return name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
