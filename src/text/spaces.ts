/** Spaces of Unicode and the invisible characters that pass for them (zero-width ones, soft hyphen, byte order mark). */
const invisible = /[\s\u00AD\u200B-\u200F\u2060\uFEFF]/;
const untidy = /^\s|\s$|\s\s|[^\S ]/;

/** Without spaces and invisible characters at both ends. */
export function trimText(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isInvisible(text, from)) from += 1;
  while (to > from && isInvisible(text, to - 1)) to -= 1;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

function isInvisible(text: string, at: number): boolean {
  return !isPlain(text.charCodeAt(at)) && invisible.test(text.charAt(at));
}

function isPlain(code: number): boolean {
  return (code > 32 && code < 127) || (code >= 0x400 && code < 0x530);
}

/** Trimmed, every run of spaces and line breaks one ordinary space. */
export function collapseText(text: string): string {
  const trimmed = trimText(text);
  return untidy.test(trimmed) ? trimmed.trim().replace(/\s+/g, ' ') : trimmed;
}
