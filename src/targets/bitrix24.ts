import { bitrix24Options, settleMs } from './bitrix24/options.ts';
import type { Target, TargetAccess } from './target.ts';

/** A portal of Bitrix24: companies, contacts, leads and deals with their requisites, positions, activities and notes. */
export const bitrix24: Target = {
  name: 'bitrix24',
  summary:
    'A Bitrix24 portal, through an incoming webhook: every record once, with its history and without starting robots',
  options: bitrix24Options,
  batchSize: 1000,
  settleMs,
  recheckMs: 5_000,
  hasParts: true,
  writesAtOnce: 1,
  connect: async (rawOptions, context, access) => {
    const options = bitrix24Options.parse(await withAccess(rawOptions, access));
    const { connectPortal } = await import('./bitrix24/connection.ts');
    return connectPortal(options, context);
  },
};

/** The options of a mapping with what is never kept in a plan. */
async function withAccess(rawOptions: unknown, access: TargetAccess | undefined): Promise<object> {
  const options = { ...(rawOptions as Readonly<Record<string, unknown>>) };
  // Which account a plan was made for is compared after connecting.
  delete options['account'];
  if (access === undefined) return options;
  const { transport, maxPerSecond, schedule, maxWaitMs } = access;
  const { connection = 'bitrix24' } = options;
  const secret = await access.secret(typeof connection === 'string' ? connection : 'bitrix24');
  return { ...options, secret, transport, max_rps: maxPerSecond, schedule, max_wait_ms: maxWaitMs };
}
