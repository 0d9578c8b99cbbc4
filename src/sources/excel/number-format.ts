import { compileMask, type Mask } from './number-mask.ts';

/** What a number format makes of a number (ECMA-376 part 1, 18.8.30 and 18.8.31). */
export type NumberFormat =
  | { readonly kind: 'number' | 'percent' }
  /** A day or an instant; `fine` when it shows parts of a second. */
  | { readonly kind: 'date' | 'time' | 'elapsed'; readonly fine: boolean }
  /** Digits in a fixed layout: leading zeros, phone numbers, codes. The text shown is the value. */
  | { readonly kind: 'mask'; readonly mask: Mask };

export const plainNumber: NumberFormat = { kind: 'number' };
const percent: NumberFormat = { kind: 'percent' };
const date: NumberFormat = { kind: 'date', fine: false };
const time: NumberFormat = { kind: 'time', fine: false };
const elapsed: NumberFormat = { kind: 'elapsed', fine: false };

/** The format of a built-in id; those of East Asian editions (27-36, 50-58) are dates there and unused elsewhere. */
export function builtinFormat(id: number): NumberFormat {
  if (id === 9 || id === 10) return percent;
  if (id >= 14 && id <= 17) return date;
  if (id >= 18 && id <= 21) return time;
  if (id === 22) return date;
  if (id >= 27 && id <= 36) return id >= 32 && id <= 35 ? time : date;
  if (id === 45 || id === 47) return time;
  if (id === 46) return elapsed;
  if (id >= 50 && id <= 58) return date;
  return plainNumber;
}

const quotedOrEscaped = /"[^"]*"|\\.|_.|\*./g;
const bracketed = /\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;
const elapsedToken = /\[(?:h+|m+|s+)\]/i;
const fineSeconds = /s{1,2}[.,]0+|\][.,]0+/i;
const russianDate = /^[дмгчсy.,:/\- ]+$/i;

/** Compiles a format code as it stands in the file, such as `dd.mm.yyyy;@`. Codes of localised writers (`ДД.ММ.ГГГГ`) are known too. */
export function compileFormat(code: string): NumberFormat {
  const bare = code.replace(quotedOrEscaped, '').replace(bracketed, '');
  const [first = ''] = bare.split(';');
  const letters = first.toLowerCase().replace(/am\/pm|a\/p/g, '');
  if (letters.trim() === 'general' || letters.includes('@') || letters.trim() === 'основной') return plainNumber;
  const fine = fineSeconds.test(letters);
  if (elapsedToken.test(letters)) return { kind: 'elapsed', fine };
  const kind = dateKind(letters.replace(/(s{1,2})[.,]0+/g, '$1'));
  if (kind !== undefined) return { kind, fine };
  if (first.includes('%')) return percent;
  const mask = compileMask(code);
  return mask === undefined ? plainNumber : { kind: 'mask', mask };
}

function dateKind(letters: string): 'date' | 'time' | undefined {
  // `#,##0 USD` is a number whose currency was not quoted.
  if (/[0#?]/.test(letters)) return undefined;
  if (/[yd]/.test(letters)) return 'date';
  if (/[hs]/.test(letters)) return 'time';
  if (letters.includes('m')) return 'date';
  if (!russianDate.test(letters)) return undefined;
  if (/[дг]/.test(letters)) return 'date';
  return letters.includes('ч') ? 'time' : undefined;
}
