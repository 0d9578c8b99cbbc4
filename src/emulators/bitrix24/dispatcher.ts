import type { Fault, Faults } from '../faults.ts';
import { asMap, phpText, type PhpMap } from '../php-parameters.ts';
import { seededRandom } from '../seeded-random.ts';
import { Accounts } from './accounts.ts';
import { secondsOf } from './costs.ts';
import { mapParameter } from './list-page.ts';
import { parameter, type Method, type MethodResult } from './method.ts';
import { methodTable } from './methods/index.ts';
import type { Portal } from './portal.ts';
import { refusal } from './refusals.ts';
import { RestError } from './rest-error.ts';
import type { Webhook } from './settings.ts';

/** A command to perform: a request of its own, or one of a batch. */
export interface Command {
  /** In lower case. */
  readonly method: string;
  readonly params: PhpMap;
  readonly webhook: Webhook;
  /** When it begins, milliseconds of the clock. */
  readonly now: number;
  readonly fault: Fault | undefined;
}

export type CommandOutcome = (
  | { readonly result: MethodResult; readonly error?: undefined }
  | { readonly error: RestError; readonly result?: undefined }
) & { readonly seconds: number };

/** Performs commands of one portal and keeps account of the time they use. */
export class Dispatcher {
  readonly portal: Portal;
  readonly faults: Faults;
  readonly #accounts: Accounts;
  readonly #random: () => number;

  constructor(portal: Portal, faults: Faults) {
    this.portal = portal;
    this.faults = faults;
    this.#accounts = new Accounts(portal.settings.operatingLimit);
    this.#random = seededRandom(portal.settings.seed + 1);
  }

  forgetAccounts(): void {
    this.#accounts.clear();
  }

  /** Never throws for what a client can do wrong. */
  perform(command: Command): CommandOutcome {
    try {
      const method = this.#method(command);
      const { portal } = this;
      const { params, webhook, now, fault } = command;
      const actor = { userId: webhook.userId, isAdministrator: portal.settings.isAdministrator, now };
      const result = method({ portal, params, actor, webhook, fault });
      if (fault?.kind === 'duplicate') method({ portal, params, actor, webhook, fault });
      return { result, seconds: this.#charge(command, result.units ?? 1) };
    } catch (error) {
      if (error instanceof RestError) return { error, seconds: 0 };
      throw error;
    }
  }

  /** `time` of an answer, `seconds` long. A box without a limit does not tell how much was used. */
  time({ method, webhook, now }: Command, seconds: number): Record<string, unknown> {
    const { time, settings } = this.portal;
    const account = accountOf(method, webhook);
    const finish = now + seconds * 1000;
    return {
      start: now / 1000,
      finish: finish / 1000,
      duration: seconds,
      processing: seconds,
      date_start: time.print(now),
      date_finish: time.print(finish),
      ...(settings.operatingLimit === 0
        ? {}
        : {
            operating_reset_at: this.#accounts.resetAt(account, now),
            operating: this.#accounts.used(account, now),
          }),
    };
  }

  #method(command: Command): Method {
    const { method, webhook, now, fault } = command;
    const isOfItems = method === 'crm.item.batchimport' && fault?.kind === 'item-error';
    const refused = fault === undefined || isOfItems ? undefined : refusal(fault.kind);
    if (refused !== undefined) throw refused;
    const found = this.#known(method);
    if (found === undefined) throw new RestError('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404);
    if (webhook.scope !== undefined && !isInScope(method, webhook.scope)) {
      throw new RestError(
        'insufficient_scope',
        'The request requires higher privileges than provided by the webhook token',
        403,
      );
    }
    if (!this.#accounts.isOpen(accountOf(method, webhook), now)) {
      throw new RestError('OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.', 429);
    }
    return found;
  }

  #known(method: string): Method | undefined {
    if (method === 'methods') return ({ params }) => ({ result: this.#names(parameter(params, 'scope')) });
    if (method === 'method.get') return ({ params }) => ({ result: this.#existence(params) });
    if (this.portal.settings.missingMethods.includes(method)) return undefined;
    return Object.hasOwn(methodTable, method) ? methodTable[method] : undefined;
  }

  #names(scope: unknown): readonly string[] {
    const missing = new Set(this.portal.settings.missingMethods);
    const names = ['batch', 'methods', 'method.get', ...Object.keys(methodTable)].filter((name) => !missing.has(name));
    return typeof scope === 'string' && scope !== '' ? names.filter((name) => name.startsWith(`${scope}.`)) : names;
  }

  #existence(params: PhpMap): unknown {
    const name = phpText(parameter(params, 'name')).toLowerCase();
    const isExisting = name === 'batch' || this.#known(name) !== undefined;
    return { isExisting, isAvailable: isExisting };
  }

  /** Seconds the call took, charged to the account of its method. */
  #charge({ method, webhook, now }: Command, units: number): number {
    const { costs, costFactor, costJitter } = this.portal.settings;
    const jitter = costJitter === 0 ? 1 : 1 + costJitter * (2 * this.#random() - 1);
    const seconds = secondsOf(method, costs) * units * costFactor * jitter;
    this.#accounts.charge(accountOf(method, webhook), seconds, now);
    return seconds;
  }
}

function accountOf(method: string, { userId, secret }: Webhook): string {
  return `${userId}/${secret}/${method}`;
}

function isInScope(method: string, scope: readonly string[]): boolean {
  const area = method.split('.', 1)[0] ?? '';
  if (area === 'crm') return scope.includes('crm');
  if (area === 'user') return scope.some((one) => one === 'user' || one.startsWith('user_'));
  return true;
}

/** Commands of a batch by key, in their order; `undefined` when there is none. */
export function commandsOf(params: PhpMap): PhpMap | undefined {
  const given = parameter(params, 'cmd');
  return given === undefined ? undefined : (asMap(given) ?? mapParameter(given));
}
