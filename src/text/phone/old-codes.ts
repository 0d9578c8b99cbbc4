import type { KnownNumber } from './known.ts';
import type { NumberingPlans } from './library.ts';

/** How a number with a replaced code is written today. */
export interface Renumbering {
  readonly code: string;
  readonly now: string;
  readonly number: KnownNumber;
}

interface Rule {
  readonly callingCode: string;
  readonly old: string;
  readonly now: string;
}

/**
 * Code changes whose old form is still found in customer bases. +7: Kazakhstan moved from 3xx to 7xx in 2007; Russian codes
 * starting with 0 got a 4 instead in December 2005 (095 -> 495; Kaliningrad 0112 -> 4012). +995: since 2011 Tbilisi numbers
 * have seven digits starting with 2, mobiles start with 5. +374: Yerevan 1 -> 10.
 */
const RULES: readonly Rule[] = [
  { callingCode: '7', old: '31', now: '71' },
  { callingCode: '7', old: '32', now: '72' },
  { callingCode: '7', old: '011', now: '401' },
  { callingCode: '7', old: '0', now: '4' },
  { callingCode: '995', old: '32', now: '322' },
  { callingCode: '995', old: '77', now: '577' },
  { callingCode: '995', old: '90', now: '590' },
  { callingCode: '995', old: '93', now: '593' },
  { callingCode: '995', old: '95', now: '595' },
  { callingCode: '995', old: '98', now: '598' },
  { callingCode: '995', old: '99', now: '599' },
  { callingCode: '374', old: '1', now: '10' },
];

/** Looks an invalid number (digits with the calling code) up in the table. Only what is valid today is offered. */
export function renumbered(digits: string, plans: NumberingPlans): Renumbering | undefined {
  for (const { callingCode, old, now } of RULES) {
    if (!digits.startsWith(callingCode + old)) continue;
    const number = plans.international(callingCode + now + digits.slice(callingCode.length + old.length));
    if (number !== undefined) return { code: old, now, number };
  }
  return undefined;
}
