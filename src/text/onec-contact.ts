import { addressType, contactKind, type ContactKind, type Medium } from './onec-contact-kind.ts';
import { parseContactJson } from './onec-contact-json.ts';
import { phoneText, type AddressParts, type ContactString } from './onec-contact-string.ts';
import { parseContactXml } from './onec-contact-xml.ts';

/** A phone, e-mail, address or other line of contact information. */
export interface ContactPoint {
  readonly medium: Medium;
  readonly type: string;
  readonly value: string;
  readonly comment?: string;
  readonly parts?: AddressParts;
}

/**
 * Reads a contact string of any of the four forms (JSON, XML, `Ключ=Значение` lines, plain text), told apart by the first character.
 * The presentation people see wins over the parts: 1C guesses the parts of a phone crudely.
 * `broken` means JSON or XML that does not parse.
 */
export function parseContactString(text: string): ContactString {
  const trimmed = text.trim();
  const first = trimmed[0];
  if (first === '{') return parseContactJson(trimmed) ?? broken;
  if (first === '<') return parseContactXml(trimmed) ?? parseContactXml(unescapeOnce(trimmed)) ?? broken;
  if (trimmed.startsWith('&lt;')) return parseContactXml(unescapeOnce(trimmed)) ?? broken;
  if (/^[\p{L}\d]{2,40}=/u.test(trimmed)) return parseKeyValue(trimmed);
  return { form: 'plain', value: trimmed, comment: '', kind: '' };
}

const broken: ContactString = { form: 'broken', value: '', comment: '', kind: '' };

function unescapeOnce(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** Lines `Ключ=Значение`; a line that starts with a tab continues the value before it. */
function parseKeyValue(text: string): ContactString {
  const values = new Map<string, string>();
  let last = '';
  for (const line of text.split(/\r?\n/)) {
    const equals = line.indexOf('=');
    if (line.startsWith('\t') || equals < 0) {
      if (last !== '') values.set(last, `${values.get(last) ?? ''}\n${line.trim()}`);
      continue;
    }
    last = line.slice(0, equals).trim().toLowerCase();
    values.set(last, line.slice(equals + 1).trim());
  }
  const get = (key: string): string => values.get(key) ?? '';
  const phone = { country: get('кодстраны'), area: get('кодгорода'), number: get('номертелефона') };
  const value = get('представление') || phoneText({ ...phone, extension: get('добавочный') });
  const comment = get('комментарий');
  const kind = phone.number === '' ? '' : 'Телефон';
  return { form: 'key-value', value, comment, kind };
}

/** One row of contact information as the object formats hold it. Any part may be empty. */
export interface ContactRow {
  /** `Тип`: Телефон, Адрес, АдресЭлектроннойПочты... */
  readonly type: string;
  /** Name of the kind: `ТелефонКонтрагента`, `Телефон директора`. */
  readonly kind: string;
  /** Strings that may hold a serialisation, the most trusted first. */
  readonly serialised: readonly string[];
  /** What people see. */
  readonly presentation: string;
  readonly comment?: string;
}

/** A contact point from a row, with what could not be read. */
export interface ContactReading {
  readonly point: ContactPoint | undefined;
  /** A serialisation that did not parse. */
  readonly broken: string | undefined;
}

/** Takes the value from the first serialisation that has one, else the presentation; the kind from the type, the name, the string. */
export function readContactRow(row: ContactRow): ContactReading {
  let unreadable: string | undefined;
  let parsed: ContactString | undefined;
  for (const text of row.serialised) {
    if (text.trim() === '') continue;
    const candidate = parseContactString(text);
    if (candidate.form === 'broken') unreadable ??= text;
    else if (candidate.value !== '') {
      parsed = candidate;
      break;
    }
  }
  const value = oneLine(parsed?.value ?? '') || oneLine(row.presentation);
  if (value === '') return { point: undefined, broken: unreadable };
  const { medium, type } = kindOf(row, parsed?.kind ?? '', value);
  const comment = [parsed?.comment ?? '', row.comment ?? '']
    .map(oneLine)
    .filter((text) => text !== '')
    .join('; ');
  const point: ContactPoint = {
    medium,
    type,
    value,
    ...(comment === '' ? {} : { comment }),
    ...(medium === 'address' && parsed?.parts !== undefined ? { parts: parsed.parts } : {}),
  };
  return { point, broken: unreadable };
}

function kindOf(row: ContactRow, inside: string, value: string): ContactKind {
  const byKind = contactKind(row.kind, value);
  const declared = row.type || inside;
  if (declared === '') return byKind;
  const byType = contactKind(declared, value);
  if (byType.medium === 'other') return byKind;
  if (byType.medium === 'address') return { medium: 'address', type: addressType(row.kind || declared) };
  // The type says what it is, the kind which one: "Телефон" + "Мобильный телефон директора".
  return byKind.medium === byType.medium && byKind.type !== 'other' ? byKind : byType;
}

function oneLine(text: string): string {
  if (!text.includes('\n')) return text.trim();
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(', ');
}
