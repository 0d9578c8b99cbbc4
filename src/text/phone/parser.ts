import { detached } from '../detached.ts';
import { RecentValues } from '../recent-values.ts';
import { cleanCharacters, type Cleaned } from './characters.ts';
import { describeItems } from './describe.ts';
import type { FoundPhone, PhoneFinding, PhoneRemark, PhoneType } from './finding.ts';
import type { KnownNumber } from './known.ts';
import { loadNumberingPlans } from './library.ts';
import { IDENTIFIER, maskText } from './masks.ts';
import { readItems } from './read.ts';
import type { Place } from './resolution.ts';
import { statesNone } from './words.ts';

export interface PhoneParserOptions {
  /** ISO 3166-1 alpha-2: where numbers without a calling code belong. Default RU. */
  readonly country?: string;
  /** Digits put before numbers of five to seven digits; without it they are not read. */
  readonly cityCode?: string;
  /** false: extensions go to the comment. Default true. */
  readonly keepExt?: boolean;
  /** Use of a landline about which the text says nothing. Default `work`. */
  readonly fixedType?: PhoneType;
}

/** Reads every phone of a text. Pure; never throws. */
export type PhoneParser = (raw: string) => PhoneFinding;

const NO_REMARKS: readonly PhoneRemark[] = [];
/** A spreadsheet's short form of a long number: the last digits are gone. */
const SCIENTIFIC = /^\s*[+-]?\d(?:[.,]\d{1,15})?\s?[eEеЕ]\s?\+?\s?\d{1,2}\s*$/;
/** A table library wrote a whole number as a float: `79161234567.0`. */
const WHOLE_FLOAT = /^\s*\d{7,15}[.,]0{1,2}\s*$/;
/** Digits among asterisks or their like. */
const HIDDEN = /\d[\d ()+-]{0,12}(?:[*•_?]{2}|[xXхХ]{2})|[*•]{2}[-() ]{0,3}\d/;
const FEW_DIGITS = /^[\s()+.-]*\d[\d\s()+.-]*$/;
/** Text beyond this is no phone field; the rest is not searched, and said to be unread. */
const MAX_LENGTH = 20_000;
/** Texts without a phone, such as a dash or "нет", are the same few in all rows of a file: so many are remembered, up to this length. */
const REMEMBERED = 200;
const LONGEST_REMEMBERED = 60;

/** Loads the numbering plans and returns a synchronous reader. */
export async function createPhoneParser(options: PhoneParserOptions = {}): Promise<PhoneParser> {
  const plans = await loadNumberingPlans();
  const place: Place = { plans, country: options.country ?? 'RU', cityCode: options.cityCode };
  const style = { keepExt: options.keepExt ?? true, fixedType: options.fixedType ?? 'work' };
  const isSeven = plans.callingCode(place.country) === '7';
  const fruitless = new RecentValues<PhoneFinding>(REMEMBERED);

  return (raw) => {
    const isPlus = raw.startsWith('+');
    const abroad = isPlus ? plans.plus.plain(raw) : undefined;
    if (abroad !== undefined) return { phones: [plainPhone(abroad, raw, style.fixedType)], remarks: NO_REMARKS };
    const plain = isSeven || isPlus ? plans.seven.plain(raw) : undefined;
    if (plain !== undefined && (plain.country === place.country || !isTenDigits(raw))) {
      return { phones: [plainPhone(plain, raw, style.fixedType)], remarks: NO_REMARKS };
    }
    const known = fruitless.get(raw);
    if (known !== undefined) return known;
    const finding = readText(raw, place, style);
    if (finding.phones.length === 0 && raw.length <= LONGEST_REMEMBERED) fruitless.set(detached(raw), finding);
    return finding;
  };
}

function plainPhone(number: KnownNumber, raw: string, fixedType: PhoneType): FoundPhone {
  const type = typeOfLine(number, fixedType);
  const { country } = number;
  return country === undefined
    ? { value: number.value, type, raw: raw.trim() }
    : { value: number.value, type, country, raw: raw.trim() };
}

/** Mobiles of the neighbour in code 7 without any prefix are read, but not without a remark. */
function isTenDigits(raw: string): boolean {
  return raw.replace(/\D/g, '').length === 10;
}

/** The use of a number as its numbering plan tells it. */
function typeOfLine(number: KnownNumber, fixedType: PhoneType): PhoneType {
  switch (number.kind) {
    case 'mobile':
    case 'pager':
      return number.kind;
    case 'fixed':
      return fixedType;
    case 'service':
      return 'work';
    case 'other':
      return 'other';
  }
}

interface Style {
  readonly keepExt: boolean;
  readonly fixedType: PhoneType;
}

function readText(raw: string, place: Place, style: Style): PhoneFinding {
  const piece = raw.trim().slice(0, 1000);
  if (statesNone(raw))
    return { phones: [], remarks: piece === '' ? NO_REMARKS : [{ code: 'phone.none-stated', args: { piece } }] };
  if (SCIENTIFIC.test(raw)) return { phones: [], remarks: [{ code: 'phone.scientific', args: { piece } }] };
  const source = WHOLE_FLOAT.test(raw) ? raw.replace(/[.,]0{1,2}\s*$/, '') : raw;
  const read = source.length > MAX_LENGTH ? source.slice(0, MAX_LENGTH) : source;
  const cleaned = cleanCharacters(read);
  const masked = maskText(cleaned.text, cleaned.hasLetters);
  const items = readItems(read, masked, place);
  const finding = describeItems({
    raw: read,
    masked,
    replaced: cleaned.replaced,
    items,
    typeOf: (number) => typeOfLine(number, style.fixedType),
    keepExt: style.keepExt,
  });
  if (finding.phones.length > 0) {
    if (read.length === source.length) return finding;
    return {
      ...finding,
      remarks: [...finding.remarks, { code: 'phone.comment-cut', args: { length: source.length } }],
    };
  }
  const guess = cleaned.hasLetters ? unsureReading(read, cleaned, place) : undefined;
  if (guess !== undefined)
    return { phones: [], remarks: [{ code: 'phone.lookalike-unsure', args: { piece }, suggestion: guess }] };
  if (finding.remarks.length > 0) return finding;
  if (FEW_DIGITS.test(read)) {
    return {
      phones: [],
      remarks: [{ code: 'phone.too-short', args: { piece, digits: piece.replace(/\D/g, '').length } }],
    };
  }
  const code = masked.includes(IDENTIFIER)
    ? 'phone.identifier'
    : HIDDEN.test(masked)
      ? 'phone.masked'
      : 'phone.not-a-phone';
  return { phones: [], remarks: [{ code, args: { piece } }] };
}

/** The number that would come out if letters like `l`, `I`, `B` stood for digits: offered, never taken. */
function unsureReading(raw: string, sure: Cleaned, place: Place): string | undefined {
  const loose = cleanCharacters(raw, true);
  if (loose.replaced.length === sure.replaced.length) return undefined;
  const items = readItems(raw, maskText(loose.text, loose.hasLetters), place);
  const found = items.flatMap((item) => (item.resolution.ok ? [item.resolution.number.value] : []));
  return found.length === 1 ? found[0] : undefined;
}
