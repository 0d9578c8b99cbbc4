import type { z } from 'zod';

/** One thing wrong with a value, in the branch of every union that fits the data best. */
export type FlatIssue = z.core.$ZodIssue & { readonly path: readonly PropertyKey[] };

/** The issues of a parse without unions: of a union, the branch that got furthest speaks. */
function flatIssues(error: z.core.$ZodError): readonly FlatIssue[] {
  return error.issues.flatMap((issue) => flatten(issue, []));
}

function flatten(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly FlatIssue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ ...issue, path: [...path] }];
  const branches = issue.errors.map((errors) => errors.flatMap((inner) => flatten(inner, path)));
  const fitting = branches.filter((errors) => !errors.some((one) => isWrongKind(one, path.length)));
  const [best] = (fitting.length > 0 ? fitting : branches).toSorted((a, b) => promise(b) - promise(a));
  return best ?? [];
}

/** The branch expects another kind of value than the data is. */
function isWrongKind(issue: FlatIssue, depth: number): boolean {
  return issue.code === 'invalid_type' && issue.path.length === depth;
}

/** Branches that list allowed values, or fail deeper, tell more. */
function promise(errors: readonly FlatIssue[]): number {
  const deepest = Math.max(...errors.map((error) => error.path.length));
  return deepest * 10 + (errors[0]?.code === 'invalid_value' ? 5 : 0) - errors.length;
}

export type Typed<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly issues: readonly FlatIssue[] };

/**
 * Types a tree of texts by a schema: a text that stands where the schema wants a number or a boolean and reads as one
 * becomes one (`"12"`, `"true"`); every other text stays as typed.
 */
export function typeTexts<T>(schema: z.ZodType<T>, raw: unknown): Typed<T> {
  let value: unknown = raw;
  for (let round = 0; round < 6; round++) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { ok: true, data: parsed.data };
    const issues = flatIssues(parsed.error);
    let changed = false;
    const copy: { root: unknown } = { root: round === 0 ? structuredClone(value) : value };
    for (const issue of wanted(parsed.error.issues, [])) changed = retype(copy, issue) || changed;
    if (!changed) return { ok: false, issues };
    value = copy.root;
  }
  return { ok: false, issues: [] };
}

/** Every wish for a number or a boolean, in all branches of unions. */
function wanted(issues: readonly z.core.$ZodIssue[], above: readonly PropertyKey[]): readonly FlatIssue[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code === 'invalid_union') return issue.errors.flatMap((errors) => wanted(errors, path));
    return [{ ...issue, path: [...path] }];
  });
}

function retype(holder: { root: unknown }, issue: FlatIssue): boolean {
  let parent: unknown = holder;
  let key: PropertyKey = 'root';
  for (const step of issue.path) {
    parent = (parent as Record<PropertyKey, unknown>)[key];
    key = step;
    if (typeof parent !== 'object' || parent === null) return false;
  }
  const record = parent as Record<PropertyKey, unknown>;
  const text = record[key];
  if (typeof text !== 'string') return false;
  const typed = retyped(text, issue);
  if (typed === undefined) return false;
  record[key] = typed;
  return true;
}

function retyped(text: string, issue: FlatIssue): number | boolean | undefined {
  const wish = issue.code === 'invalid_type' ? issue.expected : issue.code === 'invalid_value' ? 'literal' : '';
  const reads = issue.code === 'invalid_value' ? issue.values : [];
  if (wish === 'boolean' || reads.includes(true) || reads.includes(false)) {
    if (text === 'true') return true;
    if (text === 'false') return false;
  }
  const isNumberWanted = wish === 'number' || wish === 'int' || reads.includes(Number(text));
  return isNumberWanted && /^-?\d{1,15}(\.\d{1,10})?$/u.test(text) ? Number(text) : undefined;
}
