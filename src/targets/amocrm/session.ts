import type { Context } from '../../context.ts';
import { AccessError, ConfigError, StaleError } from '../../errors.ts';
import { isLoopback } from '../../http/address.ts';
import { Caller } from '../../http/caller.ts';
import { exchange } from '../../http/exchange.ts';
import { Pace } from '../../http/pace.ts';
import { customFieldsOf } from '../../model/custom-field.ts';
import { originatorOf } from '../../model/marker.ts';
import { findNamed, nearestOf } from '../../text/list-value.ts';
import { findPerson } from '../../text/target-person.ts';
import type { TargetAccess } from '../target.ts';
import type { Account, Pipeline } from './account.ts';
import { classifyFor } from './classify.ts';
import { readCredentials, Tokens, type Credentials } from './credentials.ts';
import type { Encoding } from './encoding.ts';
import { loadAccount } from './load-account.ts';
import { requestsPerSecond, settleMs, timeoutMs, type AmocrmOptions } from './options.ts';
import { Rest } from './rest.ts';

/** An open connection with what was read of its account. */
export interface Session {
  readonly rest: Rest;
  readonly account: Account;
  readonly originator: string;
  /** Without `idOf` and `note`, which belong to one call. */
  readonly encoding: Omit<Encoding, 'idOf' | 'note'>;
  readonly perSecond: number;
  readonly options: AmocrmOptions;
  /** How long an abandoned request may still be executed. */
  readonly settleMs: number;
  /** Tag of every record of a project. */
  readonly tag: string;
}

const maxBytes = 64 * 1024 * 1024;

/** Connects and reads what decides how records are written. @throws ConfigError, AccessError, StaleError, TargetError */
export async function openSession(options: AmocrmOptions, context: Context, access: TargetAccess): Promise<Session> {
  const credentials = readCredentials(await access.secret(options.connection), options.portal);
  const times = timesFor(credentials, options);
  const rest = restOf(options, { credentials, context, access, timeoutMs: times.timeoutMs });
  const account = await loadAccount(rest, credentials.host);
  if (options.account !== undefined && options.account !== account.id)
    throw new StaleError('target.foreign', { place: credentials.host });
  const tag = originatorOf(options.project).replace(':', '-');
  return {
    rest,
    account,
    originator: originatorOf(options.project),
    encoding: {
      account,
      tag,
      pipeline: usualPipeline(account, options),
      custom: customFieldsOf(options.custom_fields, options.rename),
      defaultUser: defaultUser(account, options),
    },
    perSecond: perSecond(options, access),
    options,
    settleMs: times.settleMs,
    tag,
  };
}

function perSecond({ rate }: AmocrmOptions, { maxPerSecond }: TargetAccess): number {
  return Math.min(rate ?? requestsPerSecond, maxPerSecond ?? Number.POSITIVE_INFINITY);
}

/** Shorter times than those of a real account would make doubles: they are for a stand-in on this computer. @throws ConfigError */
function timesFor(
  { base, host }: Credentials,
  { settle_ms: settle = settleMs, timeout_ms: timeout = timeoutMs }: AmocrmOptions,
) {
  const isNear = isLoopback(new URL(base).hostname);
  if (!isNear && (settle < settleMs || timeout < timeoutMs)) throw new ConfigError('amocrm.hasty', { host });
  return { settleMs: settle, timeoutMs: timeout };
}

interface RestSetup {
  readonly credentials: Credentials;
  readonly context: Context;
  readonly access: TargetAccess;
  readonly timeoutMs: number;
}

function restOf(options: AmocrmOptions, { credentials, context, access, timeoutMs: timeout }: RestSetup): Rest {
  const { maxPerSecond, schedule, maxWaitMs, transport } = access;
  const now = (): number => context.now().getTime();
  const tokens = new Tokens(credentials, { connection: options.connection, access, now });
  const pace = new Pace(
    {
      perSecond: options.rate ?? requestsPerSecond,
      burst: 1,
      startsEmpty: true,
      ...(maxPerSecond === undefined ? {} : { maxPerSecond }),
      ...(schedule === undefined ? {} : { schedule }),
    },
    now,
  );
  const caller = new Caller({
    place: credentials.host,
    host: credentials.host,
    context,
    pace,
    exchange: (request) => exchange(request, transport),
    classify: classifyFor(credentials.host),
    headers: () => tokens.headers(),
    ...(tokens.canRenew ? { renew: () => tokens.renew() } : {}),
    timeoutMs: timeout,
    maxBytes,
    maxWaitMs,
  });
  return new Rest(caller, credentials.base);
}

/** @throws AccessError for a pipeline that is not there */
function usualPipeline({ pipelines, host }: Account, { pipeline: asked }: AmocrmOptions): Pipeline {
  const found = asked === undefined ? pipelines[0] : findNamed(pipelines, asked);
  if (found !== undefined) return found;
  const pipeline = asked ?? '';
  throw new AccessError('amocrm.no-pipeline', { pipeline, place: host, nearest: nearestOf(pipelines, pipeline) });
}

/** @throws AccessError for a person who is not there */
function defaultUser({ users, userId, host }: Account, { default_user: asked }: AmocrmOptions): string {
  if (asked === undefined) return userId;
  const found = findPerson(users, asked);
  if (found === undefined) throw new AccessError('amocrm.no-user', { user: asked, place: host });
  return found;
}
