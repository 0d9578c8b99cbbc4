import { plainNumber } from './decimal.ts';
import type { IdentifierKind } from '../model/identifier-kind.ts';

/** Where findings about an identifier go: the note of a transform. */
export interface IdentifierNote {
  (
    code: 'identifier.filler' | 'identifier.scientific' | 'identifier.precision-lost' | 'identifier.characters',
    args: { kind: IdentifierKind },
    suggestion?: string,
  ): void;
}

const labels =
  /^(?:инн|кпп|огрн(?:ип)?|окпо|бик|снилс|р\/?с(?:ч[её]т)?|к\/?с|сч[её]т|inn|kpp|ogrn|bin|бин|иин|унп)\s*[:№.=-]?\s*(?=[\dA-Z])/iu;
const nothing = /^(?:0[0\s-]*|[-–—.\s]+|нет(?:\s+\p{L}{2,6})?|отсутствует|none|null|n\/a|не\s+указан\p{L}?)$/iu;

/**
 * An identifier without label, spaces, dashes, a leading apostrophe or a spreadsheet's `.0`, in capitals. Undefined when
 * there is none (all zeros and "нет" are noted) or when its digits are lost (noted).
 */
export function readIdentifier(value: unknown, kind: IdentifierKind, note: IdentifierNote): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'number') return readNumber(value, kind, note);
  if (typeof value !== 'string') {
    note('identifier.characters', { kind });
    return undefined;
  }
  const text = value.trim();
  if (text === '') return undefined;
  if (text.length > 1000) {
    note('identifier.characters', { kind });
    return undefined;
  }
  if (nothing.test(text)) {
    note('identifier.filler', { kind });
    return undefined;
  }
  if (/^\d+(?:[.,]\d+)?E\+?\d+$/i.test(text)) {
    note('identifier.scientific', { kind });
    return undefined;
  }
  return text
    .replace(/^['’`]/, '')
    .replace(labels, '')
    .replace(/\s*[/\\|,;]\s*[0-]?$/, '')
    .replace(/^(\d+)[.,]0+$/, '$1')
    .replace(/[\s\u00AD\u200B-\u200F\u2060\uFEFF\-–—‑]+/g, '')
    .toUpperCase();
}

function readNumber(value: number, kind: IdentifierKind, note: IdentifierNote): string | undefined {
  if (Number.isSafeInteger(value) && value > 0) return plainNumber(value);
  if (value === 0) note('identifier.filler', { kind });
  else if (Number.isInteger(value) && value > 0) note('identifier.precision-lost', { kind });
  else note('identifier.characters', { kind });
  return undefined;
}
