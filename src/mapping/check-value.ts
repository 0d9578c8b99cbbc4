import type { Value } from '../model/row.ts';
import { decimal, isoDate, isoInstant } from '../model/field.ts';
import { cellText } from '../text/cell-text.ts';
import { collapseText } from '../text/spaces.ts';
import { plainNumber } from '../text/decimal.ts';
import type { Note } from '../transforms/transform.ts';
import type { FieldShape } from './field-catalogue.ts';

/** Brings a value to its canonical form without loss; undefined when it does not fit, after saying so. */
export type CheckValue = (value: Value, note: Note) => Value | undefined;

interface WithPattern {
  readonly _zod: { readonly pattern?: RegExp; readonly def: unknown };
}

const datePattern = patternOf(isoDate);
const instantPattern = patternOf(isoInstant);
const decimalPattern = patternOf(decimal);

function patternOf(schema: unknown): RegExp {
  const { _zod: inner } = schema as WithPattern;
  const checks = (inner.def as { checks?: readonly { _zod: { def: { pattern?: RegExp } } }[] }).checks ?? [];
  const own = (inner.def as { pattern?: RegExp }).pattern;
  return own ?? checks.find((check) => check._zod.def.pattern !== undefined)?._zod.def.pattern ?? inner.pattern ?? /^/u;
}

/** What instants are made from when a cell is a date: the start of the day, or the wall clock, in the mapping's zone. */
export type ToInstant = (value: Value, note: Note) => Value;

/**
 * The hand-written equal of a canonical zod schema for one plain value, built once. Typed cells of the file are brought to
 * the field's type: numbers and dates to text, `true` and `false` to booleans, decimal text to numbers.
 */
export function valueChecker(shape: FieldShape, toInstant: ToInstant): CheckValue {
  switch (shape.type) {
    case 'text':
      return shape.pattern === undefined ? textChecker(shape.max) : patternChecker(shape.pattern);
    case 'enum':
      return enumChecker(shape.values);
    case 'number':
      return numberChecker(shape);
    case 'boolean':
      return booleanChecker;
    case 'date':
      return dateChecker;
    case 'instant':
      return instantChecker(toInstant);
    case 'decimal':
      return decimalChecker;
    case 'money':
    case 'ref':
    case 'custom':
    case 'list':
      return (value) => value;
  }
}

function wrongType(value: Value, expected: string, note: Note): undefined {
  const found = Array.isArray(value) ? 'list' : value instanceof Date ? 'date' : typeof value;
  note('record.wrong-type', { expected, found });
  return undefined;
}

/** Texts up to this length are names and labels of one line; what is longer may have paragraphs. */
const longestLine = 1000;
const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/u;

function textChecker(max: number): CheckValue {
  const isOneLine = max <= longestLine;
  return (value, note) => {
    const written = typeof value === 'string' ? value : cellText(value);
    if (written === undefined) return wrongType(value, 'text', note);
    const text = isOneLine && lineBreak.test(written) ? collapseText(written) : written;
    if (text.length <= max) return text;
    note('record.too-long', { length: text.length, max });
    return undefined;
  };
}

function patternChecker(pattern: RegExp): CheckValue {
  return (value, note) => {
    const text = typeof value === 'string' ? value : cellText(value);
    if (text === undefined) return wrongType(value, 'text', note);
    if (pattern.test(text)) return text;
    note('record.wrong-format', { expected: pattern.source });
    return undefined;
  };
}

function enumChecker(values: readonly string[]): CheckValue {
  const known = new Set(values);
  return (value, note) => {
    const text = cellText(value);
    if (text !== undefined && known.has(text)) return text;
    note('record.not-in-list', { value: text ?? '', allowed: values.join(', ') });
    return undefined;
  };
}

function numberChecker({ isInteger, min, max }: { isInteger: boolean; min: number; max: number }): CheckValue {
  return (value, note) => {
    const number = typeof value === 'string' && decimalPattern.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) return wrongType(value, 'number', note);
    if (isInteger && !Number.isSafeInteger(number)) return wrongType(value, 'integer', note);
    if (number >= min && number <= max) return number;
    note('record.out-of-range', { value: String(number), min: String(min), max: String(max) });
    return undefined;
  };
}

function booleanChecker(value: Value, note: Note): Value | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  if (value === 'false') return false;
  return wrongType(value, 'boolean', note);
}

function dateChecker(value: Value, note: Note): Value | undefined {
  const text = value instanceof Date ? cellText(value)?.slice(0, 10) : value;
  if (typeof text === 'string' && datePattern.test(text)) return text;
  // An instant is a day only in some zone: its date is not taken from it silently.
  note('record.wrong-format', { expected: 'YYYY-MM-DD' });
  return undefined;
}

function instantChecker(toInstant: ToInstant): CheckValue {
  return (value, note) => {
    if (typeof value === 'string' && instantPattern.test(value)) return value;
    if (value instanceof Date || (typeof value === 'string' && datePattern.test(value))) {
      const made = toInstant(value, note);
      if (typeof made === 'string' && instantPattern.test(made)) return made;
      if (made === null) return undefined;
    }
    note('record.wrong-format', { expected: 'YYYY-MM-DDTHH:MM:SSZ' });
    return undefined;
  };
}

function decimalChecker(value: Value, note: Note): Value | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? plainNumber(value) : value;
  if (typeof text === 'string' && decimalPattern.test(text)) return text;
  note('record.wrong-format', { expected: '0.00' });
  return undefined;
}

/** Whether a text is an exact decimal number as the canonical schema wants it. */
export function isDecimal(text: string): boolean {
  return decimalPattern.test(text);
}
