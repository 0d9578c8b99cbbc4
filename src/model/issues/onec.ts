import { define } from '../issue-definition.ts';

/** What files of 1C:Enterprise can have. */
export const onecIssues = {
  'onec.metadata': define<{ file: string; root: string }>('error'),
  'onec.configuration': define<{ file: string }>('error'),
  'onec.infobase': define<{ file: string; kind: string }>('error'),
  'onec.fast-infoset': define<{ file: string }>('error'),
  'onec.spreadsheet-xml': define<{ file: string }>('error'),
  'onec.odata-description': define<{ file: string }>('error'),
  'onec.odata-error': define<{ file: string; answer: string }>('error'),
  'onec.json': define<{ file: string; line: number; reason: string }>('error'),
  'onec.no-customers': define<{ file: string; found: string }>('warning'),
  'onec.nothing': define<{ file: string }>('notice'),
  'onec.control-characters': define<{ count: number }>('warning'),
  'onec.lone-markup': define<{ count: number }>('warning'),
  'onec.mixed-encoding': define<{ count: number; encoding: string }>('warning'),
  'onec.damaged-bytes': define<{ count: number; encoding: string }>('warning'),
  'onec.no-name': define<{ kind: string }>('warning'),
  'onec.no-id': define<{ kind: string; key: string }>('notice'),
  'onec.differs': define<{ key: string; kept: string; other: string }>('notice'),
  'onec.late-copy': define<{ key: string; columns: string }>('warning'),
  'onec.unresolved-reference': define<{ key: string }>('warning'),
  'onec.contact-unreadable': define<{ taken: string }>('warning'),
  'onec.contact-unknown': define<{ kind: string }>('notice'),
  'onec.expression': define<{ property: string }>('warning'),
  'onec.phone-in-text': define<{ phone: string }>('notice'),
  'onec.deleted-object': define<{ kind: string; key: string }>('notice'),
} as const;
