import { compilePattern } from './pattern.ts';

/** Cuts a text into trimmed, non-empty pieces; undefined when there is nothing to cut. */
export type Splitter = (text: string) => readonly string[] | undefined;

/**
 * A splitter for a pattern. Plain texts and simple sets (`;`, `[;,]`, `\n`) run without the pattern engine.
 * @returns the problem of a wrong pattern
 */
export async function compileSplitter(source: string): Promise<Splitter | { readonly problem: string }> {
  const signs = signsOf(source);
  if (signs !== undefined) return (text) => splitAt(text, signs);
  const pattern = await compilePattern(source);
  return 'problem' in pattern ? pattern : (text) => tidy(pattern.split(text));
}

/** The separators when the pattern is one character or a set without ranges. */
function signsOf(source: string): string | undefined {
  const set = /^\[([^\]^\\-]+)\]$/.exec(source.replaceAll('\\n', '\n').replaceAll('\\t', '\t'));
  if (set) return set[1];
  if (source === '\\n' || source === '\n') return '\n';
  if (source === '\\|') return '|';
  return /^[^\\^$.|?*+()[\]{}]$/u.test(source) && source.length === 1 ? source : undefined;
}

function splitAt(text: string, signs: string): readonly string[] | undefined {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!signs.includes(text.charAt(at))) continue;
    pieces.push(text.slice(from, at));
    from = at + 1;
  }
  if (from === 0) return undefined;
  pieces.push(text.slice(from));
  return tidy(pieces);
}

function tidy(pieces: readonly string[]): readonly string[] | undefined {
  if (pieces.length < 2) return undefined;
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}
