import { hash } from 'node:crypto';
import { cellText } from '../../text/cell-text.ts';
import { namedKind } from '../../text/named-kind.ts';
import type { Pattern } from '../../text/pattern.ts';
import { collapseText, trimText } from '../../text/spaces.ts';

/** An expression that cannot be worked out for a row; `reason` is a key of the wording. */
export class ExpressionFailure extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'ExpressionFailure';
    this.reason = reason;
  }
}

/** One overload: its CEL signature and what it does. */
export interface CelFunction {
  readonly signature: string;
  readonly run: (...args: never[]) => unknown;
}

/** What functions need from the mapping. */
export interface FunctionSupport {
  /** Today's date in the mapping's zone, `YYYY-MM-DD`. */
  readonly today: string;
  readonly pattern: (source: string) => Pattern;
  readonly lookup: (map: string, value: string) => string | undefined;
}

/** Arguments that are regular expressions (0-based), by function: they must be written out. */
export const patternArguments: Readonly<Record<string, number>> = { rx: 1, rx_replace: 1, rx_extract: 1, split: 1 };

const dayMs = 86_400_000;

/** Functions that need nothing but their arguments. */
export const pureFunctions: readonly CelFunction[] = [
  { signature: 'digits(string): string', run: (text: string) => text.replace(/\D/gu, '') },
  { signature: 'lower(string): string', run: (text: string) => text.toLowerCase() },
  { signature: 'upper(string): string', run: (text: string) => text.toUpperCase() },
  { signature: 'title(string): string', run: titleCase },
  { signature: 'trim(string): string', run: trimText },
  { signature: 'cut(string, int): string', run: (text: string, max: bigint) => cutText(text, Number(max)) },
  { signature: 'join(string, list): string', run: (separator: string, list: unknown) => texts(list).join(separator) },
  {
    signature: 'join_nonempty(string, list): string',
    run: (separator: string, list: unknown) =>
      texts(list)
        .filter((text) => !isBlank(text))
        .join(separator),
  },
  { signature: 'first(list): dyn', run: (list: unknown) => items(list)[0] ?? '' },
  { signature: 'last(list): dyn', run: (list: unknown) => items(list).at(-1) ?? '' },
  { signature: 'coalesce(list): string', run: (list: unknown) => firstText(texts(list)) },
  { signature: 'coalesce(string, string): string', run: (...all: string[]) => firstText(all) },
  { signature: 'coalesce(string, string, string): string', run: (...all: string[]) => firstText(all) },
  { signature: 'coalesce(string, string, string, string): string', run: (...all: string[]) => firstText(all) },
  { signature: 'blank(dyn): bool', run: isBlank },
  { signature: 'word(string, int): string', run: (text: string, at: bigint) => wordAt(text, Number(at)) },
  {
    signature: 'contains_any(string, list): bool',
    run: (text: string, list: unknown) => containsAny(text.toLowerCase(), texts(list)),
  },
  { signature: 'hash(string): string', run: (text: string) => hash('sha256', text, 'hex').slice(0, 16) },
  {
    signature: 'hash(string, int): string',
    run: (text: string, length: bigint) =>
      hash('sha256', text, 'hex').slice(0, Math.min(Math.max(Number(length), 4), 64)),
  },
  {
    signature: 'cell(map, string): string',
    run: (row: ReadonlyMap<string, string>, name: string) => row.get(name) ?? '',
  },
  { signature: 'named_kind(string): string', run: (text: string) => namedKind(text) ?? '' },
  { signature: 'days_between(string, string): int', run: daysBetween },
];

/** Functions bound to the mapping: its clock, patterns and value maps. */
export function boundFunctions(support: FunctionSupport): readonly CelFunction[] {
  const { pattern } = support;
  return [
    { signature: 'now(): string', run: () => support.today },
    {
      signature: 'rx(string, string): bool',
      run: (text: string, source: string) => pattern(source).extract(text, 0) !== undefined,
    },
    {
      signature: 'rx_replace(string, string, string): string',
      run: (text: string, source: string, replacement: string) => {
        const replace = pattern(source).template(replacement);
        if (replace === undefined) throw new ExpressionFailure('no-such-group');
        return replace(text);
      },
    },
    {
      signature: 'rx_extract(string, string): string',
      run: (text: string, source: string) => extractFirst(pattern(source), text),
    },
    {
      signature: 'rx_extract(string, string, int): string',
      run: (text: string, source: string, group: bigint) => {
        if (group < 0n || group > BigInt(pattern(source).groups)) throw new ExpressionFailure('no-such-group');
        return pattern(source).extract(text, Number(group)) ?? '';
      },
    },
    {
      signature: 'split(string, string): list<string>',
      run: (text: string, source: string) => (text === '' ? [] : pattern(source).split(text)),
    },
    {
      signature: 'lookup(string, string): string',
      run: (map: string, value: string) => {
        if (isBlank(value)) return '';
        const found = support.lookup(map, value);
        if (found === undefined) throw new ExpressionFailure('map-unknown');
        return found;
      },
    },
  ];
}

/** The first group when there is one, the whole match otherwise. */
function extractFirst(pattern: Pattern, text: string): string {
  return pattern.extract(text, pattern.groups > 0 ? 1 : 0) ?? '';
}

function items(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : list instanceof Set ? [...list] : [];
}

/** An item of an expression as text. */
export function textOf(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  return cellText(value) ?? '';
}

function texts(list: unknown): readonly string[] {
  return items(list).map(textOf);
}

function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

function firstText(all: readonly string[]): string {
  return all.find((text) => !isBlank(text)) ?? '';
}

function titleCase(text: string): string {
  return text
    .toLowerCase()
    .replace(/(^|[^\p{L}\p{M}])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function cutText(text: string, max: number): string {
  if (max < 0) throw new ExpressionFailure('negative-length');
  return text.length <= max ? text : Array.from(text).slice(0, max).join('');
}

function wordAt(text: string, at: number): string {
  const words = collapseText(text).split(' ');
  return (at > 0 ? words[at - 1] : words.at(at)) ?? '';
}

function containsAny(text: string, needles: readonly string[]): boolean {
  return needles.some((needle) => needle !== '' && text.includes(needle.toLowerCase()));
}

function daysBetween(from: string, to: string): bigint {
  const start = Date.parse(from.slice(0, 10));
  const end = Date.parse(to.slice(0, 10));
  if (Number.isNaN(start) || Number.isNaN(end)) throw new ExpressionFailure('not-a-date');
  return BigInt(Math.round((end - start) / dayMs));
}
