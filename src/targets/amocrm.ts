import type { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { amocrmOptions, settleMs } from './amocrm/options.ts';
import type { Target } from './target.ts';

/** An account of amoCRM or Kommo: companies, contacts, leads with their bonds, tasks and notes. */
export const amocrm: Target = {
  name: 'amocrm',
  summary: 'An amoCRM or Kommo account, through API v4: every record once, with its history',
  options: amocrmOptions,
  batchSize: 50,
  settleMs,
  recheckMs: 5_000,
  hasParts: true,
  writesAtOnce: 2,
  authorization: async () => (await import('./amocrm/authorize.ts')).authorization,
  connect: async (rawOptions, context, access) => {
    const parsed = amocrmOptions.safeParse(rawOptions);
    if (!parsed.success) throw wrongOption(parsed.error.issues[0]);
    if (access === undefined) throw new Error('an account is reached over the network');
    const { connectAccount } = await import('./amocrm/connection.ts');
    return connectAccount(parsed.data, context, access);
  },
};

function wrongOption(issue: z.core.$ZodIssue | undefined): ConfigError {
  const path = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
  return new ConfigError('target.options', { target: 'amocrm', option: path, reason: issue?.message ?? '' });
}
