import type { RE2JS } from 're2js';

/** A user's regular expression on a linear-time engine (RE2): no input can make it hang. */
export interface Pattern {
  readonly groups: number;
  /** The first match's group; undefined when nothing matches or the group took no part. */
  extract(text: string, group: number): string | undefined;
  /** A function that replaces every match; `$1` to `$9` are groups, `$$` a dollar sign. Undefined: no such group. */
  template(replacement: string): ((text: string) => string) | undefined;
  /** Pieces between matches. */
  split(text: string): readonly string[];
}

/** Compiles with re2js, which is loaded here and not before. */
export async function compilePattern(
  source: string,
  ignoreCase = false,
): Promise<Pattern | { readonly problem: string }> {
  const { RE2JS: Engine } = await import('re2js');
  try {
    return patternOf(Engine.compile(source, ignoreCase ? Engine.CASE_INSENSITIVE : 0));
  } catch (error) {
    return { problem: error instanceof Error ? error.message : source };
  }
}

function patternOf(engine: RE2JS): Pattern {
  const groups = engine.groupCount();
  return {
    groups,
    extract(text, group) {
      const matcher = engine.matcher(text);
      return matcher.find() ? (matcher.group(group) ?? undefined) : undefined;
    },
    template(replacement) {
      const parts = parseTemplate(replacement);
      if (parts.some((part) => typeof part === 'number' && part > groups)) return undefined;
      return (text) => replaceMatches(engine, text, parts);
    },
    split: (text) => splitMatches(engine, text),
  };
}

/** Texts and group numbers in order. */
function parseTemplate(replacement: string): readonly (string | number)[] {
  return replacement
    .split(/(\$\$|\$\d)/)
    .filter((part) => part !== '')
    .map((part) => (part === '$$' ? '$' : /^\$\d$/.test(part) ? Number(part[1]) : part));
}

function replaceMatches(engine: RE2JS, text: string, parts: readonly (string | number)[]): string {
  const matcher = engine.matcher(text);
  let result = '';
  let at = 0;
  while (matcher.find()) {
    result += text.slice(at, matcher.start());
    for (const part of parts) result += typeof part === 'number' ? (matcher.group(part) ?? '') : part;
    at = matcher.end();
  }
  return at === 0 && result === '' ? text : result + text.slice(at);
}

function splitMatches(engine: RE2JS, text: string): readonly string[] {
  const matcher = engine.matcher(text);
  const pieces: string[] = [];
  let at = 0;
  while (matcher.find()) {
    if (matcher.end() === matcher.start()) continue;
    pieces.push(text.slice(at, matcher.start()));
    at = matcher.end();
  }
  pieces.push(text.slice(at));
  return pieces;
}
