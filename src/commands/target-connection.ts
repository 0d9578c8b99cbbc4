import { ConfigError } from '../errors.ts';
import type { CompiledMapping } from '../mapping/compiled.ts';
import { keepsDismissed } from '../pipeline/dismissed-colleagues.ts';
import * as registry from '../targets/index.ts';
import type { Connection, Target, TargetAccess } from '../targets/target.ts';
import type { Invocation } from './command.ts';
import { commandPath } from './command-path.ts';
import { checkTokenFiles, secretsAmong } from './connection-secret.ts';
import { durationOf } from './loading-flags.ts';

const targets: Readonly<Record<string, Target>> = registry;

export type TargetOptions = Readonly<Record<string, unknown>>;

/** @throws ConfigError for a target that does not exist */
export function targetNamed(name: string): Target {
  const target = Object.values(targets).find((candidate) => candidate.name === name);
  if (target === undefined) {
    throw new ConfigError('target.unknown', {
      name,
      known: Object.values(targets)
        .map((known) => known.name)
        .join(', '),
    });
  }
  return target;
}

/** What the target of a mapping is connected with; a plan keeps it, so that there is never a secret in it. */
export function targetOptionsOf(invocation: Invocation, mapping: CompiledMapping): TargetOptions {
  const { flags, config } = invocation;
  const { target, project, customFields } = mapping;
  checkTokenFiles(invocation, mapping);
  const { place } = targetNamed(target.type);
  if (place !== undefined) return { [place.option]: commandPath(flags.text('to'), config.root, place.usual) };
  const { type, portal, mode, rename, options } = target;
  const connection = target.connection ?? type;
  const filled = [...new Set(mapping.blocks.flatMap(({ kind, fields }) => fields.map((field) => `${kind}.${field}`)))];
  const known = { project, portal, connection, mode, rename, filled, custom_fields: customFields };
  return { ...options, ...known, ...(keepsDismissed(mapping) ? { keep_dismissed: true } : {}) };
}

/** Connects to a target by name. @throws ConfigError, AccessError, TargetError */
export async function connectTarget(invocation: Invocation, name: string, options: TargetOptions): Promise<Connection> {
  const target = targetNamed(name);
  const { connection } = options;
  if (typeof connection !== 'string') return target.connect(options, invocation.context);
  return target.connect(options, invocation.context, await accessFor(invocation, connection));
}

/** A day without any progress is a decision somebody must take. */
const usualWaitMs = 30 * 60_000;

async function accessFor(invocation: Invocation, connection: string): Promise<TargetAccess> {
  const { config, flags } = invocation;
  const [transport, { readSchedule }] = await Promise.all([config.transport(), import('../http/schedule.ts')]);
  const rate = flags.text('maxRps');
  const schedule = flags.text('schedule');
  const wait = flags.text('maxWait');
  return {
    secret: secretsAmong(invocation, [connection]),
    keepSecret: config.keepSecret,
    transport,
    maxWaitMs: wait === undefined ? usualWaitMs : durationOf('max-wait', wait),
    ...(rate === undefined ? {} : { maxPerSecond: positive('max-rps', rate) }),
    ...(schedule === undefined ? {} : { schedule: readSchedule(schedule) }),
  };
}

function positive(flag: string, text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0) throw new ConfigError('cli.bad-number', { name: flag, value: text });
  return number;
}
