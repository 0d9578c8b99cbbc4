/** Alternatives of a pattern outside brackets. */
export function topLevel(pattern: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const char of pattern) {
    if (char === '(' || char === '[') depth += 1;
    if (char === ')' || char === ']') depth -= 1;
    if (char === '|' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${char}`);
  }
  return parts;
}
