import type { mappingIssues } from '../../model/issues/mapping.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';
import { mappingDocument } from './mapping/document.ts';
import { mappingExpressions } from './mapping/expressions.ts';
import { mappingFields } from './mapping/fields.ts';
import { mappingMaps } from './mapping/maps.ts';
import { mappingNames } from './mapping/names.ts';
import { mappingSuggest } from './mapping/suggest.ts';

export const mapping: WordingsOf<typeof mappingIssues> = {
  ...mappingDocument,
  ...mappingNames,
  ...mappingFields,
  ...mappingMaps,
  ...mappingExpressions,
  ...mappingSuggest,
};
