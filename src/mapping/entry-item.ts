import { email, phone } from '../model/field.ts';
import type { Value } from '../model/row.ts';
import type { Note } from '../transforms/transform.ts';
import type { ListItem } from './field-catalogue.ts';
import { rawText } from './scope.ts';

/**
 * An item of a multi-value field in its canonical form, without `primary`; undefined when the value is none. `piece` is
 * the text it was made of.
 */
export type MakeItem = (value: Value, kind: string | undefined, note: Note, piece: Value) => ItemValue | undefined;

export type ItemValue = string | Readonly<Record<string, Value>>;

type Parts = Readonly<Record<string, Value>>;

const e164 = /^\+[1-9]\d{4,14}$/u;
const phoneKinds: ReadonlySet<string> = new Set(phone.shape.type.options);
const emailKinds: ReadonlySet<string> = new Set(email.shape.type.options);

function partsOf(value: Value): Parts | undefined {
  const isParts = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return isParts ? (value as Parts) : undefined;
}

function textPart(parts: Parts, name: string, max: number): string | undefined {
  const part = parts[name];
  return typeof part === 'string' && part !== '' ? part.slice(0, max) : undefined;
}

/**
 * A phone as the `phone` transform gives it, or a text that is E.164 already. The kind of the column wins over `work` and
 * `other`, which say little; a kind named in the value itself (fax, mobile range) stays, but for columns of fax and pager.
 */
function makePhone(value: Value, kind: string | undefined, note: Note): ItemValue | undefined {
  const parts = partsOf(value);
  const number = parts === undefined ? rawText(value).trim() : rawText(parts['value'] ?? null);
  if (!e164.test(number)) {
    note('record.wrong-format', { expected: 'E.164' });
    return undefined;
  }
  const said = parts === undefined ? undefined : textPart(parts, 'type', 20);
  const isVague = said === undefined || said === 'other' || said === 'work' || kind === 'fax' || kind === 'pager';
  const type = isVague ? (kind ?? said ?? 'other') : said;
  const item: Record<string, Value> = { value: number };
  if (parts !== undefined) addText(item, parts, 'ext', 20);
  item['type'] = phoneKinds.has(type) ? type : 'other';
  if (parts !== undefined) addText(item, parts, 'country', 2);
  item['raw'] = (parts === undefined ? number : (textPart(parts, 'raw', 1000) ?? number)).slice(0, 1000);
  if (parts !== undefined) addText(item, parts, 'comment', 1000);
  return item;
}

function addText(item: Record<string, Value>, parts: Parts, name: string, max: number): void {
  const text = textPart(parts, name, max);
  if (text !== undefined) item[name] = text;
}

function makeEmail(value: Value, kind: string | undefined, note: Note, piece: Value): ItemValue | undefined {
  const parts = partsOf(value);
  const text = parts === undefined ? rawText(value).trim() : rawText(parts['value'] ?? null);
  if (!/^[^\s@]+@[^\s@]+$/u.test(text) || text.length > 254) {
    note('record.wrong-format', { expected: 'name@example.ru' });
    return undefined;
  }
  const said = parts === undefined ? undefined : textPart(parts, 'type', 20);
  const type = kind ?? said ?? 'other';
  const read = typeof piece === 'string' ? piece.trim().slice(0, 1000) : '';
  const raw = (parts === undefined ? undefined : textPart(parts, 'raw', 1000)) ?? (read === '' ? text : read);
  return { value: text, type: emailKinds.has(type) ? type : 'other', raw };
}

function makeText(max: number): MakeItem {
  return (value, _kind, note) => {
    const parts = partsOf(value);
    const text = parts === undefined ? rawText(value) : rawText(parts['value'] ?? parts['text'] ?? null);
    if (text.trim() === '') return undefined;
    if (text.length <= max) return text;
    note('record.too-long', { length: text.length, max });
    return undefined;
  };
}

function makeAddress(value: Value, kind: string | undefined, note: Note): ItemValue | undefined {
  const parts = partsOf(value);
  const text = parts === undefined ? rawText(value) : rawText(parts['text'] ?? null);
  if (text.trim() === '') return undefined;
  if (text.length > 2000) {
    note('record.too-long', { length: text.length, max: 2000 });
    return undefined;
  }
  const said = parts === undefined ? undefined : textPart(parts, 'type', 20);
  const item: Record<string, Value> = { text, type: kind ?? said ?? 'other' };
  if (parts === undefined) return item;
  for (const [name, max] of addressParts) {
    const part = textPart(parts, name, max + 1);
    if (part === undefined) continue;
    if (part.length > max) note('record.too-long', { length: part.length, max });
    else item[name] = part;
  }
  return item;
}

const addressParts = [
  ['country', 2],
  ['postal_code', 20],
  ['region', 255],
  ['city', 255],
  ['street', 255],
  ['house', 100],
  ['flat', 100],
] as const;

function makeMessenger(value: Value, kind: string | undefined, note: Note): ItemValue | undefined {
  const parts = partsOf(value);
  const text = parts === undefined ? rawText(value).trim() : rawText(parts['value'] ?? null);
  const service = (parts === undefined ? undefined : textPart(parts, 'service', 50)) ?? kind;
  if (text === '') return undefined;
  if (service === undefined) {
    note('record.incomplete', { part: 'service' });
    return undefined;
  }
  if (text.length <= 255) return { service, value: text };
  note('record.too-long', { length: text.length, max: 255 });
  return undefined;
}

/** Kinds of items whose entries are one value each. */
export type ValueItem = Exclude<ListItem, 'item' | 'bank_account' | 'participant' | 'link'>;

/** How the items of each multi-value field are made. `kind` is the entry's `type` (for messengers, its `service`). */
export const itemMakers: Readonly<Record<ValueItem, MakeItem>> = {
  phone: makePhone,
  email: makeEmail,
  url: makeText(2000),
  tag: makeText(255),
  address: makeAddress,
  messenger: makeMessenger,
};

/** What makes two items the same value. */
export function identityOf(item: ItemValue): string {
  if (typeof item === 'string') return item;
  const main = item['value'] ?? item['text'];
  if (typeof main !== 'string') return JSON.stringify(item);
  const extension = item['ext'] ?? item['service'];
  return typeof extension === 'string' ? `${main} ${extension}` : main;
}

/** An item that refers to another record. */
export function refItem(
  of: ListItem,
  { ref, kind }: { readonly ref: { system: string; key: string }; readonly kind: string },
  role: string | undefined,
  isPrimary: boolean,
): ItemValue {
  if (of === 'link') return { kind, ref };
  if (role === undefined || role === '') return { ref, primary: isPrimary };
  return { ref, role: role.slice(0, 100), primary: isPrimary };
}
