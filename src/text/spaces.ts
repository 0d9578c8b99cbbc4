/** Spaces of Unicode and the invisible characters that pass for them (zero-width ones, soft hyphen, byte order mark). */
const edge = /^[\s\u00AD\u200B-\u200F\u2060\uFEFF]+|[\s\u00AD\u200B-\u200F\u2060\uFEFF]+$/g;
const untidy = /^\s|\s$|\s\s|[^\S ]/;

/** Without spaces and invisible characters at both ends. */
export function trimText(text: string): string {
  return isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1)) ? text : text.replace(edge, '');
}

function isPlain(code: number): boolean {
  return (code > 32 && code < 127) || (code >= 0x400 && code < 0x530);
}

/** Trimmed, every run of spaces and line breaks one ordinary space. */
export function collapseText(text: string): string {
  const trimmed = trimText(text);
  return untidy.test(trimmed) ? trimmed.trim().replace(/\s+/g, ' ') : trimmed;
}
