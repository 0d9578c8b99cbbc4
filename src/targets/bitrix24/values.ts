import { asNumber } from '../../http/answer-values.ts';
import { plainNumber, roundDecimal } from '../../text/decimal.ts';
import { tidyDecimal } from '../../text/tidy-decimal.ts';

export { asDate, asId, asInstant, asList, asMap, asNumber, asText, instantText } from '../../http/answer-values.ts';
export { tidyDecimal } from '../../text/tidy-decimal.ts';

/** Yes, in any of the ways the portal says it. */
export function asFlag(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'Y';
}

/** As the portal takes it: always with an offset. */
export function portalInstant(instant: string): string {
  return `${new Date(Date.parse(instant)).toISOString().slice(0, 19)}+00:00`;
}

/** The calendar day of an instant where the portal is. */
export function dayAt(instant: string, offsetMinutes: number): string {
  return new Date(Date.parse(instant) + offsetMinutes * 60_000).toISOString().slice(0, 10);
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
