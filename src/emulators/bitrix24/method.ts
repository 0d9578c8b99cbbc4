import type { Fault } from '../faults.ts';
import type { PhpMap, PhpValue } from '../php-parameters.ts';
import type { Portal } from './portal.ts';
import type { Actor } from './record-write.ts';
import type { Webhook } from './settings.ts';

/** One call of a method, alone or inside a batch. */
export interface MethodCall {
  readonly portal: Portal;
  readonly params: PhpMap;
  readonly actor: Actor;
  readonly webhook: Webhook;
  /** A fault that concerns the work of this call. */
  readonly fault: Fault | undefined;
}

export interface MethodResult {
  readonly result: unknown;
  /** Lists only. */
  readonly total?: number;
  readonly next?: number;
  /** Records worked on, when the cost is that of each: an import of twenty. */
  readonly units?: number;
  /** A fault broke the work off. */
  readonly isBroken?: boolean;
}

/** @throws RestError */
export type Method = (call: MethodCall) => MethodResult;
export type MethodTable = Readonly<Record<string, Method>>;

/** A parameter of the top level, whose name may be in any case. */
export function parameter(params: PhpMap, name: string): PhpValue | undefined {
  if (Object.hasOwn(params, name)) return params[name];
  const lower = name.toLowerCase();
  const found = Object.keys(params).find((key) => key.toLowerCase() === lower);
  return found === undefined ? undefined : params[found];
}
