import type { FoundPhone, PhoneFinding, PhoneRemark, PhoneType } from './finding.ts';
import type { KnownNumber } from './known.ts';
import type { Item } from './read.ts';
import { commentOf, trimEdges, typeInWords } from './words.ts';

/** What was read from a text, and how to put it. */
export interface Description {
  readonly raw: string;
  /** The same text with what holds digits but is no phone covered. */
  readonly masked: string;
  /** Positions where a letter was read as a digit. */
  readonly replaced: readonly number[];
  readonly items: readonly Item[];
  readonly typeOf: (number: KnownNumber) => PhoneType;
  readonly keepExt: boolean;
}

/** The words that belong to an item. */
interface Surroundings {
  before: Stretch;
  after: Stretch;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const NOTHING: Stretch = { from: 0, to: 0 };

const SEPARATOR = /(?:[,;\n|]|\/(?!\p{L})|(?<!\p{L})\/)(?!.*(?:[,;\n|]|\/(?!\p{L})|(?<!\p{L})\/))/su;
/** Lengths of `model/field.ts`. */
const MAX_COMMENT = 1000;
const MAX_PIECE = 1000;

/** Puts the items into words: comments and kinds from the text around, remarks in order, failed pieces kept beside a neighbour. */
export function describeItems(description: Description): PhoneFinding {
  const { items } = description;
  if (items.length === 0) return { phones: [], remarks: [] };
  const around = surroundings(description);
  const remarks: PhoneRemark[] = [];
  const phones: FoundPhone[] = [];
  const kept = keptPieces(description, around);
  for (const [place, item] of items.entries()) {
    const words = around[place] ?? { before: NOTHING, after: NOTHING };
    if (item.resolution.ok) {
      const comments = [
        comment(description, words.before),
        comment(description, words.after),
        ...(kept.get(place) ?? []),
      ];
      addPhones(description, item, { words, comments, phones, remarks });
    } else {
      remarks.push(failure(description, item, kept.size > 0 || items.some((other) => other.resolution.ok)));
    }
  }
  const count = new Set(phones.map((phone) => phone.value)).size;
  if (count > 1) remarks.push({ code: 'phone.several', args: { count } });
  return { phones, remarks };
}

interface Output {
  readonly words: Surroundings;
  readonly comments: readonly string[];
  readonly phones: FoundPhone[];
  readonly remarks: PhoneRemark[];
}

function addPhones(description: Description, item: Item, { words, comments, phones, remarks }: Output): void {
  const { resolution, extensions } = item;
  if (!resolution.ok) return;
  const { number } = resolution;
  const { value } = number;
  if (resolution.remark !== undefined) remarks.push(resolution.remark);
  remarks.push(...item.remarks);
  if (description.replaced.some((at) => at >= item.start && at < item.end))
    remarks.push({ code: 'phone.lookalike', args: { value } });
  const [ext] = extensions;
  if (extensions.length > 1)
    remarks.push({ code: 'phone.several-extensions', args: { value, extensions: extensions.join(', ') } });
  else if (ext !== undefined) remarks.push({ code: 'phone.extension-split', args: { value, ext } });
  const dropped = description.keepExt ? [] : extensions.map((extension) => `доб. ${extension}`);
  const text = [...comments, ...dropped].filter((comment) => comment !== '').join(', ');
  if (text.length > MAX_COMMENT) remarks.push({ code: 'phone.comment-cut', args: { length: text.length } });
  // Where signs stand so oddly that the piece has no text of its own, the whole cell is what was read.
  const piece = description.raw.slice(item.start, item.end).trim();
  const raw = (piece === '' ? description.raw.trim() : piece).slice(0, MAX_PIECE);
  const phone: FoundPhone = {
    value,
    type: typeIn(description, words.before) ?? typeIn(description, words.after) ?? description.typeOf(number),
    ...(number.country === undefined ? {} : { country: number.country }),
    raw,
    ...(text === '' ? {} : { comment: text.slice(0, MAX_COMMENT) }),
  };
  if (extensions.length === 0 || !description.keepExt) phones.push(phone);
  else for (const extension of extensions) phones.push({ ...phone, ext: extension });
}

function comment({ raw, masked }: Description, { from, to }: Stretch): string {
  return from === to ? '' : commentOf(raw.slice(from, to), masked.slice(from, to));
}

function typeIn({ masked }: Description, { from, to }: Stretch): PhoneType | undefined {
  return from === to ? undefined : typeInWords(masked.slice(from, to));
}

/** Failed pieces, by the place of the number they are kept beside: the one before, else the one after. */
function keptPieces(
  { raw, items }: Description,
  around: readonly Surroundings[],
): ReadonlyMap<number, readonly string[]> {
  const kept = new Map<number, string[]>();
  for (const [place, item] of items.entries()) {
    if (item.resolution.ok) continue;
    const before = items.findLastIndex((other, at) => at < place && other.resolution.ok);
    const owner = before >= 0 ? before : items.findIndex((other) => other.resolution.ok);
    if (owner < 0) return kept;
    const from = around[place]?.before.to === item.start ? (around[place]?.before.from ?? item.start) : item.start;
    const to = Math.max(item.end, around[place]?.after.to ?? item.end);
    kept.set(owner, [...(kept.get(owner) ?? []), trimEdges(raw.slice(from, to))]);
  }
  return kept;
}

function failure({ raw }: Description, item: Item, besideNumbers: boolean): PhoneRemark {
  const { resolution, digits } = item;
  const piece = raw.slice(item.start, item.end).trim().slice(0, MAX_PIECE);
  if (resolution.ok) return { code: 'phone.not-a-phone', args: { piece } };
  const hint = resolution.suggestion === undefined ? {} : { suggestion: resolution.suggestion };
  if (besideNumbers) return { code: 'phone.piece-unread', args: { piece, why: resolution.code }, ...hint };
  const [first = '', second = ''] = resolution.detail ?? [];
  const { code } = resolution;
  if (code === 'phone.too-short' || code === 'phone.too-long' || code === 'phone.no-city-code') {
    return { code, args: { piece, digits }, ...hint };
  }
  if (code === 'phone.old-city-code') return { code, args: { piece, code: first, now: second }, ...hint };
  if (code === 'phone.ambiguous') return { code, args: { piece, first, second }, ...hint };
  return { code, args: { piece }, ...hint };
}

/** Gives every stretch of text to the item it belongs to. */
function surroundings({ raw, masked, items }: Description): readonly Surroundings[] {
  const around: Surroundings[] = items.map(() => ({ before: NOTHING, after: NOTHING }));
  const firstStart = items[0]?.start ?? 0;
  const lastEnd = items.at(-1)?.end ?? raw.length;
  const wordsFollow = !/\p{L}/u.test(raw.slice(0, firstStart)) && /\p{L}/u.test(raw.slice(lastEnd));
  for (const [place, own] of around.entries()) {
    const from = place === 0 ? 0 : (items[place - 1]?.end ?? 0);
    const to = items[place]?.start ?? from;
    const previous = around[place - 1];
    const cut = previous === undefined ? from : from + cutOf(masked.slice(from, to), wordsFollow);
    if (previous !== undefined) previous.after = { from, to: cut };
    own.before = { from: cut, to };
  }
  const last = around.at(-1);
  if (last !== undefined) last.after = { from: lastEnd, to: raw.length };
  return around;
}

/** Where a text between two numbers stops belonging to the first: at its last separator, else by the habit of the cell. */
function cutOf(text: string, wordsFollow: boolean): number {
  if (/^\s*\([^()]*\)\s*$/.test(text)) return text.length;
  const separator = SEPARATOR.exec(text);
  if (separator === null) return wordsFollow ? text.length : 0;
  const isFirstChar = text.slice(0, separator.index).trim() === '';
  const isLastChar = text.slice(separator.index + 1).trim() === '';
  return isFirstChar ? separator.index : isLastChar ? text.length : separator.index;
}
