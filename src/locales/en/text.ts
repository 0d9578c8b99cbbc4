import type { textIssues } from '../../model/issues/text.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const text: WordingsOf<typeof textIssues> = {
  'text.not-text': {
    title: 'not a single value',
    message: () => 'one value is expected here, not a list or a set of fields',
    cause: 'A text function was given the result of a function that yields several values.',
    fix: 'Put first, nth or join before it, or change the order of the functions.',
    example: 'do: [{split: ";"}, upper] → do: [{split: ";"}, first, upper]',
  },
  'text.control-characters': {
    title: 'control characters removed',
    message: ({ count }) => `control characters removed: ${count}`,
    cause: 'Invisible characters came with the text from a clipboard, an old program or a faulty export.',
    fix: 'Nothing to do: the visible text did not change.',
    example: 'Ромашка\\u0000 → Ромашка',
  },
  'text.cut': {
    title: 'text cut',
    message: ({ max, length }) => `${length} characters long, ${max} kept`,
    cause: 'The mapping sets a maximum length (cut) and the value is longer.',
    fix: 'Raise max if the field of the CRM allows it, or move the value to a note.',
    example: '{cut: {max: 20}}: "Limited liability company Romashka" → "Limited liability co"',
  },
  'text.no-match': {
    title: 'pattern not found',
    message: ({ pattern }) => `nothing in the value looks like “${pattern}”, the field stays empty`,
    cause: 'rx_extract takes from a value only what fits the pattern.',
    fix: 'Check the pattern; if the whole value is needed, remove rx_extract.',
    example: '{rx_extract: \'No(\\d+)\'}: "contract without a number" → empty',
  },
  'text.html-media': {
    title: 'pictures and embedded objects removed from the text',
    message: ({ count }) => `pictures and embedded objects removed: ${count}`,
    cause: 'The rich text held pictures or embedded objects; plain text has no place for them.',
    fix: 'If they are needed, export them as files.',
    example: '<p>Map: <img src="map.png"></p> → Map:',
  },
  'text.not-yes-no': {
    title: 'neither yes nor no',
    message: () => 'the value is neither a known word for yes nor one for no',
    cause: 'A yes/no field holds a word that is in neither list.',
    fix: 'Add the word to a list: {bool: {true: [...], false: [...]}}.',
    example: 'subscribed → {bool: {true: [subscribed], false: [opted out]}}',
  },
  'text.not-in-map': {
    title: 'value not in the map',
    message: ({ map }) => `the map “${map}” has no such value`,
    cause: 'The data holds a value for which the map has no entry.',
    fix: 'Add a line to the map: perenos mapping maps --fill adds all missing values.',
    example: 'status "On hold", and the map has "New" and "In progress"',
  },
  'text.map-default': {
    title: 'value not in the map, default taken',
    message: ({ map, value }) => `the map “${map}” has no such value, “${value}” was taken`,
    cause: 'There is no entry for it, and the map names a default for unknown values.',
    fix: 'If the default does not suit, add a line to the map.',
    example: 'status "On hold" → "In progress", because of default: In progress',
  },
};
