import { roundDecimal } from '../../text/decimal.ts';
import { tidyDecimal } from './values.ts';

interface Scaled {
  readonly digits: bigint;
  readonly places: number;
}

function scaled(decimal: string): Scaled {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

function decimalOf({ digits, places }: Scaled): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
  const cut = text.length - places;
  return tidyDecimal(places === 0 ? sign + text : `${sign}${text.slice(0, cut)}.${text.slice(cut)}`);
}

/** Exact product of two decimals. */
export function multiplied(left: string, right: string): string {
  const a = scaled(left);
  const b = scaled(right);
  return decimalOf({ digits: a.digits * b.digits, places: a.places + b.places });
}

/** Quotient rounded half away from zero; undefined for a division by zero. */
export function divided(left: string, right: string, places: number): string | undefined {
  const a = scaled(left);
  const b = scaled(right);
  if (b.digits === 0n) return undefined;
  const more = BigInt(10) ** BigInt(places + 1 + b.places);
  const digits = (a.digits * more) / b.digits;
  return tidyDecimal(roundDecimal(decimalOf({ digits, places: a.places + places + 1 }), places));
}

/** The opposite number. */
export function negated(decimal: string): string {
  return tidyDecimal(decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`);
}
