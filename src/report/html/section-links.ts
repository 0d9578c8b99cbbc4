import { html, type Content, type Markup } from './markup.ts';

/** Sections of the report in their order, which numbers them from 1. */
const order = [
  'verdict',
  'funnel',
  'totals',
  'changes',
  'problems',
  'fields',
  'duplicates',
  'maps',
  'relations',
  'existing',
  'left-behind',
  'since',
  'sign-off',
  'appendix',
] as const;

/** `{problems|section}` in a sentence becomes a link that reads `section 5`; the word may be left out. */
const reference = /\{([a-z-]+)\|([^}]*)\}/u;

/** A sentence of the locale with its references to sections made links. */
export function withSectionLinks(sentence: string): Markup {
  // Splitting by two groups gives text, name, word, text, ...
  const pieces = sentence.split(reference);
  const parts: Content[] = [];
  for (let at = 0; at < pieces.length; at += 3) {
    parts.push(pieces[at]);
    const name = pieces[at + 1];
    if (name !== undefined) parts.push(link(name, pieces[at + 2] ?? ''));
  }
  return html`${parts}`;
}

function link(name: string, word: string): Markup {
  const number = (order as readonly string[]).indexOf(name) + 1;
  if (number === 0) throw new TypeError(`no section ${name}`);
  return html`<a href="#${name}">${word === '' ? '' : `${word}\u00a0`}${number}</a>`;
}
