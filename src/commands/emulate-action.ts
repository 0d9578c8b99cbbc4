import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { faultRulesSchema, type FaultRule } from '../emulators/faults.ts';
import { rehearsals, type Rehearsal, type RehearsalSettings } from '../emulators/index.ts';
import type { Traffic } from '../emulators/request-log.ts';
import { ConfigError, InputError } from '../errors.ts';
import { fileError } from '../input.ts';
import { loadEmulateTexts } from '../locales/emulate-texts.ts';
import type { CommandResult, Flags, Invocation } from './command.ts';

/** Serves a stand-in of a CRM until Ctrl-C, which is its normal end. */
export function emulateAction(system: string): (invocation: Invocation) => Promise<CommandResult> {
  return async ({ flags, config, context, terminal }) => {
    const texts = await loadEmulateTexts(config.language);
    const { emulator, address, token } = await started(system, flags);
    const stopRecording = recording(flags.text('record'), emulator.log);
    // With --json stdout holds the one document of the end.
    if (config.json) terminal.err(texts.listening(system, address));
    else terminal.out(texts.listening(system, address));
    const file = flags.text('secretFile');
    if (file !== undefined) writeSecret(file, token ?? address);
    terminal.err(texts.next({ token, file, admin: `${emulator.url}/admin/` }));
    await new Promise<void>((resolve) => {
      context.signal.addEventListener('abort', () => resolve(), { once: true });
      if (context.signal.aborted) resolve();
    });
    await emulator.close();
    stopRecording();
    const { requests, refused, unanswered } = emulator.log.counts();
    const summary = { address, requests, refused, unanswered, faults: emulator.faults.counts() };
    return { exitCode: 0, text: texts.ended(requests, refused), summary };
  };
}

/** @throws ConfigError, InputError, LocalError */
async function started(system: string, flags: Flags): Promise<Rehearsal> {
  const definition = rehearsals.find(({ name }) => name === system);
  if (definition === undefined) throw new Error(`no emulator of ${system}`);
  const settings = settingsOf(flags);
  try {
    return await definition.start(settings);
  } catch (cause) {
    // Errors of ours have a code; anything else is what a snapshot was refused with.
    if (cause instanceof Error && 'code' in cause) throw cause;
    const file = flags.text('state') ?? '';
    throw new InputError('emulator.state', { file, problem: cause instanceof Error ? cause.message : '' }, { cause });
  }
}

function settingsOf(flags: Flags): RehearsalSettings {
  const [key, cert] = [flags.text('tlsKey'), flags.text('tlsCert')];
  return {
    port: numberOf(flags, 'port', 0, 65_535),
    seed: numberOf(flags, 'seed', 1, 2 ** 31),
    times: timesOf(flags.text('speed')),
    faults: faultsOf(flags.text('faults')),
    state: stateOf(flags.text('state')),
    clock: flags.text('clock') === 'virtual' ? 'virtual' : 'real',
    hasLimits: flags.text('limits') !== 'off',
    plan: flags.text('plan'),
    ...(key === undefined || cert === undefined ? {} : { tls: { key: contentOf(key), cert: contentOf(cert) } }),
  };
}

function numberOf(flags: Flags, name: string, missing: number, most: number): number {
  const text = flags.text(name);
  const value = text === undefined ? missing : Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new ConfigError('cli.bad-number', { name, value: text ?? '' });
  return value;
}

/** `1` as slow as the real thing, `20` twenty times faster, `max` without any waiting. */
function timesOf(text: string | undefined): number {
  if (text === 'max') return Infinity;
  const times = Number(text ?? '1');
  if (!(times > 0)) throw new ConfigError('cli.bad-number', { name: 'speed', value: text ?? '' });
  return times;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    throw fileError(file, error);
  }
}

function faultsOf(file: string | undefined): readonly FaultRule[] {
  if (file === undefined) return [];
  const parsed = faultRulesSchema.safeParse(jsonOf(file, 'emulator.faults'));
  if (parsed.success) return parsed.data;
  const problem = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new ConfigError('emulator.faults', { file, problem });
}

function stateOf(file: string | undefined): unknown {
  return file === undefined || file === 'empty' || file === 'demo' ? (file ?? 'empty') : jsonOf(file, 'emulator.state');
}

function jsonOf(file: string, code: 'emulator.faults' | 'emulator.state'): unknown {
  const content = contentOf(file);
  try {
    return JSON.parse(content) as unknown;
  } catch (cause) {
    throw new ConfigError(code, { file, problem: cause instanceof Error ? cause.message : '' }, { cause });
  }
}

function writeSecret(file: string, secret: string): void {
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  } catch (error) {
    throw fileError(file, error);
  }
}

/** Writes each request as a line of JSON. The file holds data of people: only its owner may read it. */
function recording(
  file: string | undefined,
  log: { readonly listen: (listener: (traffic: Traffic) => void) => () => void },
): () => void {
  if (file === undefined) return () => {};
  const open = (): number => {
    try {
      return openSync(file, 'w', 0o600);
    } catch (error) {
      throw fileError(file, error);
    }
  };
  const handle = open();
  const stop = log.listen((traffic) => void writeSync(handle, `${JSON.stringify(traffic)}\n`));
  return () => {
    stop();
    closeSync(handle);
  };
}
