import type { CommandDefinition, FlagDefinition } from './command.ts';

/** Flags of commands that may call a server; their texts are among those of the flags of every command. */
export const networkFlags: readonly FlagDefinition[] = [
  { flags: '--ca-file <file>' },
  { flags: '--tls-pin <key>', repeatable: true },
  { flags: '--token-file <file>', repeatable: true },
];

/** Flags of a command beside those of every command. */
export function flagsOf({ flags, usesNetwork }: CommandDefinition): readonly FlagDefinition[] {
  return usesNetwork === true ? [...flags, ...networkFlags] : flags;
}
