import type { Flags } from './command.ts';

/** Reading options given as flags; each source refuses those it does not have. */
export function readingOptions(flags: Flags): Readonly<Record<string, string>> {
  const options: Record<string, string> = {};
  for (const name of ['encoding', 'delimiter', 'sheet']) {
    const value = flags.text(name);
    if (value !== undefined) options[name] = value;
  }
  return options;
}
