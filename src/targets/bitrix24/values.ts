import { plainNumber, roundDecimal } from '../../text/decimal.ts';

/** An answer of PHP where a map is expected: an empty map is printed as a list, one with the keys 0..n-1 too. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Values of a list, however PHP printed it. */
export function asList(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** The text of a scalar; empty for what is none. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? value.toString() : '';
}

/** An id: a whole number above 0, as the text it is everywhere in the house. */
export function asId(value: unknown): string | undefined {
  const text = asText(value);
  return /^[1-9]\d{0,17}$/.test(text) ? text : undefined;
}

export function asNumber(value: unknown): number | undefined {
  const text = asText(value);
  const number = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Yes, in any of the ways the portal says it. */
export function asFlag(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'Y';
}

/** The portal's date-time as a UTC instant of whole seconds; undefined when there is none. */
export function asInstant(value: unknown): string | undefined {
  const at = Date.parse(asText(value));
  return Number.isNaN(at) ? undefined : instantText(at);
}

/** A UTC instant of whole seconds. */
export function instantText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** As the portal takes it: always with an offset. */
export function portalInstant(instant: string): string {
  return `${new Date(Date.parse(instant)).toISOString().slice(0, 19)}+00:00`;
}

/** A date comes back as a midnight with an offset: the calendar day is what stands before `T`. */
export function asDate(value: unknown): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(asText(value))?.[0];
}

/** The calendar day of an instant where the portal is. */
export function dayAt(instant: string, offsetMinutes: number): string {
  return new Date(Date.parse(instant) + offsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** A decimal without zeros at the end of its fraction. */
export function tidyDecimal(decimal: string): string {
  const text = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
  return text === '-0' || text === '' ? '0' : text;
}

/** An amount as the portal keeps it: two places. */
export function cents(decimal: string): string {
  return tidyDecimal(roundDecimal(decimal, 2));
}

/** A decimal as JSON carries it: a number where a number is exactly that decimal, else text. */
export function sentDecimal(decimal: string): number | string {
  const tidy = tidyDecimal(decimal);
  const number = Number(tidy);
  return plainNumber(number) === tidy ? number : tidy;
}

/** A number of the portal (`1500.5`, `"1500.00"`) as a canonical decimal. */
export function asDecimal(value: unknown): string | undefined {
  const number = asNumber(value);
  if (number === undefined) return undefined;
  const text = typeof value === 'string' ? value.trim() : plainNumber(number);
  return tidyDecimal(/^-?\d+(\.\d+)?$/.test(text) ? text : plainNumber(number));
}

/** Ids are numbers where the portal is asked outside a batch. */
export function idOrReference(after: string): number | string {
  return after.startsWith('$') ? after : Number(after);
}
