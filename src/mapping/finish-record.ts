import type { Draft } from '../model/entity.ts';
import { issueAt, type Issue } from '../model/issue.ts';
import type { Value } from '../model/row.ts';
import type { BlockContext } from './block-context.ts';
import type { Mapped } from './compiled.ts';
import { catalogue } from './field-catalogue.ts';
import type { Inheritance } from './prepare-fields.ts';
import type { RowScope } from './scope.ts';
import { checkedDraft } from './validate.ts';

interface RecordParts {
  readonly context: BlockContext;
  readonly key: string;
  readonly keyLabel: string;
  readonly inherited: readonly Inheritance[];
}

const maxKey = 500;
const maxComment = 100_000;
const requiredFields = new Map(
  Object.entries(catalogue).map(([kind, fields]) => [
    kind,
    [...fields.values()].filter((field) => field.isRequired).map((field) => field.name),
  ]),
);

/** Completes a record whose fields are filled: name, kept texts, inheritance, required fields, key. */
export function finishRecord(scope: RowScope, { context, key, keyLabel, inherited }: RecordParts): Mapped {
  const { fields, issues, origin, references } = scope;
  const { kind, system } = context;
  if (kind === 'contact' && fields['full_name'] === undefined) {
    const name = fullName(fields);
    if (name !== undefined) fields['full_name'] = name;
  }
  if (scope.kept.length > 0) addKept(scope);
  if (inherited.length > 0) inherit(scope, inherited);
  if (!scope.isRejected) {
    for (const name of requiredFields.get(kind) ?? []) {
      if (fields[name] !== undefined || inherited.some((one) => one.field === name)) continue;
      reject(scope, issueAt(origin, { code: 'record.required', args: { field: name } }, { field: name }));
    }
  }
  if (key === '') {
    reject(scope, issueAt(origin, { code: 'record.key-empty', args: { columns: keyLabel } }, { field: 'key' }));
    return { status: 'rejected', key: undefined, origin, issues };
  }
  if (key.length > maxKey) {
    const args = { length: key.length, max: maxKey };
    reject(scope, issueAt(origin, { code: 'record.too-long', args }, { field: 'key', value: key }));
    return { status: 'rejected', key: undefined, origin, issues };
  }
  if (scope.isRejected) return { status: 'rejected', key, origin, issues };
  const draft: Draft = checkedDraft({ kind, system, key, origin, fields });
  return { status: 'draft', draft, issues: issues.length === 0 ? noIssues : issues, references };
}

/** The list itself is filled for the next record. */
const noIssues: readonly Issue[] = [];

function reject(scope: RowScope, issue: Issue): void {
  scope.issues.push(issue);
  scope.isRejected = true;
}

/** Family name, given name, patronymic; undefined when there is none of them: a name is never invented. */
function fullName(fields: Readonly<Record<string, Value>>): string | undefined {
  const { last_name: last, first_name: first, middle_name: middle } = fields;
  let name = typeof last === 'string' ? last : '';
  if (typeof first === 'string') name = name === '' ? first : `${name} ${first}`;
  if (typeof middle === 'string') name = name === '' ? middle : `${name} ${middle}`;
  return name === '' ? undefined : name;
}

/** Texts that could not be used stay with the record: they go below the comment. */
function addKept(scope: RowScope): void {
  const { fields, origin } = scope;
  const own = fields['comment'];
  const kept = scope.kept.join('\n');
  const comment = typeof own === 'string' ? `${own}\n${kept}` : kept;
  if (comment.length > maxComment) {
    const args = { length: comment.length, max: maxComment };
    reject(scope, issueAt(origin, { code: 'record.too-long', args }, { field: 'comment' }));
    return;
  }
  fields['comment'] = comment;
  scope.issues.push(issueAt(origin, { code: 'record.kept-in-comment', args: { text: kept } }, { field: 'comment' }));
}

/** Tells the relation which fields the record takes from its parent when it has none itself. */
function inherit(scope: RowScope, inherited: readonly Inheritance[]): void {
  const { fields, references } = scope;
  for (const { field, through, from } of inherited) {
    if (fields[field] !== undefined) continue;
    const at = references.findIndex((reference) => reference.field === through);
    const reference = references[at];
    if (reference === undefined) continue;
    const made = { ...reference, inherit: { field, from } };
    if (reference.inherit === undefined) references[at] = made;
    else references.push(made);
  }
}
