import type { Language } from '../../model/language.ts';
import { wordMoney } from '../money.ts';
import { html, type Markup } from './markup.ts';

/** A path into the JSON of a report or profile, such as `'funnel', 0, 'read'`. */
export type Path = readonly (string | number)[];

/**
 * The numbers of a page. Each is taken from the report by its path and written with that path, so that what is shown is what the
 * JSON says and a test can hold one against the other.
 */
export interface Figures {
  /** A whole number. */
  count(...path: Path): Markup;
  /** A number from 0 to 1, as per cent. */
  share(...path: Path): Markup;
  /** Any number. */
  decimal(...path: Path): Markup;
  /** Exact decimal text with its currency. */
  money(currency: string, ...path: Path): Markup;
  /** A number in other words, such as seconds as a length of time. */
  worded(text: string, ...path: Path): Markup;
  /** A whole number inside a picture. */
  drawn(...path: Path): Markup;
  /** The plain value, for the lengths of bars. */
  value(...path: Path): number;
}

export function figuresOf(report: object, language: Language): Figures {
  const formats = {
    count: new Intl.NumberFormat(language),
    share: new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }),
    decimal: new Intl.NumberFormat(language, { maximumFractionDigits: 2 }),
  };
  const value = (...path: Path) => numberAt(report, path);
  const written = (format: Intl.NumberFormat, path: Path) => {
    const number = numberAt(report, path);
    const shown = format.format(number);
    const text = number > 0 && format === formats.share && number < 0.001 ? `< ${format.format(0.001)}` : shown;
    return data(path, String(number), text, number === 0);
  };
  return {
    value,
    count: (...path) => written(formats.count, path),
    share: (...path) => written(formats.share, path),
    decimal: (...path) => written(formats.decimal, path),
    worded: (text, ...path) => data(path, String(numberAt(report, path)), text, false),
    drawn: (...path) => {
      const number = numberAt(report, path);
      return html`<tspan class="figure" data-value="${String(number)}" data-at="${pointerOf(path)}"
        >${formats.count.format(number)}</tspan
      >`;
    },
    money: (currency, ...path) => {
      const amount = at(report, path);
      if (typeof amount !== 'string') throw new TypeError(`no amount at ${path.join('.')}`);
      return data(path, amount, wordMoney(amount, currency, language), /^-?0(\.0+)?$/.test(amount));
    },
  };
}

function data(path: Path, value: string, text: string, isZero: boolean): Markup {
  const zero = isZero ? html` class="zero"` : null;
  // A minus as wide as the figures.
  const shown = text.replace(/^-/u, '−');
  return html`<data value="${value}" data-at="${pointerOf(path)}" ${zero}>${shown}</data>`;
}

/** The path as a JSON pointer. */
function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function numberAt(report: object, path: Path): number {
  const value = at(report, path);
  if (typeof value !== 'number') throw new TypeError(`no number at ${path.join('.')}`);
  return value;
}

function at(report: object, path: Path): unknown {
  let value: unknown = report;
  for (const step of path) value = (value as Readonly<Record<string | number, unknown>> | undefined)?.[step];
  return value;
}
