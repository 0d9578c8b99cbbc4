/** A node of an expression, as the parser gives it; positions are offsets in the expression. */
export interface CelNode {
  readonly op: string;
  readonly args: unknown;
  readonly range: { readonly start: number; readonly end: number };
}

/** Macros that run an expression over a list. */
const comprehensions = new Set(['map', 'filter', 'all', 'exists', 'exists_one']);

function isNode(value: unknown): value is CelNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'range' in value;
}

/** The nodes right below a node. */
export function childrenOf(node: CelNode): readonly CelNode[] {
  const found: CelNode[] = [];
  collect(node.args, found);
  return found;
}

function collect(value: unknown, found: CelNode[]): void {
  if (isNode(value)) found.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, found);
}

/** Name, receiver and arguments of a call, in either form. */
export interface Call {
  readonly name: string;
  readonly receiver: CelNode | undefined;
  readonly args: readonly CelNode[];
}

export function callOf(node: CelNode): Call | undefined {
  if (!Array.isArray(node.args)) return undefined;
  const parts: readonly unknown[] = node.args;
  if (node.op === 'call') return { name: String(parts[0]), receiver: undefined, args: nodes(parts[1]) };
  if (node.op !== 'rcall') return undefined;
  const receiver = parts[1];
  return { name: String(parts[0]), receiver: isNode(receiver) ? receiver : undefined, args: nodes(parts[2]) };
}

function nodes(value: unknown): readonly CelNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function isComprehension(call: Call): boolean {
  return call.receiver !== undefined && comprehensions.has(call.name);
}

/** The text of a literal. */
export function literalText(node: CelNode | undefined): string | undefined {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined;
}

/** `row["x"]` and `row.x`: the name of the map and the key, when it is written out. */
export interface Access {
  readonly map: string;
  readonly key: string | undefined;
  /** Offset of the key's first letter. */
  readonly at: number;
}

export function accessOf(node: CelNode): Access | undefined {
  if (!Array.isArray(node.args)) return undefined;
  const [object, key] = node.args as readonly unknown[];
  if (!isNode(object) || object.op !== 'id') return undefined;
  const map = String(object.args);
  if (node.op === '[]' && isNode(key)) return { map, key: literalText(key), at: key.range.start + 1 };
  if (node.op === '.' && typeof key === 'string') return { map, key, at: node.range.end - key.length };
  return undefined;
}

/** Offset of a call's name: for the method form, after its receiver. */
export function nameOffset(node: CelNode, call: Call, text: string): number {
  if (call.receiver === undefined) return node.range.start;
  const at = text.indexOf(call.name, call.receiver.range.end);
  return at < 0 ? node.range.start : at;
}
