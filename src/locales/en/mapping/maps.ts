import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

/** Of value maps. */
export const mappingMaps = {
  'mapping.map-header': {
    title: 'not a value map',
    message: ({ file }) => `"${file}" has no columns from and to`,
    cause: 'The first line of the CSV names the columns: from;to;comment.',
    fix: 'Add the heading line.',
    example: 'the first line of stages.csv is New;New deal → from;to;comment',
  },
  'mapping.map-source': {
    title: 'empty value map',
    message: ({ map }) => `the map "${map}" has neither values nor file nor from_source`,
    cause: 'There is nothing to take entries from.',
    fix: 'Add one of the keys.',
    example: 'maps: {stages: {}} → maps: {stages: {values: {New: First contact}}}',
  },
  'mapping.map-duplicate': {
    title: 'repeated entry',
    message: ({ value, other }) => `"${value}" and "${other}" are equal in matching`,
    cause: 'Case, extra spaces and ё/е make no difference.',
    fix: 'Keep one.',
    example: '"Partner" and "partner "',
  },
  'mapping.map-target': {
    title: 'map gives a wrong value',
    message: ({ map, value, allowed }) => `the map "${map}" gives "${value}"; the field takes: ${allowed}`,
    cause: 'The right side is not in the list of the field.',
    fix: 'Fix the value.',
    example: 'sex: {from: Sex, map: sexes}, maps: {sexes: {values: {M: man}}} → M: male',
  },
  'mapping.map-empty': {
    title: 'entry without a result',
    message: ({ map, value }) => `in the map "${map}" the entry "${value}" has no to`,
    cause: 'The map is not completed; such values count as unknown.',
    fix: 'Fill in the column to.',
    example: 'from;to / Repeat;  → Repeat;Repeat sale',
  },
  'mapping.map-unused': {
    title: 'unused value map',
    message: ({ map }) => `nothing uses the map "${map}"`,
    cause: 'map: was forgotten, or the section is left over.',
    fix: 'Add map: or remove the map.',
    example: 'maps: {stages: …} exists, and the field stage has no map: stages',
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
