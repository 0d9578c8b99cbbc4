import { looksLikePersonInn } from './inn.ts';
import type { KnownNumber } from './known.ts';
import type { NumberingPlans } from './library.ts';
import { taken, type Place, type Resolution } from './resolution.ts';

/** 12 digits for those of three, with nine national digits. */
const NEIGHBOURS: readonly (readonly [string, number])[] = [
  ['375', 12],
  ['380', 12],
  ['992', 12],
  ['994', 12],
  ['995', 12],
  ['996', 12],
  ['998', 12],
  ['373', 11],
  ['374', 11],
  ['993', 11],
];

/** A full number of code 7 or of a neighbour is read so by habit in every country of the region. */
export function isNeighbourly(rival: KnownNumber, digits: string): boolean {
  return (
    rival.callingCode === '7' || NEIGHBOURS.some(([code, size]) => rival.callingCode === code && digits.length === size)
  );
}

export function dialsEight({ plans, country }: Place): boolean {
  const code = plans.callingCode(country);
  return code === '7' || NEIGHBOURS.some(([neighbour]) => neighbour === code);
}

/** Twelve digits starting with 375, 380, ... (eleven for 373, 374, 993): a calling code that lost its plus. */
export function withoutPlus(digits: string, plans: NumberingPlans): Resolution | undefined {
  const neighbour = NEIGHBOURS.some(([code, size]) => digits.length === size && digits.startsWith(code));
  const number = neighbour ? plans.international(digits) : undefined;
  if (number === undefined) return undefined;
  if (digits.length === 12 && looksLikePersonInn(digits)) {
    return { ok: false, code: 'phone.identifier', suggestion: number.value };
  }
  return taken(number, { code: 'phone.plus-added', args: { value: number.value } });
}
