const doubled = /(["'«»“”„])\1+/g;
const enclosing = /^"(.*)"$/s;

/**
 * Quotes as they were before spreadsheets and CSV doubled them: `"ООО ""Ромашка"""` becomes `ООО "Ромашка"`. Quotes
 * around the whole text go when the inside has pairs of its own or none; nothing else changes.
 */
export function straightenQuotes(text: string): string {
  let rest = text;
  if (/^"[^"].*"$/s.test(rest) && rest.includes('""')) {
    const inside = enclosing.exec(rest)?.[1] ?? rest;
    rest = inside.replaceAll('""', '"');
  }
  rest = rest.replaceAll(doubled, (run, sign: string) => (sign === "'" && run.length === 2 ? '"' : sign));
  const inner = enclosing.exec(rest)?.[1];
  return inner !== undefined && !inner.includes('"') ? inner.trim() : rest;
}
