import type { Context } from '../../context.ts';
import { AccessError, ConfigError, StaleError } from '../../errors.ts';
import { isLoopback } from '../../http/address.ts';
import type { Call } from '../../http/caller.ts';
import { customFieldsOf } from '../../model/custom-field.ts';
import { Caller } from '../../http/caller.ts';
import { exchange } from '../../http/exchange.ts';
import { Pace } from '../../http/pace.ts';
import { withTags } from './tags.ts';
import type { TargetAccess } from '../target.ts';
import { ApplicationTokens, readApplication } from './application.ts';
import { classifyFor } from './classify.ts';
import { classicDialect, universalDialect, type Dialect } from './dialect.ts';
import type { Encoding } from './encoding.ts';
import { loadPortal } from './load-portal.ts';
import { originatorOf } from './marker.ts';
import { newestTimes } from './newest.ts';
import { plans, recheckMs, settleMs, timeoutMs, type Bitrix24Options } from './options.ts';
import type { ItemKind, Portal } from './portal.ts';
import { heldUp, Rest, type Command } from './rest.ts';
import { ServerTime } from './server-time.ts';
import { userOf } from './users.ts';
import { applicationEndpoint, readWebhook, type Webhook } from './webhook.ts';

/** An open connection with what was read of its portal. */
export interface Session {
  readonly webhook: Webhook;
  readonly rest: Rest;
  readonly dialect: Dialect;
  readonly portal: Portal;
  readonly originator: string;
  /** Without `idOf` and `note`, which belong to one call. */
  readonly encoding: Omit<Encoding, 'idOf' | 'note'>;
  /** Milliseconds since 1970 of the newest record of each kind when the portal was connected. */
  readonly newest: ReadonlyMap<ItemKind, number>;
  readonly pace: { readonly perSecond: number; readonly methodSeconds: number };
  /** Stable id of the portal and the user it is written to for. */
  readonly account: string;
  readonly options: Bitrix24Options;
  readonly rejectsOrphans: boolean;
  /** How long an abandoned request may still be executed. */
  readonly settleMs: number;
  /** Pause between the two lookups that must both find nothing. */
  readonly recheckMs: number;
}

const maxBytes = 64 * 1024 * 1024;

/** Connects and reads what decides how records are written. @throws ConfigError, AccessError, StaleError, TargetError */
export async function openSession(options: Bitrix24Options, context: Context, access: TargetAccess): Promise<Session> {
  const opened = await openDoor(options, context, access);
  const { webhook } = opened;
  const rest = restOf(options, { ...opened, context, access });
  const isQuiet = options.mode === 'quiet';
  const isClassic = options.api === 'classic';
  const dialect = isClassic ? classicDialect(isQuiet) : universalDialect(isQuiet);
  const portal = await loadPortal(rest, webhook, isClassic);
  const account = `${webhook.host}/${webhook.userId === '' ? portal.userId : webhook.userId}`;
  if (options.account !== undefined && options.account !== account)
    throw new StaleError('target.foreign', { place: webhook.host });
  const keepsHistory = isQuiet && portal.isAdmin && !isClassic;
  return {
    webhook,
    rest,
    dialect,
    portal,
    originator: originatorOf(options.project),
    encoding: {
      portal,
      extensions: options.extensions,
      keepsHistory,
      custom: withTags(customFieldsOf(options.custom_fields, options.rename), portal, options.tags),
      keepsDismissed: options.keep_dismissed,
      defaultUser: defaultUser(portal, options),
    },
    newest: keepsHistory ? await newestTimes({ rest, dialect }) : new Map(),
    pace: paceOf(options, access),
    settleMs: timesFor(webhook, options).settleMs,
    recheckMs: timesFor(webhook, options).recheckMs,
    rejectsOrphans: options.on_missing_parent === 'reject',
    account,
    options,
  };
}

interface Door {
  readonly webhook: Webhook;
  /** Of a local application. */
  readonly tokens?: ApplicationTokens;
}

/** The secret is the address of a webhook, or a document with a local application and its tokens. */
async function openDoor(
  { connection, portal }: Bitrix24Options,
  context: Context,
  access: TargetAccess,
): Promise<Door> {
  const secret = (await access.secret(connection)).trim();
  if (!secret.startsWith('{')) return { webhook: readWebhook(secret, portal) };
  const application = readApplication(secret);
  const webhook = applicationEndpoint(application.base, portal);
  const now = (): number => context.now().getTime();
  return { webhook, tokens: new ApplicationTokens(application, { connection, access, place: webhook.host, now }) };
}

function paceOf({ plan, rate }: Bitrix24Options, { maxPerSecond }: TargetAccess) {
  const rules = plans[plan];
  const perSecond = Math.min(rate ?? rules.perSecond, maxPerSecond ?? Number.POSITIVE_INFINITY);
  return { perSecond, methodSeconds: rules.methodSeconds };
}

/** Shorter times than those of a real portal would make doubles: they are for a stand-in on this computer. @throws ConfigError */
function timesFor(
  { host }: Webhook,
  { settle_ms: settle = settleMs, recheck_ms: recheck = recheckMs, timeout_ms: timeout = timeoutMs }: Bitrix24Options,
) {
  const isNear = isLoopback(new URL(`http://${host}`).hostname);
  if (!isNear && (settle < settleMs || recheck < recheckMs || timeout < timeoutMs))
    throw new ConfigError('bitrix24.hasty', { host });
  return { settleMs: settle, recheckMs: recheck, timeoutMs: timeout };
}

interface RestSetup extends Door {
  readonly context: Context;
  readonly access: TargetAccess;
}

function restOf(options: Bitrix24Options, { webhook, tokens, context, access }: RestSetup): Rest {
  const { plan, rate, burst, assume_ms: assumed } = options;
  const { maxPerSecond, schedule, maxWaitMs, transport } = access;
  const rules = plans[plan];
  const now = (): number => context.now().getTime();
  const times = new ServerTime(rules.methodSeconds, now, assumed === undefined ? undefined : assumed / 1000);
  const commands = new WeakMap<Call, readonly Command[]>();
  const pace = new Pace(
    {
      perSecond: rate ?? rules.perSecond,
      burst: burst ?? rules.burst,
      ...(maxPerSecond === undefined ? {} : { maxPerSecond }),
      ...(schedule === undefined ? {} : { schedule }),
    },
    now,
  );
  const caller = new Caller({
    place: webhook.host,
    host: webhook.host,
    context,
    pace,
    exchange: (request) => exchange(tokens?.signed(request) ?? request, transport),
    classify: classifyFor(webhook.host),
    headers: () => ({}),
    ...(tokens === undefined ? {} : { renew: () => tokens.renew() }),
    heldUp: (call) => heldUp(times, commands.get(call)),
    timeoutMs: timesFor(webhook, options).timeoutMs,
    maxBytes,
    maxWaitMs,
  });
  return new Rest({ caller, webhook, times, commands });
}

/** @throws AccessError for a person who is not there */
function defaultUser(portal: Portal, { default_user: asked }: Bitrix24Options): string {
  if (asked === undefined) return portal.userId;
  const found = userOf(portal, asked);
  if (found === undefined) throw new AccessError('bitrix24.no-user', { user: asked, place: portal.host });
  return found;
}
