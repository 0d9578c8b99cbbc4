import { PerenosError, TargetError } from '../../errors.ts';
import type { Call, Caller, CallResult } from '../../http/caller.ts';
import { batchBody, batchReplies, keyOf } from './batch.ts';
import { goesAlone, type Parameters } from './php-query.ts';
import { isLimit, reasonOf, replyOf, saysGone, timeOf, type Reply } from './reply.ts';
import type { ServerTime } from './server-time.ts';
import { asMap } from './values.ts';
import type { Webhook } from './webhook.ts';

/** One call of a method. */
export interface Command {
  readonly method: string;
  readonly parameters: Parameters;
  /** How many records it is for; 1 where it is left out. */
  readonly records?: number;
}

export interface Sending {
  readonly isWrite: boolean;
  /** Nothing is sent after a command that was not performed. */
  readonly inOrder?: boolean;
}

/** Commands of a batch, at most. */
const commandsAtMost = 50;
/** Seconds that the commands of one request may take together: the portal cuts it off at 60. */
const batchSeconds = 20;
const commandsAtFirst = 10;
/** A method that is refused for its time this often in a row is not tried again. */
const refusalsAtMost = 40;

type FoundReply = Extract<Reply, { readonly kind: 'result' }>;

/** Calls methods, one by one or in batches, within the server time of each. */
export class Rest {
  readonly times: ServerTime;
  private readonly webhook: Webhook;
  private readonly caller: Caller;
  private readonly commands: WeakMap<Call, readonly Command[]>;

  /** @param commands what a call is for, so that the caller can ask whether it is held up */
  constructor(setup: {
    readonly caller: Caller;
    readonly webhook: Webhook;
    readonly times: ServerTime;
    readonly commands: WeakMap<Call, readonly Command[]>;
  }) {
    this.caller = setup.caller;
    this.webhook = setup.webhook;
    this.times = setup.times;
    this.commands = setup.commands;
  }

  onWrite(listener: () => void): void {
    this.caller.onWrite = listener;
  }

  async call(command: Command, { isWrite }: Sending): Promise<Reply> {
    const { method, parameters, records = 1 } = command;
    for (let refusals = 0; ; refusals += 1) {
      const call = this.callOf(method, parameters, { isWrite, commands: [command] });
      const result = await this.asked(call);
      if (result.kind !== 'answer') return result;
      const time = timeOf(asMap(result.answer.json)['time']);
      if (time !== undefined) this.times.note(method, time, records);
      const reply = replyOf(result.answer);
      if (reply.kind !== 'error' || !isLimit(reply.code)) return reply;
      this.times.blocked(method);
      if (refusals >= refusalsAtMost) return this.tired(reasonOf(reply));
    }
  }

  /** The result of a read. @throws TargetError, AccessError */
  async read(command: Command): Promise<FoundReply> {
    return this.resultOf(command, await this.call(command, { isWrite: false }));
  }

  /** The results of several reads. @throws TargetError, AccessError */
  async readAll(commands: readonly Command[]): Promise<readonly FoundReply[]> {
    const results: FoundReply[] = [];
    const replies = await this.batch(commands, { isWrite: false });
    for (const [index, command] of commands.entries()) {
      const reply = replies[index];
      // What a batch left out is asked for again, alone.
      results.push(reply?.kind === 'result' ? reply : await this.read(command));
    }
    return results;
  }

  /** Like `readAll`; undefined for what the portal says is not there. @throws TargetError, AccessError */
  async readFound(commands: readonly Command[]): Promise<readonly (FoundReply | undefined)[]> {
    const results: (FoundReply | undefined)[] = [];
    const replies = await this.batch(commands, { isWrite: false });
    for (const [index, command] of commands.entries()) {
      const first = replies[index];
      // Whatever else went wrong with it in a batch, it is asked for again, alone.
      const reply =
        first?.kind === 'result' || (first !== undefined && saysGone(first))
          ? first
          : await this.call(command, { isWrite: false });
      results.push(saysGone(reply) ? undefined : this.resultOf(command, reply));
    }
    return results;
  }

  /** Sends commands in batches that the portal can finish in time; one reply each. */
  async batch(commands: readonly Command[], sending: Sending): Promise<readonly Reply[]> {
    const replies: Reply[] = [];
    let refusals = 0;
    while (replies.length < commands.length) {
      const rest = commands.slice(replies.length);
      const chunk = this.chunkOf(rest);
      const got = chunk.length === 1 ? await this.single(chunk, sending) : await this.several(chunk, sending);
      replies.push(...got);
      refusals = got.length === 0 ? refusals + 1 : 0;
      if (refusals > refusalsAtMost) return [...replies, ...rest.map(() => this.tired('OPERATION_TIME_LIMIT'))];
      const end = endOf(got, sending);
      if (end !== undefined) return [...replies, ...commands.slice(replies.length).map(() => end)];
    }
    return replies;
  }

  /** Reads several pages in one batch, each command with the key of the one before; replies as they come, nothing is sent again. */
  async chain(count: number, commandAfter: (key: string | undefined) => Command): Promise<readonly Reply[]> {
    const commands = Array.from({ length: count }, (_, index) =>
      commandAfter(index === 0 ? undefined : keyOf(index - 1)),
    );
    const sending = { isWrite: false, inOrder: true };
    const result = await this.asked(this.callOf('batch', batchBody(commands, true), { ...sending, commands }));
    if (result.kind !== 'answer') return commands.map(() => result);
    const whole = replyOf(result.answer);
    return whole.kind === 'result' ? this.noted(commands, batchReplies(whole.result, commands, sending)) : [whole];
  }

  private noted(commands: readonly Command[], { replies, times }: ReturnType<typeof batchReplies>): readonly Reply[] {
    for (const [index, time] of times.entries()) {
      const command = commands[index];
      if (time !== undefined && command !== undefined) this.times.note(command.method, time, command.records ?? 1);
      const reply = replies[index];
      if (command !== undefined && reply?.kind === 'error' && isLimit(reply.code)) this.times.blocked(command.method);
    }
    return replies;
  }

  private async single([command]: readonly Command[], sending: Sending): Promise<readonly Reply[]> {
    return command === undefined ? [] : [await this.call(command, sending)];
  }

  /** Replies of the commands up to the first one that the portal had no time for. */
  private async several(chunk: readonly Command[], sending: Sending): Promise<readonly Reply[]> {
    const call = this.callOf('batch', batchBody(chunk, sending.inOrder === true), { ...sending, commands: chunk });
    const result = await this.asked(call);
    if (result.kind !== 'answer') return chunk.map(() => result);
    const whole = replyOf(result.answer);
    // Refused as a whole: nothing of it was done, each is sent alone.
    if (whole.kind !== 'result') return this.oneByOne(chunk, sending);
    const replies = this.noted(chunk, batchReplies(whole.result, chunk, sending));
    const at = replies.findIndex((reply) => reply.kind === 'error' && isLimit(reply.code));
    if (at < 0) return replies;
    const isHalted = replies.slice(at + 1).every(({ kind }) => kind === 'not-executed');
    return isHalted ? replies.slice(0, at) : this.afterRefusal(chunk, replies, sending);
  }

  /** Other commands were performed though one was refused: only what was refused is sent again. */
  private async afterRefusal(
    chunk: readonly Command[],
    replies: readonly Reply[],
    sending: Sending,
  ): Promise<readonly Reply[]> {
    const all = [...replies];
    for (const [index, reply] of replies.entries()) {
      const command = chunk[index];
      if (command !== undefined && reply.kind === 'error' && isLimit(reply.code))
        all[index] = await this.call(command, sending);
    }
    return all;
  }

  private async oneByOne(chunk: readonly Command[], sending: Sending): Promise<readonly Reply[]> {
    const replies: Reply[] = [];
    for (const command of chunk) {
      const end = endOf(replies, sending);
      replies.push(end ?? (await this.call(command, sending)));
    }
    return replies;
  }

  /** The next commands that fit into one request. What a batch cannot say goes alone, as JSON. */
  private chunkOf(commands: readonly Command[]): readonly Command[] {
    let seconds = 0;
    const chunk: Command[] = [];
    for (const command of commands) {
      const mean = this.times.mean(command.method);
      seconds += (mean ?? batchSeconds / commandsAtFirst) * (command.records ?? 1);
      const isFull = chunk.length >= commandsAtMost || seconds > batchSeconds;
      if (chunk.length > 0 && (isFull || goesAlone(command.parameters))) break;
      chunk.push(command);
      if (goesAlone(command.parameters)) break;
    }
    return chunk;
  }

  private async asked(call: Call): Promise<CallResult> {
    try {
      return await this.caller.call(call);
    } catch (error) {
      // A token that could not be renewed: the portal has refused the request.
      if (!call.isWrite || !(error instanceof PerenosError)) throw error;
      return { kind: 'not-executed', reason: error.message, stop: error };
    }
  }

  private callOf(
    method: string,
    parameters: Parameters,
    { isWrite, commands }: { readonly isWrite: boolean; readonly commands: readonly Command[] },
  ): Call {
    const url = this.webhook.urlOf(method);
    const call: Call = { method, verb: 'POST', url, body: JSON.stringify(parameters), isWrite };
    this.commands.set(call, commands);
    return call;
  }

  private resultOf(command: Command, reply: Reply | undefined): FoundReply {
    if (reply?.kind === 'result') return reply;
    throw failureOf(command.method, reply);
  }

  private tired(reason: string): Reply {
    const stop = new TargetError('target.unreachable', { place: this.webhook.host, reason, minutes: refusalsAtMost });
    return { kind: 'not-executed', reason, stop };
  }
}

/** Why nothing more is sent: the run ends, or the order would be broken. */
function endOf(replies: readonly Reply[], { inOrder }: Sending): Reply | undefined {
  for (const reply of replies) {
    const stop = reply.kind === 'doubt' || reply.kind === 'not-executed' ? reply.stop : undefined;
    if (stop !== undefined) return { kind: 'not-executed', reason: stop.message, stop };
    if (inOrder === true && reply.kind !== 'result') return { kind: 'not-executed', reason: 'halted' };
  }
  return undefined;
}

/** The error that ends a run when something that must be read cannot be. */
function failureOf(method: string, reply: Reply | undefined): PerenosError {
  if (reply?.kind === 'doubt' || reply?.kind === 'not-executed') {
    if (reply.stop !== undefined) return reply.stop;
    return new TargetError('bitrix24.answer', { method, reason: reply.reason });
  }
  const reason = reply?.kind === 'error' ? reasonOf(reply) : '-';
  return new TargetError('bitrix24.answer', { method, reason });
}

/** Milliseconds until the methods of a call may be called again. */
export function heldUp(times: ServerTime, commands: readonly Command[] | undefined): number {
  const byMethod = new Map<string, { calls: number; records: number }>();
  for (const { method, records = 1 } of commands ?? []) {
    const sum = byMethod.get(method) ?? { calls: 0, records: 0 };
    byMethod.set(method, { calls: sum.calls + 1, records: sum.records + records });
  }
  return Math.max(0, ...[...byMethod].map(([method, { calls, records }]) => times.heldUp(method, calls, records)));
}
