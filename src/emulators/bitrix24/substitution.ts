import { asMap, isPhpArray, type PhpMap, type PhpValue } from '../php-parameters.ts';

/** Answers of earlier commands of a batch, by the word that names them. */
export type Earlier = Readonly<Record<'result' | 'next' | 'total' | 'time' | 'error', PhpMap>>;

const reference = /\$(result|next|total|time|error)([^\s]*)/gi;

/**
 * Puts answers of earlier commands where values name them (`$result[c1][ID]`), as the vendor's server does it: the name is not
 * bounded, a missing part of a path gives what was reached, an array inside a text becomes the word `Array`.
 */
export function substituted(value: PhpValue, earlier: Earlier): PhpValue {
  if (typeof value === 'string') return value.includes('$') ? substitutedText(value, earlier) : value;
  if (!isPhpArray(value)) return value;
  if (Array.isArray(value)) return value.map((one: PhpValue) => substituted(one, earlier));
  return substitutedMap(value as PhpMap, earlier);
}

export function substitutedMap(map: PhpMap, earlier: Earlier): PhpMap {
  return Object.fromEntries(Object.entries(map).map(([key, one]) => [key, substituted(one, earlier)]));
}

function substitutedText(text: string, earlier: Earlier): PhpValue {
  const matches = [...text.matchAll(reference)];
  const [first] = matches;
  if (first === undefined) return text;
  if (matches.length === 1 && first[0] === text) {
    const reached = reach(first, earlier);
    return reached === undefined ? text : reached;
  }
  return text.replace(reference, (...parts: string[]) => {
    const reached = reach(parts, earlier);
    if (reached === undefined) return parts[0] ?? '';
    return isPhpArray(reached) ? 'Array' : String(reached ?? '');
  });
}

/** `undefined` when nothing in brackets follows the name. */
function reach(match: readonly (string | undefined)[], earlier: Earlier): PhpValue | undefined {
  const parts = [...(match[2] ?? '').matchAll(/\[([^\]]+)\]/g)].map(([, part = '']) => part);
  if (parts.length === 0) return undefined;
  let reached: PhpValue = earlier[(match[1] ?? '').toLowerCase() as keyof Earlier];
  for (const part of parts) {
    const map = asMap(reached);
    if (map === undefined || !Object.hasOwn(map, part)) break;
    reached = map[part] ?? null;
  }
  return reached;
}
