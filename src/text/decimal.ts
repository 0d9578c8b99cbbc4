/**
 * Exact decimal numbers as text: an optional minus, digits without leading zeros, an optional dot and digits. Fraction
 * digits are kept as written (`84.00`). No floating point anywhere.
 */
export type DecimalReading =
  | { readonly status: 'ok'; readonly value: string }
  | { readonly status: 'unreadable' }
  /** One separator before exactly three digits: a fraction or thousands. */
  | { readonly status: 'ambiguous'; readonly asFraction: string; readonly asThousands: string };

/** How a single separator before exactly three digits is read. */
export interface DecimalRules {
  /** The decimal sign of the column, when known; the other sign then groups thousands. */
  readonly sign?: ',' | '.' | undefined;
  /** A dot is a decimal sign when nothing says otherwise, as machines write. */
  readonly dotIsFraction?: boolean;
}

const plain = /^(?:0|-?[1-9]\d*)(?:\.\d+)?$/;
const exponent = /^([+-]?)(\d+)(?:[.,](\d+))?[eE]([+-]?\d{1,3})$/;
const grouped = /^\d{1,3}(?:[ \u00A0\u202F\u2009'’]\d{3})+(?=$|[.,])/;
const unreadable: DecimalReading = { status: 'unreadable' };

/** Reads a number as people and programs write it: `1 234,56`, `1,234.56`, `(15,00)`, `−3`, `1.25E7`. */
export function readDecimal(text: string, rules: DecimalRules = {}): DecimalReading {
  if (plain.test(text) && !(text.length < 9 && text.charCodeAt(text.length - 4) === 46)) return ok(text);
  let rest = text.trim();
  let negative = false;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  } else if (/^[-−–+]/.test(rest)) {
    negative = !rest.startsWith('+');
    rest = rest.slice(1).trim();
  }
  const scientific = exponent.exec(rest);
  if (scientific) return ok(signed(negative, expand(scientific)));
  const groups = grouped.exec(rest);
  const isGrouped = groups !== null;
  if (groups) rest = groups[0].replace(/\D/g, '') + rest.slice(groups[0].length);
  if (!/^(?:\d[\d.,]*|[.,]\d+)$/.test(rest)) return unreadable;
  return readSeparators(rest, negative, isGrouped ? { ...rules, dotIsFraction: true, sign: signOf(rest) } : rules);
}

function signOf(rest: string): ',' | '.' | undefined {
  if (rest.includes(',')) return ',';
  return rest.includes('.') ? '.' : undefined;
}

function readSeparators(rest: string, negative: boolean, rules: DecimalRules): DecimalReading {
  const commas = count(rest, ',');
  const dots = count(rest, '.');
  if (commas + dots === 0) return ok(signed(negative, rest));
  if (commas > 0 && dots > 0) {
    const sign = rest.lastIndexOf(',') > rest.lastIndexOf('.') ? ',' : '.';
    if (rules.sign !== undefined && rules.sign !== sign) return unreadable;
    return split(rest, negative, sign);
  }
  const only = commas > 0 ? ',' : '.';
  if (commas + dots > 1) return rules.sign === only ? unreadable : split(rest, negative, only === ',' ? '.' : ',');
  if (rules.sign !== undefined) return split(rest, negative, rules.sign);
  const at = rest.indexOf(only);
  const couldGroup = rest.length - at === 4 && at >= 1 && at <= 3 && !rest.startsWith('0');
  if (!couldGroup || (only === '.' && rules.dotIsFraction === true)) return split(rest, negative, only);
  return {
    status: 'ambiguous',
    asFraction: signed(negative, rest.replace(only, '.')),
    asThousands: signed(negative, rest.replace(only, '')),
  };
}

function split(rest: string, negative: boolean, sign: ',' | '.'): DecimalReading {
  const at = rest.indexOf(sign);
  const whole = at < 0 ? rest : rest.slice(0, at);
  const fraction = at < 0 ? '' : rest.slice(at + 1);
  if (!/^\d*$/.test(fraction)) return unreadable;
  const group = sign === ',' ? /^\d{1,3}(?:\.\d{3})+$/ : /^\d{1,3}(?:,\d{3})+$/;
  if (!/^\d*$/.test(whole) && !group.test(whole)) return unreadable;
  const digits = whole.replace(/[.,]/g, '');
  return ok(signed(negative, fraction === '' ? digits : `${digits}.${fraction}`));
}

function ok(value: string): DecimalReading {
  return { status: 'ok', value };
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found += 1;
  return found;
}

/** Leading zeros and the minus of a zero go; everything else stays as it is. */
function signed(negative: boolean, digits: string): string {
  const bare = digits.replace(/^0+(?=\d)/, '').replace(/^(?=\.)/, '0');
  return negative && /[1-9]/.test(bare) ? `-${bare}` : bare;
}

function expand([, sign = '', whole = '', fraction = '', power = '0']: readonly string[]): string {
  const moved = shift(fraction === '' ? whole : `${whole}.${fraction}`, Number(power));
  return sign === '-' ? `-${moved}` : moved;
}

/** Multiplies by a power of ten, exactly. `decimal` has no minus. */
export function shift(decimal: string, power: number): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = whole + fraction;
  const point = whole.length + power;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 0);
  const tail = padded.slice(at);
  const head = padded.slice(0, at).replace(/^0+(?=\d)/, '') || '0';
  return tail === '' ? head : `${head}.${tail}`;
}

/** Whether it fits the canonical schema: at most 18 digits before the point and 10 after it. */
export function fitsSchema(decimal: string): boolean {
  if (decimal.length <= 18) {
    const at = decimal.indexOf('.');
    if (at < 0 || decimal.length - at - 1 <= 10) return true;
  }
  return /^-?\d{1,18}(?:\.\d{1,10})?$/.test(decimal);
}

/** A binary number as the shortest decimal that stands for it, without an exponent. Only for finite numbers. */
export function plainNumber(number: number): string {
  const text = String(number);
  if (!text.includes('e')) return text === '-0' ? '0' : text;
  const found = exponent.exec(number < 0 ? text.slice(1) : text);
  return found ? signed(number < 0, expand(found)) : text;
}

/**
 * Binary noise such as `1234.5600000000001`: spreadsheets keep 15 significant digits, so what is beyond them was never
 * typed. Undefined when there is none.
 */
export function withoutNoise(number: number): string | undefined {
  const text = plainNumber(number);
  if (text.length <= 16 || !text.includes('.')) return undefined;
  const rounded = plainNumber(Number(number.toPrecision(15)));
  return rounded === text ? undefined : rounded;
}

/** Rounds half away from zero to `places` digits after the point (0 to 10). */
export function roundDecimal(decimal: string, places: number): string {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? decimal.slice(1) : decimal).split('.');
  if (fraction.length <= places) return decimal;
  const kept = BigInt(whole + fraction.slice(0, places));
  const up = fraction.charCodeAt(places) >= 53;
  const digits = (up ? kept + 1n : kept).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  return signed(negative, places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`);
}
