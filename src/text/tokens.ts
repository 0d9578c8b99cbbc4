/** What people and programs type for the same sign, brought to one form; for display as well as for keys. */

const combining = /\p{M}/u;
const oddSign = /[\u00AD\u00A0\u2000-\u200F\u2010-\u2015\u2028-\u202F\u2060\u205F\u2212\u3000\uFEFF]/;
const untidySpace = /^\s|\s$|\s\s|[\t\n\r\v\f]/;
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g;
const dashes = /[\u2010-\u2015\u2212]/g;
const spaces = /[\s\u00A0\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/g;

/** Whether a text holds only ASCII, everyday Cyrillic and « » with single spaces: the common case, without expressions. */
function isTidy(text: string): boolean {
  let last = 32;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) {
      if (last === 32) return false;
    } else if (code < 33 || (code > 126 && code < 0x400 && code !== 0xab && code !== 0xbb) || code > 0x45f)
      return false;
    last = code;
  }
  return last !== 32;
}

/** NFC, no invisible signs, every dash a hyphen, runs of white space (line breaks too) one space, none at the ends. */
export function tidyText(text: string): string {
  if (isTidy(text)) return text;
  const composed = combining.test(text) ? text.normalize('NFC') : text;
  if (!oddSign.test(composed)) return untidySpace.test(composed) ? composed.replace(spaces, ' ').trim() : composed;
  return composed.replace(invisible, '').replace(dashes, '-').replace(spaces, ' ').trim();
}
