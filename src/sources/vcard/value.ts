import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { encodingOf, type Property } from './property.ts';

/** A decoded piece of a value. */
export interface Decoded {
  readonly text: string;
  /** Bytes that are not text in the character set stated were replaced by U+FFFD. */
  readonly isDamaged: boolean;
  readonly charset: string;
}

const decoders = new Map<string, TextDecoder | undefined>();

function decoderFor(label: string): TextDecoder | undefined {
  const key = label.toLowerCase();
  if (!decoders.has(key)) {
    let made: TextDecoder | undefined;
    try {
      made = new TextDecoder(key, { ignoreBOM: true });
    } catch {
      made = undefined;
    }
    decoders.set(key, made);
  }
  return decoders.get(key);
}

/** Undoes quoted-printable on bytes; `=` before anything but two hexadecimal digits stays. */
export function fromQuotedPrintable(bytes: string): string {
  return bytes.includes('=')
    ? bytes.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : bytes;
}

/** Undoes the byte encoding of a value: quoted-printable and base64. */
export function plainBytes(property: Property, bytes: string): string {
  const encoding = encodingOf(property.params);
  if (encoding === 'quoted-printable') return fromQuotedPrintable(bytes);
  return encoding === 'base64' ? Buffer.from(bytes, 'base64').toString('latin1') : bytes;
}

/**
 * Bytes as text: in the character set the property states, else UTF-8 when they are that, else in the one the file is taken
 * to be in.
 */
export function decodeBytes(bytes: string, property: Property, fallback: string): Decoded {
  const buffer = Buffer.from(bytes, 'latin1');
  if (isAscii(buffer)) return { text: bytes, isDamaged: false, charset: 'ascii' };
  const stated = property.params.get('CHARSET')?.[0];
  const decoder = stated === undefined ? undefined : decoderFor(stated);
  if (stated !== undefined && decoder !== undefined) {
    const text = decoder.decode(buffer);
    return { text, isDamaged: text.includes('\uFFFD'), charset: stated };
  }
  if (isUtf8(buffer)) return { text: buffer.toString('utf8'), isDamaged: false, charset: 'utf-8' };
  const text = decoderFor(fallback)?.decode(buffer) ?? buffer.toString('utf8');
  return { text, isDamaged: text.includes('\uFFFD'), charset: fallback };
}

/** Splits at separators that no backslash stands before. Works on bytes and on text. */
export function splitEscaped(value: string, separator: string): string[] {
  if (!value.includes('\\')) return value.split(separator);
  const parts = [''];
  for (let at = 0; at < value.length; at += 1) {
    const char = value.charAt(at);
    if (char === '\\' && at + 1 < value.length) {
      parts[parts.length - 1] += char + value.charAt(at + 1);
      at += 1;
    } else if (char === separator) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

/** Undoes escapes. In 2.1 only `\;` is one; later versions have `\n \, \; \\`, Google adds `\:`. */
export function unescapeText(text: string, version: string): string {
  if (!text.includes('\\')) return text;
  if (version === '2.1') return text.replaceAll('\\;', ';');
  return text.replace(/\\([nN,;:\\"])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char));
}
