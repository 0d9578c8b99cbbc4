import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

/** Of names that lead nowhere and of the functions of `do`. */
export const mappingNames = {
  'mapping.unknown-preset': {
    title: 'unknown preset',
    message: ({ name, known }) => `there is no preset "${name}"; there are: ${known}`,
    cause: 'The name of the ready mapping is misspelt.',
    fix: 'Take a name from the list.',
    example: 'extends: 1c-contragents → the message lists the presets there are',
  },
  'mapping.unknown-source': {
    title: 'unknown source',
    message: ({ source }) => `sources has no "${source}"`,
    cause: 'A typo, or the source is not described.',
    fix: 'Fix the name or add the source.',
    example: 'sources: {clients: …}, load: {contacts: {from: client}} → from: clients',
  },
  'mapping.unknown-block': {
    title: 'unknown block',
    message: ({ ref }) => `there is no block or kind "${ref}"`,
    cause: 'A typo in ref.',
    fix: 'Name a block of load or a kind: company, contact, user, product.',
    example: 'company: {ref: company_list, by: Code} → company: {ref: companies, by: Code}',
  },
  'mapping.unknown-map': {
    title: 'unknown value map',
    message: ({ map }) => `maps has no "${map}"`,
    cause: 'A typo, or the map is not described.',
    fix: 'Fix the name or add the map.',
    example: 'stage: {from: Status, map: stage}, and the section is maps: {stages: …}',
  },
  'mapping.unknown-alias': {
    title: 'unknown join',
    message: ({ alias }) => `the block has no join "${alias}"`,
    cause: 'What stands before :: is a name of the join section.',
    fix: 'Fix the name or add the join.',
    example: 'from: cities::Name, and join has city only',
  },
  'mapping.unknown-column': {
    title: 'unknown column',
    message: ({ column, table }) => `"${table}" has no column "${column}"`,
    cause: 'A typo, look-alike letters of another alphabet, or the column was renamed.',
    fix: 'Copy the heading from the file; perenos inspect prints them.',
    example: 'ИHН (латинская H) → ИНН',
  },
  'mapping.no-heading': {
    title: 'no fitting column',
    message: ({ field, looked, table }) =>
      `nothing in "${table}" fills "${field}"${looked === '' ? '' : `; columns looked for: ${looked}`}`,
    cause: 'None of the known headings of the field is in the table; columns are never guessed.',
    fix: 'Name the column in a mapping of your own (extends and fields) or rename the heading.',
    example: 'a preset looks for the name under "Full name", "Name", and the file calls it "Who"',
  },
  'mapping.unknown-transform': {
    title: 'unknown function',
    message: ({ transform }) => `there is no function "${transform}"`,
    cause: 'A typo in do.',
    fix: 'Fix the name; perenos help mapping lists them.',
    example: 'do: [phnoe] → do: [phone]',
  },
  'mapping.transform-options': {
    title: 'wrong option of a function',
    message: ({ transform, option, reason }) => `function ${transform}, option "${option}": ${reason}`,
    cause: 'There is no such option, or its value does not fit.',
    fix: 'Fix the option; perenos help mapping prints examples.',
    example: 'do: [{phone: {city: "863"}}] → do: [{phone: {city_code: "863"}}]',
  },
  'mapping.regex': {
    title: 'wrong regular expression',
    message: ({ pattern, reason }) => `cannot read "${pattern}": ${reason}`,
    cause: 'The syntax is RE2: no back-references, no look-around.',
    fix: 'Fix the expression.',
    example: "do: [{rx_extract: '(?<=No)\\d+'}] → do: [{rx_extract: 'No(\\d+)'}]",
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
