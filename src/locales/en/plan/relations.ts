import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

/** Of relations between records. */
export const planRelations = {
  'plan.parent-missing': {
    title: 'related record missing',
    message: ({ field, key, kind }) => `field ${field}: there is no ${kind} with key "${key}" in the sources`,
    cause: 'The related record was not exported, was filtered, or has another key.',
    fix: 'Export related records together with this one or set on_missing.',
    example: 'deal 17 is of company "П-999", and companies.csv has no such code',
  },
  'plan.parent-dropped': {
    title: 'relation dropped',
    message: ({ field, key, kind }) =>
      `field ${field}: there is no ${kind} with key "${key}", the relation is not carried over`,
    cause: 'The related record was not exported, was filtered or rejected.',
    fix: 'If the relation is wanted, add the missing record and run again.',
    example: 'contact 55 goes without company "П-999"',
  },
  'plan.parent-rejected': {
    title: 'related record rejected',
    message: ({ field, key, kind }) => `field ${field}: the ${kind} with key "${key}" was rejected`,
    cause: 'The record depends on a rejected one.',
    fix: 'Correct the related record: both will be sent.',
    example: 'company "П-101" is rejected for its empty name, and its deal 17 with it',
  },
  'plan.parent-stub': {
    title: 'stub made',
    message: ({ field, key, kind, name }) =>
      `field ${field}: a stub "${name}" is made for the missing ${kind} with key "${key}"`,
    cause: 'on_missing: stub asks for it, or a lead names the company and the target has no such field.',
    fix: 'Complete the stub after the load.',
    example: 'on_missing: stub → a company "П-999" with nothing but a name is created',
  },
  'plan.lead-person': {
    title: "a lead's person becomes a contact",
    message: ({ title }) => `the person of the lead "${title}" becomes a contact that it is linked to`,
    cause: 'In the target such records have no names, phones and addresses of their own: contacts have.',
    fix: 'Nothing; to keep all of it in a note instead, set target: options: lead_persons: note.',
    example: 'lead "From the site", Peter Sidorov, +79160000001 → a lead and a contact linked to it',
  },
  'plan.lead-person-unnamed': {
    title: "a lead's contact without a name",
    message: ({ title }) => `the lead "${title}" has no name: the contact is called by its phone or e-mail address`,
    cause: 'A contact cannot be without a title, and a name is never invented.',
    fix: 'Put the name into the source, or change it after the load; a contact that has this phone already keeps its name.',
    example: 'lead "Call", phone +79160000001, no name → contact "+79160000001"',
  },
  'plan.parent-by-name': {
    title: 'relation found by name',
    message: ({ field, kind, name }) =>
      `field ${field}: no ${kind} has this key; linked with the only one called "${name}"`,
    cause: 'The file has a name where a number would be, and another list has a record of that name.',
    fix: 'Nothing when it is the same company or colleague; otherwise put the number into the file.',
    example: 'the column "Company" has "Romashka Ltd" instead of the code П-101',
  },
  'plan.parent-ambiguous': {
    title: 'a name stands for several records',
    message: ({ field, kind, name }) =>
      `field ${field}: several records of kind ${kind} are named "${name}"; none was chosen, a stub of its own was made`,
    cause: 'The file gives a name instead of a number, and more than one record has it.',
    fix: 'Decide whether they are duplicates (perenos review serve), or give a number or a tax number in the file; then plan again.',
    example:
      'the column Company says "OOO Romashka", and the list of companies has two of them with different tax numbers',
  },
  'plan.late-links': {
    title: 'not all relations written',
    message: ({ kind }) => `the target did not take relations of ${kind} records`,
    cause: 'Records were deleted during the load.',
    fix: 'Run the same command again.',
    example: 'links of contacts to companies are written last; one company was deleted meanwhile',
  },
  'plan.link-lost': {
    title: 'relation not written',
    message: ({ kind, key }) => `the relation to the ${kind} "${key}" is not written: it is not in the target`,
    cause: 'The target rejected the related record, its outcome is not known, or a person has to decide about it.',
    fix: 'Correct that record or decide about it and run again: the next plan writes the relation too.',
    example: 'deal 17 is loaded, its company "П-101" was refused: there is no link',
  },
  'plan.self-link': {
    title: 'relation to itself',
    message: ({ field, kind, key }) =>
      `field ${field}: the ${kind} "${key}" was merged into this very record, so the relation is dropped`,
    cause: 'After merging duplicates the record would point to itself.',
    fix: 'Nothing needs to be done; if the merge is wrong, undo it with perenos split.',
    example: 'the parent of П-101 is П-202, and the two were merged into one',
  },
} satisfies Partial<WordingsOf<typeof planIssues>>;
