import type { mappingIssues } from '../../model/issues/mapping.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const mapping: WordingsOf<typeof mappingIssues> = {
  'mapping.invalid': {
    title: 'mapping has problems',
    message: ({ count }) => `problems in the mapping: ${count}`,
    cause: 'The mapping does not fit its format or the data.',
    fix: 'Correct the places listed and check with perenos check.',
  },
  'mapping.transform-options': {
    title: 'wrong function option',
    message: ({ transform, option, reason }) => `function ${transform}, option "${option}": ${reason}`,
    cause: 'There is no such option, or its value does not fit.',
    fix: 'Correct the option; perenos help mapping shows examples.',
  },
};
