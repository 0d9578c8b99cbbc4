import { hash } from 'node:crypto';
import { namesDiffer } from '../matching/exact-identity.ts';
import type { Staged } from '../model/staged.ts';

/** A record whose key stands for somebody else, with a key of its own. */
export interface Strange {
  readonly record: Staged;
  readonly key: string;
}

/**
 * The records of one key that are certainly not what the first of them is: a column that numbers nothing ("Код", a room, a price list) is
 * easily taken for a key, and two people made into one are a client lost. Their names differ and they share no phone, mailbox or
 * number; where they stand in two tables (an export may hold a later state of the same record), both must also have something of
 * the kind. Records of one strange person get one key.
 * @param tableOf tells apart the tables the records come from
 */
export function strangers(records: readonly Staged[], tableOf: (record: Staged) => string): readonly Strange[] {
  const [first, ...others] = records;
  if (first === undefined || (first.kind !== 'contact' && first.kind !== 'company')) return [];
  return others
    .filter((other) => isStranger(first, other, tableOf(first) === tableOf(other)))
    .map((record) => ({ record, key: `${record.key}~${hash('sha256', nameOf(record)).slice(0, 8)}` }));
}

/** Whether a record is certainly another person or company than what stands under its key: said by name and by every mark. */
export function isAnother(known: Staged, found: Staged): boolean {
  return isStranger(known, found, false);
}

function isStranger(left: Staged, right: Staged, isOneTable: boolean): boolean {
  if (!namesDiffer(left, right)) return false;
  const [mine, theirs] = [marksOf(left), marksOf(right)];
  if (!isOneTable && (mine.size === 0 || theirs.size === 0)) return false;
  return ![...mine].some((mark) => theirs.has(mark));
}

/** What tells one from others beside the name. */
function marksOf({ data }: Staged): ReadonlySet<string> {
  const {
    phones = [],
    emails = [],
    inn,
  } = data as {
    readonly phones?: readonly { readonly value: string }[];
    readonly emails?: readonly { readonly value: string }[];
    readonly inn?: string;
  };
  return new Set([...phones, ...emails].map(({ value }) => value).concat(inn ?? []));
}

/** Name of a person or company as it is compared: lower case, single spaces. */
function nameOf({ data }: Staged): string {
  const { full_name: person, name = '' } = data as { readonly full_name?: string; readonly name?: string };
  return (person ?? name).toLowerCase().replace(/\s+/gu, ' ').trim();
}
