import type { IdentifierKind } from '../identifier-kind.ts';
import { define } from '../issue-definition.ts';

/** Tax, registration, bank and insurance numbers. */
export const identifierIssues = {
  'identifier.length': define<{ kind: IdentifierKind; length: number; expected: string }>('error'),
  'identifier.characters': define<{ kind: IdentifierKind }>('error'),
  'identifier.checksum': define<{ kind: IdentifierKind }>('warning'),
  'identifier.check-digit': define<{ kind: IdentifierKind }>('error'),
  'identifier.inn-leading-zero': define<{ length: number }>('error'),
  'identifier.leading-zero': define<{ kind: IdentifierKind }>('error'),
  'identifier.zero-restored': define<{ kind: IdentifierKind }>('warning'),
  'identifier.filler': define<{ kind: IdentifierKind }>('notice'),
  'identifier.placeholder': define<{ kind: IdentifierKind }>('error'),
  'identifier.scientific': define<{ kind: IdentifierKind }>('error'),
  'identifier.precision-lost': define<{ kind: IdentifierKind }>('error'),
  'identifier.inn-kpp': define<{ kpp: string }>('notice'),
  'identifier.other-kind': define<{ kind: IdentifierKind; looks: IdentifierKind }>('error'),
  'identifier.foreign': define<{ country: 'KZ' | 'UA' | 'BY' }>('warning'),
  'identifier.bik-start': define('warning'),
  'identifier.text-around': define<{ kind: IdentifierKind }>('notice'),
} as const;
