import type { Fault } from '../faults.ts';
import { asMap, phpArray, phpQuery, type PhpMap, type PhpValue } from '../php-parameters.ts';
import { commandsOf, type Command, type Dispatcher } from './dispatcher.ts';
import { parameter } from './method.ts';
import { RestError } from './rest-error.ts';
import { substitutedMap } from './substitution.ts';

const mostCommands = 50;
/** The portal's server cuts a request off after so many seconds. */
export const longestRequest = 60;

export interface BatchOutcome {
  readonly result: unknown;
  readonly seconds: number;
  /** It took longer than a request may: what was executed stays so, the answer is lost. */
  readonly isCutOff: boolean;
  readonly isBroken: boolean;
}

interface Answers {
  readonly result: Record<string, unknown>;
  readonly error: Record<string, unknown>;
  readonly total: Record<string, unknown>;
  readonly next: Record<string, unknown>;
  readonly time: Record<string, unknown>;
}

/** Performs the commands of a batch one after another. */
export function performBatch(dispatcher: Dispatcher, outer: Command): BatchOutcome {
  const commands = Object.entries(commandsOf(outer.params) ?? {});
  const isHalting = isTrue(parameter(outer.params, 'halt'));
  const answers: Answers = { result: {}, error: {}, total: {}, next: {}, time: {} };
  const most = outer.fault?.kind === 'partial' ? Number(outer.fault.argument) || commands.length >> 1 : Infinity;
  const spoilt = outer.fault?.kind === 'item-error' ? commands.length >> 1 : -1;
  let seconds = 0;
  for (const [at, [key, text]] of commands.entries()) {
    if (at >= most) return { result: null, seconds, isCutOff: false, isBroken: true };
    if (seconds >= longestRequest) return { result: null, seconds: longestRequest, isCutOff: true, isBroken: false };
    const command = commandOf(dispatcher, outer, { text, answers, startsAt: outer.now + seconds * 1000 });
    if (at >= mostCommands) {
      answers.error[key] = new RestError('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded').body;
      continue;
    }
    const own = at === spoilt ? outer.fault : command.fault;
    const outcome = performOne(dispatcher, { ...command, fault: own });
    seconds += outcome.seconds;
    put(answers, key, outcome, dispatcher.time(command, outcome.seconds));
    if (outcome.result?.isBroken === true) return { result: null, seconds, isCutOff: false, isBroken: true };
    if (outcome.error !== undefined && isHalting) break;
  }
  const isCutOff = seconds > longestRequest;
  return {
    result: printed(answers, outer.fault),
    seconds: Math.min(seconds, longestRequest),
    isCutOff,
    isBroken: false,
  };
}

type Outcome = ReturnType<Dispatcher['perform']>;

function performOne(dispatcher: Dispatcher, command: Command): Outcome {
  if (command.method !== 'batch') return dispatcher.perform(command);
  const error = new RestError('ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage', 405);
  return { error, seconds: 0 };
}

function commandOf(
  dispatcher: Dispatcher,
  outer: Command,
  { text, answers, startsAt }: { readonly text: PhpValue; readonly answers: Answers; readonly startsAt: number },
): Command {
  const line = typeof text === 'string' ? text : '';
  const mark = line.indexOf('?');
  const method = methodName(mark === -1 ? line : line.slice(0, mark));
  const query = mark === -1 ? '' : line.slice(mark + 1);
  const given = phpQuery(query, dispatcher.portal.settings.maxInputVariables);
  const earlier = {
    result: answers.result as PhpMap,
    next: answers.next as PhpMap,
    total: answers.total as PhpMap,
    time: answers.time as PhpMap,
    error: answers.error as PhpMap,
  };
  const params = substitutedMap(given, earlier);
  return { method, params, webhook: outer.webhook, now: startsAt, fault: dispatcher.faults.ofCommand(method) };
}

/** `/crm.contact.add.json` as `crm.contact.add`. */
export function methodName(text: string): string {
  return text
    .trim()
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.(?:json|xml)$/i, '')
    .toLowerCase();
}

function put(answers: Answers, key: string, { result, error }: Outcome, time: unknown): void {
  if (error !== undefined) {
    answers.error[key] = error.body;
    return;
  }
  answers.result[key] = result.result;
  if (result.total !== undefined) answers.total[key] = result.total;
  if (result.next !== undefined) answers.next[key] = result.next;
  answers.time[key] = time;
}

function printed({ result, error, total, next, time }: Answers, fault: Fault | undefined): unknown {
  const keys = Object.keys(result);
  const lost = fault?.kind === 'missing' ? keys[keys.length >> 1] : undefined;
  const kept = Object.entries(result).filter(([key]) => key !== lost);
  const ordered = fault?.kind === 'reorder' ? kept.toReversed() : kept;
  return {
    result: phpArray(Object.fromEntries(ordered)),
    result_error: phpArray(error),
    result_total: phpArray(total),
    result_next: phpArray(next),
    result_time: phpArray(time),
  };
}

/** Truth as PHP has it: the text `false` is true. */
function isTrue(value: PhpValue | undefined): boolean {
  if (asMap(value) !== undefined) return Object.keys(value ?? {}).length > 0;
  return !(value === undefined || value === null || value === false || value === 0 || value === '' || value === '0');
}
