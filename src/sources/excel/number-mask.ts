/** One section of a format that lays out digits. */
interface MaskSection {
  /** Undefined: for every number the sections before did not take. */
  readonly condition: ((value: number) => boolean) | undefined;
  /** Literal text, or one digit place: `0` is always shown, `#` only when there is a digit for it. */
  readonly tokens: readonly (string | typeof zero | typeof hash)[];
}

/** A layout of digits, such as `0000000000` or `+0\ (000)\ 000\-00\-00`. */
export type Mask = readonly MaskSection[];

const zero = Symbol('0');
const hash = Symbol('#');
const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '=': (value, limit) => value === limit,
  '<>': (value, limit) => value !== limit,
};
const token = /"([^"]*)"|\\(.)|\[([^\]]*)\]|[_*].|([0#?])|(.)/gsu;
const sectionBreak = /;(?=(?:[^"]*"[^"]*")*[^"]*$)/;

/**
 * Compiles a format that shows integers as something else than a number: with leading zeros, or with signs between the digits as
 * in phone numbers. Undefined for ordinary number formats, thousands separated by spaces included.
 */
export function compileMask(code: string): Mask | undefined {
  if (code.length > 255) return undefined;
  const sections: MaskSection[] = [];
  let laidOut = false;
  for (const part of code.split(sectionBreak)) {
    const section = compileSection(part);
    if (section === undefined) return undefined;
    laidOut ||= isLayout(section.tokens);
    sections.push(section);
  }
  return laidOut ? sections : undefined;
}

/** The text a spreadsheet shows for an integer of 0 or more; undefined when no section takes it. */
export function renderMask(mask: Mask, value: number, digits: string): string | undefined {
  const unconditional = mask.every(({ condition }) => condition === undefined);
  const section =
    unconditional && value === 0 && mask.length > 2
      ? mask[2]
      : mask.find(({ condition }) => condition === undefined || condition(value));
  if (section === undefined || !section.tokens.some((part) => typeof part === 'symbol')) return undefined;
  const pieces: string[] = [];
  let rest = digits === '0' ? '' : digits;
  const firstPlace = section.tokens.findIndex((part) => typeof part === 'symbol');
  for (let at = section.tokens.length - 1; at >= 0; at -= 1) {
    const part = section.tokens[at] ?? '';
    if (typeof part === 'string') pieces.push(part);
    else if (at === firstPlace) {
      pieces.push(rest === '' && part === zero ? '0' : rest);
      rest = '';
    } else {
      pieces.push(rest === '' ? (part === zero ? '0' : '') : rest.slice(-1));
      rest = rest.slice(0, -1);
    }
  }
  return pieces.reverse().join('').trim();
}

function compileSection(part: string): MaskSection | undefined {
  const tokens: MaskSection['tokens'][number][] = [];
  let condition: MaskSection['condition'];
  for (const [whole, quoted, escaped, bracket, place, other] of part.matchAll(token)) {
    if (place !== undefined) tokens.push(place === '0' ? zero : hash);
    else if (bracket !== undefined) {
      condition ??= compileCondition(bracket);
      const currency = /^\$([^-]+)/.exec(bracket)?.[1];
      if (currency !== undefined) tokens.push(currency);
    } else if (quoted !== undefined || escaped !== undefined) tokens.push(quoted ?? escaped ?? '');
    else if (other !== undefined) {
      // Decimal point, grouping, percent, exponent, fraction, text: a number, not a layout.
      if ('.,%eE/@'.includes(other) || whole === 'G') return undefined;
      tokens.push(other);
    }
  }
  return { condition, tokens };
}

function compileCondition(bracket: string): MaskSection['condition'] {
  const [, operator = '', limit = ''] = /^(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$/.exec(bracket) ?? [];
  const compare = comparisons[operator];
  return compare && ((value) => compare(value, Number(limit)));
}

function isLayout(tokens: MaskSection['tokens']): boolean {
  const places = tokens.flatMap((part, at) => (typeof part === 'symbol' ? [at] : []));
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (tokens.filter((part) => part === zero).length > 1) return true;
  return tokens.slice(first, last).some((part) => typeof part === 'string' && /[^\s\u00a0]/u.test(part));
}
