const checksumLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const anyId = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;
const zeroId = /^0{15}(?:AAA)?$/i;

/** What became of a text that should be an id. */
export interface IdReading {
  /** 18 characters; empty for a null id; the text itself when it is no id. */
  readonly id: string;
  /** fixed: the case was restored from the checksum. broken: the checksum is wrong and no change of case makes it right. */
  readonly state: 'id' | 'null' | 'fixed' | 'broken' | 'other';
}

/** The three characters that make an id of 15 safe from a change of case. */
export function idSuffix(id: string): string {
  let suffix = '';
  for (let group = 0; group < 15; group += 5) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      const code = id.charCodeAt(group + index);
      if (code >= 65 && code <= 90) bits |= 1 << index;
    }
    suffix += checksumLetters.charAt(bits);
  }
  return suffix;
}

/** Whether a text is an id of 18 characters with its right checksum. */
export function isFullId(text: string): boolean {
  return text.length === 18 && anyId.test(text) && hasSuffix(text);
}

/** An empty lookup: `000000000000000AAA` is as valid by its checksum as any other id. */
export function isNullId(text: string): boolean {
  return text.charCodeAt(0) === 0x30 && zeroId.test(text);
}

/**
 * Brings an id to 18 characters: 15 get their checksum, a case that was lost (a spreadsheet, a database that folds it) is
 * restored from the checksum.
 */
export function readId(text: string): IdReading {
  const { length } = text;
  if ((length !== 15 && length !== 18) || !anyId.test(text)) return { id: text, state: text === '' ? 'null' : 'other' };
  if (isNullId(text)) return { id: '', state: 'null' };
  if (length === 15) return { id: text + idSuffix(text), state: 'id' };
  if (hasSuffix(text)) return { id: text, state: 'id' };
  const restored = restoreCase(text);
  return restored === undefined ? { id: text, state: 'broken' } : { id: restored, state: 'fixed' };
}

/** Compares without making the suffix. */
function hasSuffix(text: string): boolean {
  for (let group = 0; group < 3; group += 1) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      const code = text.charCodeAt(group * 5 + index);
      if (code >= 65 && code <= 90) bits |= 1 << index;
    }
    if (checksumLetters.charCodeAt(bits) !== text.charCodeAt(15 + group)) return false;
  }
  return true;
}

/** Letters take the case that the checksum tells; undefined when it asks for the impossible. */
function restoreCase(text: string): string | undefined {
  const suffix = text.slice(15).toUpperCase();
  let restored = '';
  for (let group = 0; group < 3; group += 1) {
    const bits = checksumLetters.indexOf(suffix.charAt(group));
    if (bits < 0) return undefined;
    for (let index = 0; index < 5; index += 1) {
      const char = text.charAt(group * 5 + index);
      const isUpper = (bits & (1 << index)) !== 0;
      if (isUpper && !/[a-z]/i.test(char)) return undefined;
      restored += isUpper ? char.toUpperCase() : char.toLowerCase();
    }
  }
  return restored + suffix;
}
