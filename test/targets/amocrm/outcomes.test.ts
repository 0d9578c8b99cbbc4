import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../../src/emulators/faults.ts';
import { idOfTable, operation } from '../bitrix24/portal.ts';
import { connected } from './account.ts';

const nobody = idOfTable({});
const create = 'POST /api/v4/companies';

async function outcomesUnder(kind: string, count = 3) {
  const faults: FaultRule[] = [{ method: create, nth: 1, kind }];
  const opened = await connected({ faults });
  const operations = Array.from({ length: count }, (_, index) => operation('company', { name: `Фирма ${index}` }));
  return { ...opened, operations, outcomes: await opened.connection.write(operations, nobody) };
}

describe('what an answer means for the records of a request', () => {
  test.each([
    '500-after',
    '502-html',
    '504-html-after',
    '504-html-before',
    'reset-after',
    'reset-before',
    'truncated-json',
    'login-page',
    'bad-gzip',
    '503',
    '500',
  ])('%s: in doubt, and nothing is sent again', async (kind) => {
    const { emulator, outcomes } = await outcomesUnder(kind);
    expect(outcomes.map(({ status }) => status)).toEqual(['in-doubt', 'in-doubt', 'in-doubt']);
    const sent = emulator.log.entries.filter(({ operation: name }) => name === create);
    expect(sent).toHaveLength(1);
  });

  test('429 is waited out: every record is made once', async () => {
    const { outcomes, rows } = await outcomesUnder('429');
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(await rows('companies')).toHaveLength(3);
  });

  test('validation errors: the listed element is rejected, the others are in doubt and found', async () => {
    const { connection, outcomes, operations } = await outcomesUnder('item-error:stored');
    expect(outcomes.map(({ status }) => status)).toEqual(['in-doubt', 'rejected', 'in-doubt']);
    const found = await connection.find(
      'company',
      operations.map(({ marker }) => marker),
      '0',
    );
    expect(found.map((id) => id !== undefined)).toEqual([true, false, true]);
  });

  test('answers in another order are matched by request id; a missing one leaves its record in doubt', async () => {
    const reordered = await outcomesUnder('reorder');
    const ids = reordered.outcomes.map((outcome) => (outcome.status === 'done' ? outcome.targetId : ''));
    const read = await reordered.connection.read('company', ids);
    expect(read.map((record) => record?.['name'])).toEqual(['Фирма 0', 'Фирма 1', 'Фирма 2']);
    const { outcomes } = await outcomesUnder('missing');
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'in-doubt']);
  });

  test('a block ends the run, nothing is executed', async () => {
    const { outcomes, emulator } = await outcomesUnder('overload');
    expect(outcomes.map((outcome) => (outcome.status === 'not-executed' ? outcome.stop?.code : ''))).toEqual(
      Array.from({ length: 3 }, () => 'target.blocked'),
    );
    emulator.limits.reset();
  });

  test('a long-lived token that is refused ends the run', async () => {
    const { outcomes } = await outcomesUnder('expired_token');
    expect(outcomes[0]).toMatchObject({ status: 'not-executed', stop: { code: 'target.denied' } });
  });

  test('after a 504 requests are half as large', async () => {
    const { connection } = await outcomesUnder('504-html-after', 40);
    expect(connection.nextBatchSize?.('company')).toBe(20);
  });

  test('an account that is not paid for ends the run', async () => {
    const { connection } = await connected({ subscription: 'no-writes' }, { isPrepared: false });
    const [outcome] = await connection.write([operation('company', { name: 'Фирма' })], nobody);
    expect(outcome).toMatchObject({ status: 'not-executed', stop: { code: 'amocrm.unpaid' } });
  });

  test('an old token of an integration is renewed once, and the new pair is kept before it is used', async () => {
    const integration = {
      clientId: 'id',
      clientSecret: 'secret',
      redirectUri: 'https://example.com',
      refreshTokens: ['old-refresh'],
    };
    const { connect, emulator, rows } = await connected({ integration });
    const kept: string[] = [];
    const document = {
      client_id: 'id',
      client_secret: 'secret',
      redirect_uri: 'https://example.com',
      access_token: 'old-access-token',
      refresh_token: 'old-refresh',
      base: emulator.url,
    };
    const seen: number[] = [];
    const connection = await connect(
      {},
      {
        secret: async () => JSON.stringify(document),
        keepSecret: (_name, secret) => {
          kept.push(secret);
          seen.push(emulator.log.entries.length);
        },
      },
    );
    const outcomes = await connection.write([operation('company', { name: 'Фирма' })], nobody);
    expect(outcomes.map(({ status }) => status)).toEqual(['done']);
    expect(kept).toHaveLength(1);
    expect(JSON.parse(kept[0] ?? '')).toMatchObject({ client_id: 'id', base: emulator.url });
    expect(kept[0]).not.toContain('old-refresh');
    expect(await rows('companies')).toHaveLength(1);
  });
});
