import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const number = (value: number) => value.toLocaleString('en');

/** Of keys, of what they lead to, and of what is left. */
export const planRecords = {
  'plan.now-another': {
    title: 'another person under an old key',
    message: ({ after, before, id }) => `record ${id}, "${before}", becomes "${after}" by this key`,
    cause: 'The name is another, and no phone, e-mail or INN is one of those that were loaded.',
    fix: 'Make sure that the key is no row number. If the person was replaced in the program itself, nothing is to be done.',
    example: 'key 17 was "Ivan Ivanov"; in the new export 17 is "Anna Petrova" with another phone and e-mail',
  },
  'plan.key-repeated': {
    title: 'key repeated',
    message: ({ key, kind, line }) => `a ${kind} with key "${key}" was on line ${line} already; the records are merged`,
    cause: 'The source repeats the record, or the key is not unique.',
    fix: 'If the records differ, choose another key.',
    example: 'the code 55 in rows 12 and 340: Ivan Ivanov and Peter Petrov',
  },
  'plan.key-shared': {
    title: 'one key for different records',
    message: ({ key, kind, line, own }) =>
      `${kind}: the key "${key}" belongs to another name in line ${line}; the records are kept apart, this one has the key "${own}"`,
    cause:
      'The column taken for the key does not tell records apart: names differ, no phone, mailbox or tax number is common.',
    fix: 'Name a column that tells records apart in the mapping (key), or key: auto.',
    example: 'code A in lines 2 and 3: Ivan Ivanov and Anna Petrova, with other phones',
  },
  'plan.several-targets': {
    title: 'several records in the target',
    message: ({ records, kept }) =>
      `the merged record is in the target several times: ${records}; written into ${kept}`,
    cause: 'These records were loaded apart before.',
    fix: 'Merge them in the target system: perenos moves no links of others and deletes nothing. From now on it writes into the one that is named.',
    example: 'old:101 and old:202 were loaded apart as 15 and 78, and are one company now: 15 (old:101), 78 (old:202)',
  },
  'plan.loaded-apart': {
    title: 'what was loaded as one record is several now',
    message: ({ id, own, kept }) =>
      `${own} went into the record ${id} together with ${kept}; they are different records now: ${id} stays with ${kept}, ${own} is not loaded apart from it`,
    cause: 'A decision of a person, or data that changed, set apart what an earlier run loaded as one record.',
    fix: 'If they are the same, join them with perenos review. If not, create the second record in the target, or take the earlier load back (perenos rollback) and load again: the decision counts then. Until then its values stay in the first one.',
    example: 'old:1 and old:2 were loaded as 15, then perenos split old:1: 15 stays with old:1, old:2 is not loaded',
  },
  'plan.loaded-split': {
    title: 'what was loaded as one record is split by a decision',
    message: ({ id, own, kept }) =>
      `${own} went into the record ${id} together with ${kept}; a person decided that they are different: ${id} stays with ${kept}, the next run creates ${own}`,
    cause: 'A person decided that what was loaded as one record is several (perenos split, perenos review).',
    fix: 'Apply this plan and run once more: first the record gives up the key of the other, then the other is created under it, so that nothing is doubled if the load breaks off in between. What the first has of the other and nothing of its own in place of stays in it: look at it.',
    example:
      'old:1 and old:2 were loaded as 15, then perenos split old:1: 15 stays with old:1, the next run creates old:2',
  },
  'plan.columns-left': {
    title: 'filled columns are left behind',
    message: ({ columns, cells }) => `columns: ${number(columns)}, filled cells: ${number(cells)}`,
    cause: 'The mapping has no field for these columns.',
    fix: 'See in the report what stays in the old system; map what you need, to custom if nothing else fits.',
    example: 'the column "Manager\'s birthday": 340 filled cells, and the mapping does not name it',
  },
  'plan.nothing-to-do': {
    title: 'no changes',
    message: () => 'nothing to load: everything is in the target',
    cause: 'The data has not changed since the last load.',
    fix: 'Nothing needs to be done.',
    example: 'perenos run twice with the same files: the second time 0 created, 0 updated',
  },
} satisfies Partial<WordingsOf<typeof planIssues>>;
