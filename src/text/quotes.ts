const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '«': '»',
  '“': '”',
  '„': '“',
  '‘': '’',
  '`': '`',
};

/** Without the quotes that enclose the whole text, however many layers; quotes inside stay. */
export function unquoteText(text: string): string {
  let rest = text;
  for (let layer = 0; layer < 8; layer += 1) {
    const inner = inside(rest.trim());
    if (inner === undefined) return rest;
    rest = inner.trim();
  }
  return rest;
}

function inside(text: string): string | undefined {
  const open = text[0] ?? '';
  const close = Object.hasOwn(pairs, open) ? pairs[open] : undefined;
  if (close === undefined || text.length < 2 || text.length > 10_000 || !text.endsWith(close)) return undefined;
  const inner = text.slice(1, -1);
  if (open !== close) return isBalanced(inner, open, close) ? inner : undefined;
  if (!inner.includes(open)) return inner;
  const single = inner.replaceAll(open + open, open);
  return isNested(single, open) ? single : undefined;
}

function isBalanced(inner: string, open: string, close: string): boolean {
  let depth = 0;
  for (const sign of inner) {
    if (sign === open) depth += 1;
    else if (sign === close && --depth < 0) return false;
  }
  return depth === 0;
}

/** Equal opening and closing quotes: one that follows a space or bracket opens, any other closes. */
function isNested(inner: string, quote: string): boolean {
  let depth = 0;
  for (let at = inner.indexOf(quote); at >= 0; at = inner.indexOf(quote, at + 1)) {
    const opens = at === 0 || /[\s([{«-]/.test(inner[at - 1] ?? '');
    depth += opens ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
