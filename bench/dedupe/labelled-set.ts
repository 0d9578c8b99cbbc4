import type { KindModel } from '../../src/matching/kind-model.ts';
import type { MatchedKind } from '../../src/matching/matcher.ts';
import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';

/** Records whose true entity is known. */
export interface LabelledSet<K extends MatchedKind = MatchedKind> {
  readonly name: string;
  readonly kind: K;
  readonly records: readonly Staged<K>[];
  /** True entity of each record, parallel to `records`. */
  readonly truth: readonly string[];
  /** Names of companies by key, for people that refer to them by name. */
  readonly companyNames?: ReadonlyMap<string, string>;
  /** Given when the records are of no kind of the product. */
  readonly model?: KindModel<'company'>;
  /** Systems that hold no duplicates of their own, for linking two lists. */
  readonly unique?: readonly string[];
}

type Phones = NonNullable<EntityData['contact']['phones']>;
type Emails = NonNullable<EntityData['contact']['emails']>;

/** Phones of a cell of the constructed sets: separated by commas, semicolons or slashes; seven digits stay as they are. */
export function phonesOf(...cells: readonly (string | undefined)[]): { phones?: Phones } {
  const phones: Phones = [];
  for (const cell of cells) {
    for (const part of (cell ?? '').split(/[,;/]|\bили\b/u)) {
      const bare = part.replace(/^(.*\d.*?)(?:\s*\(?(?:доб|вн|ext)|#).*$/iu, '$1');
      const digits = bare.replace(/\D/gu, '');
      const value = digits.length === 11 && /^[78]/u.test(digits) ? `+7${digits.slice(1)}` : `+7${digits}`;
      if (digits.length >= 7) phones.push({ value, raw: part, type: 'other', primary: phones.length === 0 });
    }
  }
  return phones.length > 0 ? { phones } : {};
}

/** Phones of lists from abroad: all digits, whatever their number. */
export function foreignPhone(cell: string | undefined): { phones?: Phones } {
  const digits = (cell ?? '').replace(/\D/gu, '').slice(-10);
  return digits.length >= 7 ? { phones: [{ value: `+1${digits}`, raw: cell ?? '', type: 'work', primary: true }] } : {};
}

export function emailsOf(cell: string | undefined): { emails?: Emails } {
  const value = (cell ?? '').trim();
  return value.includes('@') ? { emails: [{ value, raw: value, type: 'work', primary: true }] } : {};
}

/** A date as ISO text: `31.12.1999`, `31/12/1999`, `1999-12-31`, `19991231`; nothing for other text. */
export function birthOf(cell: string | undefined): { birth_date?: string } {
  const text = (cell ?? '').trim();
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/u.exec(text);
  const day = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/u.exec(text);
  if (iso) return { birth_date: `${iso[1]}-${iso[2]}-${iso[3]}` };
  if (!day) return {};
  return { birth_date: `${day[3]}-${(day[2] ?? '').padStart(2, '0')}-${(day[1] ?? '').padStart(2, '0')}` };
}

/** The parts of an object whose text is not empty. */
export function filled<T extends Readonly<Record<string, string | undefined>>>(parts: T): { [P in keyof T]?: string } {
  return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined && text !== '')) as {
    [P in keyof T]?: string;
  };
}
