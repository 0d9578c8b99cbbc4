import type { z } from 'zod';
import { entitySchemas, type Draft, type Entity, type EntityKind } from '../model/entity.ts';
import { issueAt, type Finding, type Issue } from '../model/issue.ts';
import type { Origin, Value } from '../model/row.ts';

/** A draft whose every field was checked while it was mapped: it fits the canonical schema as it is. */
class CheckedDraft implements Draft {
  readonly kind: EntityKind;
  readonly system: string;
  readonly key: string;
  readonly origin: Origin;
  readonly fields: Readonly<Record<string, Value>>;

  constructor({ kind, system, key, origin, fields }: Draft) {
    this.kind = kind;
    this.system = system;
    this.key = key;
    this.origin = origin;
    this.fields = fields;
  }
}

/** Marks a draft as checked. Only for fields made by the checkers that equal the canonical schema. */
export function checkedDraft(draft: Draft): Draft {
  return new CheckedDraft(draft);
}

/** What validation says about a draft: an entity, or why it is none. */
export interface Validation {
  readonly entity?: Entity;
  readonly issues: readonly Issue[];
}

const noIssues: readonly Issue[] = [];

/** Turns a draft into an entity by the canonical schema; what does not fit becomes issues `record.*`. */
export function validateDraft(draft: Draft): Validation {
  const { kind, system, key, origin, fields } = draft;
  if (draft instanceof CheckedDraft) {
    return { entity: { kind, system, key, origin, data: fields } as unknown as Entity, issues: noIssues };
  }
  const parsed = entitySchemas[kind].safeParse(fields);
  if (parsed.success) return { entity: { kind, system, key, origin, data: parsed.data } as Entity, issues: noIssues };
  return { issues: parsed.error.issues.map((issue) => issueOf(issue, draft)) };
}

function issueOf(issue: z.core.$ZodIssue, { origin, fields }: Draft): Issue {
  const field = String(issue.path[0] ?? (issue.code === 'unrecognized_keys' ? issue.keys[0] : ''));
  let value: unknown = fields;
  for (const step of issue.path) value = (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[step];
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  return issueAt(origin, findingOf(issue, value), { field, ...(text === undefined ? {} : { value: text }) });
}

function findingOf(issue: z.core.$ZodIssue, value: unknown): Finding {
  const field = String(issue.path.join('.'));
  if (value === undefined) return { code: 'record.required', args: { field } };
  const found = Array.isArray(value) ? 'list' : typeof value;
  if (issue.code === 'too_big') {
    const { length } = typeof value === 'string' ? value : '';
    if (typeof value === 'string') return { code: 'record.too-long', args: { length, max: Number(issue.maximum) } };
    const args = { value: String(value as number), min: '', max: String(issue.maximum) };
    return { code: 'record.out-of-range', args };
  }
  if (issue.code === 'too_small') {
    if (typeof value === 'string') return { code: 'record.required', args: { field } };
    const args = { value: String(value as number), min: String(issue.minimum), max: '' };
    return { code: 'record.out-of-range', args };
  }
  if (issue.code === 'invalid_value') {
    return { code: 'record.not-in-list', args: { value: String(value as string), allowed: issue.values.join(', ') } };
  }
  if (issue.code === 'invalid_format') {
    return { code: 'record.wrong-format', args: { expected: issue.pattern ?? issue.format } };
  }
  const expected = issue.code === 'invalid_type' ? issue.expected : issue.code;
  return { code: 'record.wrong-type', args: { expected, found } };
}
