/** What people and programs type for the same sign, brought to one form; for display as well as for keys. */

const needsCleaning =
  /[\u00AD\u0300-\u036F\u00A0\u2000-\u200F\u2028-\u202F\u2060\u205F\u3000\uFEFF\u2010-\u2015\u2212\s]/u;
const onlySingleSpaces = /^\S+(?: \S+)*$/;
const combining = /[\u0300-\u036F]/u;
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/gu;
const dashes = /[\u2010-\u2015\u2212]/gu;
const spaces = /[\s\u00A0\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/gu;
const oddSigns = /[\u00AD\u0300-\u036F\u00A0\u2000-\u200F\u2028-\u202F\u2060\u205F\u3000\uFEFF\u2010-\u2015\u2212]/u;

/** NFC, no invisible signs, every dash a hyphen, runs of white space (line breaks too) one space, none at the ends. */
export function tidyText(text: string): string {
  if (!needsCleaning.test(text)) return text;
  if (!oddSigns.test(text) && onlySingleSpaces.test(text) && !/[\t\n\r\v\f]/.test(text)) return text;
  const composed = combining.test(text) ? text.normalize('NFC') : text;
  return composed.replace(invisible, '').replace(dashes, '-').replace(spaces, ' ').trim();
}
