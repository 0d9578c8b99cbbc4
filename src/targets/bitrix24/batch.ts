import { encodeCommand, type Parameters } from './php-query.ts';
import { errorOf, isUnknown, timeOf, type Reply } from './reply.ts';
import type { MethodTime } from './server-time.ts';
import { asMap, asNumber } from './values.ts';

interface Command {
  readonly method: string;
  readonly parameters: Parameters;
}

/** Keys of our own that are no numbers: with them an answer is a map whatever failed. */
export function keyOf(index: number): string {
  return `c${index}`;
}

/** Parameters of `batch`. */
export function batchBody(commands: readonly Command[], halt: boolean): Parameters {
  const cmd = commands.map(
    ({ method, parameters }, index) => [keyOf(index), encodeCommand(method, parameters)] as const,
  );
  return { halt: halt ? 1 : 0, cmd: Object.fromEntries(cmd) };
}

interface BatchReplies {
  readonly replies: readonly Reply[];
  readonly times: readonly (MethodTime | undefined)[];
}

/**
 * What became of each command. After a command that failed in a batch that halts nothing was executed; a command that is missing
 * for no such reason is in doubt (`reliability.md` section 5).
 */
export function batchReplies(
  result: unknown,
  commands: readonly Command[],
  { isWrite, inOrder = false }: { readonly isWrite: boolean; readonly inOrder?: boolean },
): BatchReplies {
  const maps = asMap(result);
  const results = asMap(maps['result']);
  const errors = asMap(maps['result_error']);
  const nexts = asMap(maps['result_next']);
  const times = asMap(maps['result_time']);
  let halted = false;
  const replies = commands.map((_command, index): Reply => {
    const key = keyOf(index);
    if (key in errors) {
      halted ||= inOrder;
      return errorReply(asMap(errors[key]), isWrite);
    }
    if (key in results) return { kind: 'result', result: results[key], next: asNumber(nexts[key]) };
    return halted ? { kind: 'not-executed', reason: 'halted' } : { kind: 'doubt', reason: 'missing in the answer' };
  });
  return { replies, times: commands.map((_command, index) => timeOf(times[keyOf(index)])) };
}

function errorReply(body: Readonly<Record<string, unknown>>, isWrite: boolean): Reply {
  const { code, text } = errorOf(body) ?? { code: '', text: '' };
  if (isWrite && isUnknown(code)) return { kind: 'doubt', reason: `${code} ${text}`.trim() };
  return { kind: 'error', code, text };
}
