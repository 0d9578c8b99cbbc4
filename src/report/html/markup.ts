import { printable } from '../../terminal.ts';

const safe = Symbol('markup');

/** HTML that is safe to put into a page: only `html` makes it, so no value can get around the escaping. */
export interface Markup {
  readonly [safe]: string;
}

/** What a template takes: text is escaped, markup is not, lists are joined, `null` and `undefined` are nothing. */
export type Content = string | number | Markup | null | undefined | readonly Content[];

/** Makes markup of a template: every value that is not markup itself is escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { [safe]: closeUp(strings).reduce((page, part, index) => page + textOf(values[index - 1]) + part) };
}

const closedUp = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Templates are indented for readers of the source; the page does without. */
function closeUp(strings: TemplateStringsArray): readonly string[] {
  const known = closedUp.get(strings);
  if (known !== undefined) return known;
  const made = strings.map((part) => part.replace(/\s*\n\s*/gu, '\n'));
  closedUp.set(strings, made);
  return made;
}

/** The page as text. */
export function toHtml(markup: Markup): string {
  return markup[safe];
}

/** Text that is known to be no data: style sheets and JSON made safe elsewhere. */
export function trusted(text: string): Markup {
  return { [safe]: text };
}

/** Text as the content or a quoted attribute of an element; control characters and turned direction are shown, not obeyed. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`);
}

function textOf(value: Content): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return escapeHtml(String(value));
  if (isMarkup(value)) return value[safe];
  return value.map(textOf).join('');
}

function isMarkup(value: Markup | readonly Content[]): value is Markup {
  return safe in value;
}
