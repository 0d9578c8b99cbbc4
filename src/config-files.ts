import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SettingsLayer } from './config.ts';
import { settingNames, type SettingName } from './config-settings.ts';
import { ConfigError } from './errors.ts';
import { nearestName } from './text/nearest-name.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings from files, the strongest first: `perenos.local.yaml` of the project (not in git), the `cli:` section of its
 * `perenos.yaml`, `config.yaml` of the person. YAML is loaded only when one of them is there.
 * @throws ConfigError for a file that is not YAML or a setting that does not exist
 */
export async function readSettings(
  project: string | undefined,
  environment: Environment,
): Promise<readonly SettingsLayer[]> {
  const root = resolve(project ?? environment['PERENOS_PROJECT'] ?? '.');
  const local = await layerOf(join(root, 'perenos.local.yaml'), 'perenos.local.yaml');
  const own = await layerOf(join(root, 'perenos.yaml'), 'perenos.yaml', 'cli');
  const person = userFile(environment);
  return [local, own, await layerOf(person, person)].filter((layer) => layer !== undefined);
}

/** `$XDG_CONFIG_HOME/perenos/config.yaml`, on Windows `%APPDATA%\perenos\config.yaml`. */
function userFile(environment: Environment): string {
  const windows = process.platform === 'win32' ? environment['APPDATA'] : undefined;
  return join(environment['XDG_CONFIG_HOME'] ?? windows ?? join(homedir(), '.config'), 'perenos', 'config.yaml');
}

async function layerOf(path: string, origin: string, section?: string): Promise<SettingsLayer | undefined> {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  if (section !== undefined && !new RegExp(`^["']?${section}["']?:`, 'm').test(text)) return undefined;
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  if (document.errors.length > 0) {
    // What is wrong with a mapping is said by the commands that work on it.
    if (section !== undefined) return undefined;
    throw new ConfigError('cli.bad-settings', { file: origin });
  }
  const whole: unknown = document.toJS();
  const settings = section === undefined ? whole : isPlain(whole) ? whole[section] : undefined;
  if (settings === undefined || settings === null || settings === '') return undefined;
  if (!isPlain(settings)) throw new ConfigError('cli.bad-settings', { file: origin });
  return { origin, values: valuesOf(settings, origin) };
}

function valuesOf(settings: Readonly<Record<string, unknown>>, file: string): SettingsLayer['values'] {
  const values: Partial<Record<SettingName, string>> = {};
  for (const [key, value] of Object.entries(settings)) {
    const name = settingNames.find((one) => one === key);
    if (name === undefined) {
      const suggestion = nearestName(key, settingNames);
      const args = { key, file, known: settingNames.join(', '), ...(suggestion === undefined ? {} : { suggestion }) };
      throw new ConfigError('cli.unknown-setting', args);
    }
    values[name] = isPlain(value)
      ? Object.entries(value)
          .map(([limit, number]) => `${limit}=${String(number as string)}`)
          .join(',')
      : Array.isArray(value)
        ? value.join(',')
        : String(value);
  }
  return values;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
