import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import type { ByteLine } from './lines.ts';
import { binaryNames, encodingOf, parseProperty, type Property } from './property.ts';

/** A line of a card that is no property. */
export interface StrayLine {
  readonly stray: string;
  readonly line: number;
}

const propertyStart = /^[A-Za-z0-9_.-]+(?:;[^:]*)?:/;
const base64Line = /^[A-Za-z0-9+/=]+\s*$/;

interface Open {
  readonly line: number;
  text: string;
  readonly kind: 'plain' | 'soft' | 'base64';
  readonly isSkipped: boolean;
}

/**
 * Joins physical lines into properties: folded lines (a blank at the start), soft breaks of quoted-printable (`=` at the end)
 * and blocks of base64 (indented, or up to an empty line). Bytes are joined before they are decoded, so a break may stand
 * inside a letter.
 */
export class Unfolder {
  readonly #input: Input;
  #open: Open | undefined;
  #version = '';

  constructor(input: Input) {
    this.#input = input;
  }

  /** Whether a value is still open: the file may have been cut off here. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  write({ text, line }: ByteLine): readonly (Property | StrayLine)[] {
    const open = this.#open;
    if (open !== undefined && this.#continues(open, text)) return [];
    const done = this.end();
    if (text.trim() !== '') this.#start(text, line);
    return done;
  }

  end(): readonly (Property | StrayLine)[] {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return [];
    const property = parseProperty(open.text, open.line);
    if (property === undefined) return [{ stray: open.text, line: open.line }];
    if (property.name === 'VERSION') this.#version = property.value.trim();
    return [property];
  }

  #start(text: string, line: number): void {
    const property = parseProperty(text, line);
    const encoding = property === undefined ? 'none' : encodingOf(property.params);
    const isSkipped = property !== undefined && binaryNames.has(property.name) && isInline(property, encoding);
    const kind = encoding === 'quoted-printable' ? 'soft' : encoding === 'base64' ? 'base64' : 'plain';
    // Of a picture only the head is kept: the body may be larger than everything else in the file.
    const kept = isSkipped && property !== undefined ? text.slice(0, text.length - property.value.length) : text;
    this.#open = { line, text: kept, kind, isSkipped };
  }

  /** Whether the line belongs to the open property; it is then taken. */
  #continues(open: Open, text: string): boolean {
    if (open.kind === 'soft' && open.text.endsWith('=')) {
      if (/^END:VCARD\s*$/i.test(text)) return false;
      this.#append(open, text, open.text.slice(0, -1));
      return true;
    }
    const isIndented = text.startsWith(' ') || text.startsWith('\t');
    if (open.kind === 'base64') {
      if (!isIndented && (propertyStart.test(text) || !base64Line.test(text))) return false;
      this.#append(open, text.trim(), open.text);
      return true;
    }
    if (!isIndented || text.trim() === '') return false;
    // Version 2.1 breaks lines at a blank and keeps it; later versions insert one.
    this.#append(open, this.#version === '2.1' ? text : text.slice(1), open.text);
    return true;
  }

  #append(open: Open, more: string, before: string): void {
    if (open.isSkipped) return;
    open.text = before + more;
    const allowed = this.#input.limits.fieldBytes;
    if (open.text.length <= allowed) return;
    const { file } = this.#input;
    const args = { file, limit: 'fieldBytes', value: `> ${allowed}`, allowed: String(allowed) };
    throw new InputError('input.limit', args, { place: { file, line: open.line } });
  }
}

/** A picture may also be an address on the web, which is kept. */
function isInline({ params, value }: Property, encoding: string): boolean {
  return encoding === 'base64' || (!params.has('VALUE') && !/^(?:https?|ftp|cid|file):/i.test(value));
}
