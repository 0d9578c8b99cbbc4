import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Data } from './spool.ts';

/** Gives a record that another one refers to. */
export type Lookup = (kind: EntityKind, ref: Ref) => Data | undefined;

/** One column of an import file. */
export interface Column {
  /** What the wizard knows it by. */
  readonly heading: string;
  readonly cell: (data: Data, find: Lookup) => string;
}

/** One kind of import file. */
export interface ImportTable {
  readonly kind: EntityKind;
  /** Of the file, without number and ending. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** Rows of a record: one, or one for each of its positions. */
  readonly rows?: (data: Data) => readonly Data[];
}

/** Text of a field; empty when there is none. */
export function text(data: Data, field: string): string {
  const value = data[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function items(data: Data, field: string): readonly Data[] {
  const value = data[field];
  return Array.isArray(value) ? (value as readonly Data[]) : [];
}

/** Values of a list whose items are of one type, joined. */
export function ofType(data: Data, field: string, types: readonly string[], separator: string): string {
  return items(data, field)
    .filter((item) => types.includes(text(item, 'type')))
    .map((item) =>
      text(item, 'ext') === '' ? text(item, 'value') : `${text(item, 'value')} ext. ${text(item, 'ext')}`,
    )
    .join(separator);
}

/** `DD.MM.YYYY` of an ISO date or instant, by its calendar day as written. */
export function russianDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return match === null ? '' : `${match[3]}.${match[2]}.${match[1]}`;
}

export function amount(data: Data, field: string): string {
  const money = data[field] as { readonly amount?: string } | undefined;
  return money?.amount ?? '';
}

export function currency(data: Data, field: string): string {
  const money = data[field] as { readonly currency?: string } | undefined;
  return money?.currency ?? '';
}

/** What a person is called where there is one line for it. */
export function personName(data: Data): string {
  const parts = [text(data, 'last_name'), text(data, 'first_name'), text(data, 'middle_name')].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : text(data, 'full_name');
}

/** The record a field refers to, or the first of a list of references. */
export function referred(data: Data, field: string, kind: EntityKind, find: Lookup): Data | undefined {
  const value = data[field];
  const ref = Array.isArray(value) ? (value[0] as { readonly ref?: Ref } | undefined)?.ref : (value as Ref | undefined);
  return ref === undefined ? undefined : find(kind, ref);
}

export function owner(data: Data, find: Lookup): string {
  const user = referred(data, 'owner', 'user', find);
  const ref = data['owner'] as Ref | undefined;
  if (user !== undefined) return text(user, 'full_name');
  return ref?.system === 'user:full_name' ? ref.key : '';
}

/** Numbers of a company or person that the file has no column for, in one line. */
export function registration(data: Data): string {
  const numbers = [
    ['ИНН', text(data, 'inn')],
    ['КПП', text(data, 'kpp')],
    ['ОГРН', text(data, 'ogrn')],
    ['ОКПО', text(data, 'okpo')],
  ].filter(([, value]) => value !== '');
  const accounts = items(data, 'bank_accounts').map((account) =>
    [
      `р/с ${text(account, 'account')}`,
      text(account, 'bank'),
      text(account, 'bik') === '' ? '' : `БИК ${text(account, 'bik')}`,
    ]
      .filter(Boolean)
      .join(', '),
  );
  return [...numbers.map(([name, value]) => `${name} ${value}`), ...accounts].join('; ');
}

/** Comment and everything that has no column of its own. */
export function remarks(data: Data, more: readonly string[] = []): string {
  const tags = Array.isArray(data['tags']) ? (data['tags'] as readonly string[]).join(', ') : '';
  return [text(data, 'comment'), ...more, tags].filter(Boolean).join('\n');
}
