import { createHash } from 'node:crypto';
import type { PersonalClass } from '../model/personal-class.ts';

/** How personal data is shown: as it is, with most characters hidden, or as a pseudonym that still tells equal from unequal. */
export type Masking = 'none' | 'partial' | 'full';

/** Masks one value of a known class. `salt` makes pseudonyms comparable within one report only. */
export function mask(
  value: string,
  kind: PersonalClass,
  { masking, salt }: { readonly masking: Masking; readonly salt: string },
): string {
  if (masking === 'none' || kind === 'none' || value === '') return value;
  if (masking === 'full') return pseudonym(value, kind, salt);
  switch (kind) {
    case 'name':
      return value.replace(/(\p{L})[\p{L}\p{M}'’-]+/gu, '$1***');
    case 'email':
      return value.replace(/([^\s@<>,;]?)[^\s@<>,;]*@/gu, '$1***@');
    case 'phone':
      // Names written beside a number go too; words such as "доб." stay.
      return maskDigits(value, 4, 2).replace(/(\p{Lu})[\p{L}\p{M}]{2,}/gu, '$1***');
    case 'doc_number':
    case 'inn_person':
      return maskDigits(value, 2, 2);
    case 'birth_date':
      return /\d{4}-\d{2}-\d{2}/.test(value)
        ? value.replace(/(\d{4})-\d{2}-\d{2}/g, '$1-**-**')
        : value.replace(/\d{1,2}([.\-/])\d{1,2}(?=\D|$)/, '**$1**');
    case 'address':
    case 'free_text':
      return maskFreeText(value);
  }
}

/** Free text may hold anything personal: words keep their first letter, digits go. */
function maskFreeText(value: string): string {
  return value.replace(/(\p{L})[\p{L}\p{M}]+/gu, '$1***').replace(/\d/g, '*');
}

/** Keeps the first and last digits, so that a person can still find the value in the file. */
function maskDigits(value: string, first: number, last: number): string {
  const total = value.replace(/\D/g, '').length;
  let place = 0;
  return value.replace(/\d/g, (digit) => {
    place += 1;
    return place <= Math.min(first, total - last) || place > total - last ? digit : '*';
  });
}

function pseudonym(value: string, kind: PersonalClass, salt: string): string {
  return `${kind}#${createHash('sha256').update(salt).update('\0').update(value).digest('hex').slice(0, 6)}`;
}
