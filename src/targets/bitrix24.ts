import type { z } from 'zod';
import { bitrix24Options, recheckMs, settleMs } from './bitrix24/options.ts';
import { ConfigError } from '../errors.ts';
import type { Target } from './target.ts';

/** A portal of Bitrix24: companies, contacts, leads and deals with their requisites, positions, activities and notes. */
export const bitrix24: Target = {
  name: 'bitrix24',
  summary:
    'A Bitrix24 portal, through an incoming webhook: every record once, with its history and without starting robots',
  options: bitrix24Options,
  batchSize: 1000,
  settleMs,
  recheckMs,
  hasParts: true,
  writesAtOnce: 1,
  authorization: async () => (await import('./bitrix24/authorize.ts')).authorization,
  connect: async (rawOptions, context, access) => {
    const parsed = bitrix24Options.safeParse(rawOptions);
    if (!parsed.success) throw wrongOption(parsed.error.issues[0]);
    if (access === undefined) throw new Error('a portal is reached over the network');
    const { connectPortal } = await import('./bitrix24/connection.ts');
    return connectPortal(parsed.data, context, access);
  },
};

function wrongOption(issue: z.core.$ZodIssue | undefined): ConfigError {
  const path = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
  return new ConfigError('target.options', { target: 'bitrix24', option: path, reason: issue?.message ?? '' });
}
