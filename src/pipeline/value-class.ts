/**
 * How a value that a target gives back differs from the one that was written (`reliability.md` section 10 of the house documents).
 * `normalised`: another way of writing the same; `truncated`: its beginning; `missing-field`: nothing, the target ignored it;
 * `changed`: something else, by the target or by a person since.
 */
export type ValueClass = 'equal' | 'normalised' | 'truncated' | 'missing-field' | 'changed';

/** What is known beside the value: a person changed the record since; or the target put a value of its own in place of ours. */
export type CauseClass = 'changed-by-person' | 'defaulted';

/** Fields that a target fills itself when it does not take what it was given. */
const defaultFields = new Set(['owner', 'stage', 'pipeline', 'status', 'source', 'type', 'currency']);

/** The class of a difference of a field, where it is known whether somebody else was the last to change the record. */
export function classByCause<Class extends string>(
  { found, field }: { readonly found: Class; readonly field?: string },
  isByOthers: boolean,
): Class | CauseClass {
  if (found !== 'changed' && found !== 'missing-field') return found;
  if (isByOthers) return 'changed-by-person';
  return found === 'changed' && field !== undefined && defaultFields.has(field) ? 'defaulted' : found;
}

const severity: readonly ValueClass[] = ['equal', 'normalised', 'truncated', 'missing-field', 'changed'];

export function valueClass(expected: unknown, actual: unknown): ValueClass {
  if (isEmpty(actual)) return isEmpty(expected) ? 'normalised' : 'missing-field';
  if (Array.isArray(expected) && Array.isArray(actual)) return listClass(expected, actual);
  if (isRecord(expected) && isRecord(actual)) return recordClass(expected, actual);
  return textClass(textOf(expected), textOf(actual));
}

function textClass(expected: string, actual: string): ValueClass {
  if (expected === actual) return 'equal';
  if (plain(expected) === plain(actual) || isSameNumber(expected, actual) || isSameInstant(expected, actual))
    return 'normalised';
  return actual.length >= 10 && actual.length < expected.length && expected.startsWith(actual.trimEnd())
    ? 'truncated'
    : 'changed';
}

/** The order of a list is the target's business: each wanted item is compared with the nearest one that is there. */
function listClass(expected: readonly unknown[], actual: readonly unknown[]): ValueClass {
  const left = [...actual];
  let worst: ValueClass = expected.length === actual.length ? 'equal' : 'changed';
  for (const item of expected) {
    const classes = left.map((candidate) => severity.indexOf(valueClass(item, candidate)));
    const best = Math.min(...classes);
    if (classes.length === 0) return 'missing-field';
    left.splice(classes.indexOf(best), 1);
    worst = worseOf(worst, severity[best] ?? 'changed');
  }
  return expected.length < actual.length ? worseOf(worst, 'changed') : worst;
}

function recordClass(
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): ValueClass {
  return Object.entries(expected).reduce<ValueClass>(
    (worst, [name, value]) => (value === undefined ? worst : worseOf(worst, valueClass(value, actual[name]))),
    'equal',
  );
}

function worseOf(one: ValueClass, other: ValueClass): ValueClass {
  return severity.indexOf(one) >= severity.indexOf(other) ? one : other;
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s().-]+/g, '')
    .toLowerCase()
    .replaceAll('ё', 'е');
}

function isSameNumber(one: string, other: string): boolean {
  return /^-?\d+([.,]\d+)?$/.test(one) && Number(one.replace(',', '.')) === Number(other.replace(',', '.'));
}

function isSameInstant(one: string, other: string): boolean {
  const isDate = /^\d{4}-\d\d-\d\d/;
  return isDate.test(one) && isDate.test(other) && Date.parse(one) === Date.parse(other);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
