import type { Email, Phone } from '../model/field.ts';
import { isEmpty, type Member } from './survivor-members.ts';

/** One value of a list field in the golden record, with the first member that gave it. */
export interface ListedValue {
  readonly value: unknown;
  readonly seq: number;
}

type KeyOf = (value: never) => string;

const SPACES = /[\s.,;]+/gu;
const URL_DRESS = /^[a-z]+:\/\/|^www\.|\/+$/gu;

/** The text that was made plain last: the members of a cluster mostly say the same. */
let lastPlain = { text: '', plain: '' };

function plain(text: string): string {
  if (lastPlain.text === text) return lastPlain.plain;
  const made = text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(SPACES, ' ').trim();
  lastPlain = { text, plain: made };
  return made;
}

function plainUrl(text: string): string {
  let bare = text.trim().toLowerCase();
  for (let before = ''; before !== bare;) {
    before = bare;
    bare = bare.replace(URL_DRESS, '');
  }
  return bare;
}

/** When two values of a list are one. The key is for comparing only; the value stays as it was. */
const keys: Readonly<Record<string, KeyOf>> = {
  phones: (phone: Phone) => `${phone.value} ${phone.ext ?? ''}`,
  emails: (email: Email) => email.value.toLowerCase(),
  urls: plainUrl,
  messengers: (messenger: { service: string; value: string }) => plain(`${messenger.service} ${messenger.value}`),
  addresses: (address: { type: string; text: string }) => `${address.type} ${plain(address.text)}`,
  bank_accounts: (account: { account: string; bik?: string }) => `${account.account} ${account.bik ?? ''}`,
  tags: plain,
  companies: ({ ref: { system, key } }: { ref: { system: string; key: string } }) =>
    `${system.length} ${system} ${key}`,
};

/** Fields that hold lists; all values of all members are kept. */
export function isListField(field: string): boolean {
  return field in keys;
}

interface Gathered {
  value: unknown;
  readonly seq: number;
  count: number;
  /** The last member that gave it: what one member repeats counts once. */
  last: Member;
}

/**
 * All values of a list field, repeats folded, most frequent first, then in order of trust. Just the first is primary. The list of a
 * record of the target stays as it is; what is new comes after it.
 */
export function unite(field: string, members: readonly Member[]): readonly ListedValue[] {
  const keyOf = keys[field] as (value: unknown) => string;
  const found = new Map<string, Gathered>();
  for (const member of members) {
    const list = member.fields[field];
    if (!Array.isArray(list)) continue;
    for (const value of primaryFirst(list as readonly unknown[])) {
      const key = keyOf(value);
      const known = found.get(key);
      if (known === undefined) {
        found.set(key, { value, seq: member.seq, count: 1, last: member });
        continue;
      }
      known.value = fillIn(known.value, value);
      if (known.last === member) continue;
      known.count += 1;
      known.last = member;
    }
  }
  const ordered = [...found.values()];
  const isSorted = field === 'companies' || members[0]?.isLoaded === true;
  if (!isSorted && ordered.length > 1) ordered.sort((left, right) => right.count - left.count);
  return ordered.map(({ value, seq }, index) => ({ value: withPrimary(value, index === 0), seq }));
}

function isPrimary(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'primary' in value && value.primary === true;
}

function primaryFirst(list: readonly unknown[]): readonly unknown[] {
  if (list.length < 2) return list;
  return [...list.filter(isPrimary), ...list.filter((value) => !isPrimary(value))];
}

type Item = Readonly<Record<string, unknown>>;

/** Adds to a value what a repeat of it knows besides: an address with parts, a phone with a comment. */
function fillIn(kept: unknown, repeat: unknown): unknown {
  if (typeof kept !== 'object' || kept === null || typeof repeat !== 'object' || repeat === null) return kept;
  let filled = kept as Item;
  for (const name in repeat) {
    const value = (repeat as Item)[name];
    const known = filled[name];
    if (value === known) continue;
    const vague = name === 'type' && known === 'other';
    // Mostly there is nothing to add, and what was kept stays as it is.
    if ((isEmpty(known) || vague) && !isEmpty(value)) filled = { ...filled, [name]: value };
    else if (name === 'comment' && typeof value === 'string')
      filled = { ...filled, [name]: joined(known, value, 1000) };
  }
  return filled;
}

function joined(kept: unknown, added: string, limit: number): unknown {
  if (typeof kept !== 'string' || kept.includes(added)) return kept;
  const both = `${kept}; ${added}`;
  return both.length <= limit ? both : kept;
}

function withPrimary(value: unknown, primary: boolean): unknown {
  if (typeof value !== 'object' || value === null || !('primary' in value) || value.primary === primary) return value;
  return { ...value, primary };
}
