import { isList, isObject, type Json } from './json.ts';

/** One complaint of the vendor's validator: `path` is dotted and counts from zero. */
export interface Finding {
  readonly code: string;
  readonly path: string;
  readonly detail: string;
}

/** Looks at a value found at a path and adds what is wrong with it. */
export type Check = (value: Json, path: string, found: Finding[]) => void;

/**
 * Codes and sentences as answered by amoCRM in public threads of its clients: `NotSupportedChoice`, `FieldNotExpected`,
 * `FieldMissing`, `InvalidType`, `NotNullable`. The code of a field named neither by id nor by code is a bare UUID there.
 */
export const findings = {
  choice: (path: string): Finding => ({
    code: 'NotSupportedChoice',
    path,
    detail: 'The value you selected is not a valid choice.',
  }),
  unexpected: (path: string): Finding => ({
    code: 'FieldNotExpected',
    path,
    detail: 'This field was not expected.',
  }),
  missing: (path: string): Finding => ({ code: 'FieldMissing', path, detail: 'This field is missing.' }),
  type: (path: string, type: string): Finding => ({
    code: 'InvalidType',
    path,
    detail: `This value should be of type ${type}.`,
  }),
  empty: (path: string): Finding => ({ code: 'NotNullable', path, detail: 'This value should not be null.' }),
  tooMany: (path: string, limit: number): Finding => ({
    code: 'TooMany',
    path,
    detail: `This collection should contain ${limit} elements or less.`,
  }),
  noField: (path: string): Finding => ({
    code: '36b4f074-7403-11ea-af30-00163e2085ae',
    path,
    detail: 'You should use "field_id" or "field_code" to identify custom field.',
  }),
};

export function under(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

export const anything: Check = () => undefined;

export const text: Check = (value, path, found) => {
  if (value === null) found.push(findings.empty(path));
  else if (typeof value !== 'string') found.push(findings.type(path, 'string'));
};

export const integer: Check = (value, path, found) => {
  if (value === null) found.push(findings.empty(path));
  else if (!Number.isSafeInteger(value)) found.push(findings.type(path, 'int'));
};

export const flag: Check = (value, path, found) => {
  if (value === null) found.push(findings.empty(path));
  else if (typeof value !== 'boolean') found.push(findings.type(path, 'bool'));
};

/** Any string of the caller; a number is taken too, as clients send the index of the element. */
export const requestId: Check = (value, path, found) => {
  if (typeof value !== 'string' && typeof value !== 'number') found.push(findings.type(path, 'string'));
};

export function nullable(check: Check): Check {
  return (value, path, found) => {
    if (value !== null) check(value, path, found);
  };
}

/** A whole number that names something there is. */
export function idOf(exists: (id: number) => boolean): Check {
  return (value, path, found) => {
    const before = found.length;
    integer(value, path, found);
    if (found.length === before && !exists(Number(value))) found.push(findings.choice(path));
  };
}

export function oneOf(values: readonly Json[]): Check {
  return (value, path, found) => {
    if (!values.includes(value)) found.push(findings.choice(path));
  };
}

export function listOf(check: Check, limit = Number.POSITIVE_INFINITY): Check {
  return (value, path, found) => {
    if (!isList(value)) {
      found.push(findings.type(path, 'array'));
      return;
    }
    if (value.length > limit) found.push(findings.tooMany(path, limit));
    value.forEach((item, index) => check(item, under(path, index), found));
  };
}

export type Members = Readonly<Record<string, Check>>;

/** An object with no other members than these; `required` ones must be there. */
export function shape(optional: Members, required: Members = {}): Check {
  const known: ReadonlyMap<string, Check> = new Map(Object.entries({ ...optional, ...required }));
  const needed = Object.keys(required);
  return (value, path, found) => {
    if (!isObject(value)) {
      found.push(findings.type(path, 'array'));
      return;
    }
    for (const key of needed) if (!Object.hasOwn(value, key)) found.push(findings.missing(under(path, key)));
    for (const [key, member] of Object.entries(value)) {
      const check = known.get(key);
      if (check === undefined) found.push(findings.unexpected(under(path, key)));
      else check(member, under(path, key), found);
    }
  };
}

export function findingsOf(check: Check, value: Json): readonly Finding[] {
  const found: Finding[] = [];
  check(value, '', found);
  return found;
}
