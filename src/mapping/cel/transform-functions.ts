import { severityOf } from '../../model/issue.ts';
import type { Defaults } from '../../model/defaults.ts';
import type { Value } from '../../model/row.ts';
import type { Apply, Note } from '../../transforms/transform.ts';
import { transformNamed } from '../transform-registry.ts';
import { ExpressionFailure, textOf, type CelFunction } from './functions.ts';

/** One run of a transform without a place to report to: whether it failed. */
interface Attempt {
  readonly value: Value;
  readonly isFailed: boolean;
  /** Something was said against the value, if only a warning. */
  readonly isDoubtful: boolean;
}

type Run = (value: Value) => Attempt;

/** Functions of expressions that are transforms underneath, so that `phone_ok(x)` and `do: [phone]` never disagree. */
const wrapped: readonly {
  readonly name: string;
  readonly transform: string;
  readonly make: (run: Run) => CelFunction[];
}[] = [
  {
    name: 'num',
    transform: 'num',
    make: (run) => [{ signature: 'num(dyn): double', run: (value) => toNumber(run, value) }],
  },
  { name: 'money', transform: 'money', make: (run) => [{ signature: 'money(string): string', run: toMoney(run) }] },
  { name: 'date', transform: 'date', make: (run) => [{ signature: 'date(string): string', run: toDate(run) }] },
  {
    name: 'translit',
    transform: 'translit',
    make: (run) => [{ signature: 'translit(string): string', run: toText(run) }],
  },
  { name: 'inn_ok', transform: 'inn', make: (run) => [{ signature: 'inn_ok(string): bool', run: isGood(run, true) }] },
  { name: 'phone_ok', transform: 'phone', make: (run) => [{ signature: 'phone_ok(string): bool', run: isGood(run) }] },
  { name: 'email_ok', transform: 'email', make: (run) => [{ signature: 'email_ok(string): bool', run: isGood(run) }] },
];

/** Compiles those of the functions that the mapping's text mentions: phones alone cost 0.1 s to load. */
export async function transformFunctions(mentioned: string, defaults: Defaults): Promise<readonly CelFunction[]> {
  const made: CelFunction[] = [];
  for (const { name, transform, make } of wrapped) {
    if (!mentioned.includes(`${name}(`)) continue;
    const apply = await transformNamed(transform)?.compile({}, defaults);
    if (apply !== undefined) made.push(...make(attempting(apply)));
  }
  return made;
}

function attempting(apply: Apply): Run {
  let isFailed = false;
  let isDoubtful = false;
  const note: Note = (code) => {
    const severity = severityOf(code);
    if (severity === 'error') isFailed = true;
    if (severity !== 'notice') isDoubtful = true;
  };
  return (value) => {
    isFailed = false;
    isDoubtful = false;
    const result = apply(value, note);
    return { value: result, isFailed, isDoubtful };
  };
}

function toNumber(run: Run, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const text = textOf(value);
  if (text.trim() === '') throw new ExpressionFailure('not-a-number');
  if (/^-?\d{1,15}(?:\.\d{1,3})?$/u.test(text) && !/^-?\d{1,3}\.\d{3}$/u.test(text)) return Number(text);
  const { value: read, isFailed } = run(text);
  const number = typeof read === 'string' || typeof read === 'number' ? Number(read) : Number.NaN;
  if (isFailed || Number.isNaN(number)) throw new ExpressionFailure('not-a-number');
  return number;
}

function toMoney(run: Run) {
  return (text: string): string => {
    if (text.trim() === '') return '';
    const { value, isFailed } = run(text);
    const amount = typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value;
    if (isFailed || amount === null) throw new ExpressionFailure('not-a-number');
    return textOf(amount);
  };
}

function toDate(run: Run) {
  return (text: string): string => {
    if (text.trim() === '') return '';
    const { value, isFailed } = run(text);
    if (isFailed || value === null) throw new ExpressionFailure('not-a-date');
    return textOf(value);
  };
}

function toText(run: Run) {
  return (text: string): string => textOf(run(text).value);
}

/** Strict: a number with a wrong check digit is kept by its transform, with a warning, and is not right all the same. */
function isGood(run: Run, isStrict = false) {
  return (text: string): boolean => {
    if (text.trim() === '') return false;
    const { value, isFailed, isDoubtful } = run(text);
    if (isStrict && isDoubtful) return false;
    return !isFailed && value !== null && !(Array.isArray(value) && value.length === 0);
  };
}
