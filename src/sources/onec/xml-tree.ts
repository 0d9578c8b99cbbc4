import { detached } from '../../text/detached.ts';
import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import type { XmlHandler } from '../../xml.ts';

/** One element of a record, without its prefix. Records are small; the file is never held. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** 1-based line where the opening tag ends. */
  readonly line: number;
  readonly children: readonly XmlNode[];
  /** The text directly inside, untrimmed. */
  readonly text: string;
}

/** What to do with an element outside of records: collect it, look inside, or leave it with all it holds. */
export type Step = 'record' | 'descend' | 'skip';

export interface TreeVisitor {
  /** Called for every element that is neither inside a record nor skipped; `parent` is empty for the root. */
  enter(
    element: { readonly name: string; readonly attributes: XmlNode['attributes']; readonly line: number },
    parent: string,
  ): Step;
  record(node: XmlNode, parent: string): void;
}

interface Building {
  name: string;
  attributes: Readonly<Record<string, string>>;
  line: number;
  children: Building[];
  text: string;
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze({});
const noChildren: Building[] = [];
/** Rough bytes of an element beside its text. */
const nodeBytes = 100;
const maxNames = 20_000;

/** Builds a tree of every record element, and of nothing else. */
export class TreeCollector implements XmlHandler {
  readonly #visitor: TreeVisitor;
  readonly #input: Input;
  readonly #names = new Map<string, string>();
  /** Elements around records, then the record and its open elements. */
  readonly #outside: string[] = [];
  readonly #open: Building[] = [];
  #skipping = 0;
  #bytes = 0;

  constructor(input: Input, visitor: TreeVisitor) {
    this.#input = input;
    this.#visitor = visitor;
  }

  open(qualified: string, attributes: Readonly<Record<string, string>>, line: number): void {
    if (this.#skipping > 0) {
      this.#skipping += 1;
      return;
    }
    const name = this.#local(qualified);
    const parent = this.#open.at(-1);
    if (parent !== undefined) {
      this.#grow(nodeBytes);
      const node = building(name, attributes, line);
      if (parent.children === noChildren) parent.children = [node];
      else parent.children.push(node);
      this.#open.push(node);
      return;
    }
    const step = this.#visitor.enter({ name, attributes, line }, this.#outside.at(-1) ?? '');
    if (step === 'record') this.#open.push(building(name, attributes, line));
    else if (step === 'descend') this.#outside.push(name);
    else this.#skipping = 1;
  }

  text(value: string): void {
    const node = this.#open.at(-1);
    if (node === undefined || this.#skipping > 0) return;
    // Line breaks and tabs between child elements are layout.
    if (node.children !== noChildren && value.trim() === '') return;
    this.#grow(value.length);
    node.text += value;
  }

  close(): void {
    if (this.#skipping > 0) {
      this.#skipping -= 1;
      return;
    }
    const node = this.#open.pop();
    if (node === undefined) this.#outside.pop();
    else if (this.#open.length === 0) {
      this.#bytes = 0;
      this.#visitor.record(node, this.#outside.at(-1) ?? '');
    }
  }

  #grow(bytes: number): void {
    this.#bytes += bytes;
    const allowed = this.#input.limits.rowBytes * 4;
    if (this.#bytes <= allowed) return;
    throw new InputError('input.limit', {
      file: this.#input.file,
      limit: 'rowBytes',
      value: String(this.#bytes),
      allowed: String(allowed),
    });
  }

  /** Names without prefixes, each kept once: a slice of the file's text would keep its whole chunk alive. */
  #local(qualified: string): string {
    const known = this.#names.get(qualified);
    if (known !== undefined) return known;
    const whole = detached(qualified);
    const local = detached(whole.slice(whole.indexOf(':') + 1).normalize('NFC'));
    if (this.#names.size < maxNames) this.#names.set(whole, local);
    return local;
  }
}

function building(name: string, attributes: Readonly<Record<string, string>>, line: number): Building {
  let kept = noAttributes;
  for (const key in attributes) {
    if (key !== '') kept = attributes;
    break;
  }
  return { name, attributes: kept, line, children: noChildren, text: '' };
}

export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  if (node === undefined) return undefined;
  for (const child of node.children) if (child.name === name) return child;
  return undefined;
}

export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node === undefined ? [] : node.children.filter((child) => child.name === name);
}

/** Untrimmed text of a child; empty without one. */
export function textOf(node: XmlNode | undefined, name: string): string {
  return childOf(node, name)?.text ?? '';
}
