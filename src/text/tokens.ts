/** What people and programs type for the same sign, brought to one form; for display as well as for keys. */

const combining = /\p{M}/u;
const oddSign = /[\u00AD\u00A0\u2000-\u200F\u2010-\u2015\u2028-\u202F\u2060\u205F\u2212\u3000\uFEFF]/;
const untidySpace = /^\s|\s$|\s\s|[\t\n\r\v\f]/;
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g;
const dashes = /[\u2010-\u2015\u2212]/g;
const spaces = /[\s\u00A0\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/g;

/** NFC, no invisible signs, every dash a hyphen, runs of white space (line breaks too) one space, none at the ends. */
export function tidyText(text: string): string {
  const composed = combining.test(text) ? text.normalize('NFC') : text;
  if (!oddSign.test(composed)) return untidySpace.test(composed) ? composed.replace(spaces, ' ').trim() : composed;
  return composed.replace(invisible, '').replace(dashes, '-').replace(spaces, ' ').trim();
}
