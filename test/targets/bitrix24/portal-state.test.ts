import { describe, expect, test } from 'vitest';
import { connected, idOfTable, operation } from './portal.ts';

const customFields = {
  'company.code': { target: 'UF_CRM_CODE_1C', type: 'text', label: 'Код 1С', create: true, options: [] },
  'company.segment': { target: 'Сегмент', type: 'enum', create: true, options: ['A', 'B'] },
  'company.tags': { target: 'UF_CRM_TAGS', type: 'list', create: true, options: [] },
  'company.since': { target: 'UF_CRM_SINCE', type: 'date', create: true, options: [] },
  'company.vip': { target: 'UF_CRM_VIP', type: 'bool', create: true, options: [] },
  'company.limit': { target: 'UF_CRM_LIMIT', type: 'money', create: true, options: [] },
  'company.other': { target: 'UF_CRM_OTHER', type: 'text', create: false, options: [] },
};

describe('custom fields', () => {
  test('are made when asked for, then hold what is written', async () => {
    const { connect } = await connected();
    const options = { custom_fields: customFields, rename: { 'company.legal_form': 'UF_CRM_CODE_1C' } };
    const first = await connect({ custom_fields: customFields });
    const wanted = (await first.preparations?.()) ?? [];
    expect(wanted.map(({ what, name }) => [what, name])).toEqual([
      ['custom-field', 'UF_CRM_CODE_1C'],
      ['custom-field', expect.stringMatching(/^UF_CRM_PERENOS_[\dA-F]{8}$/)],
      ['custom-field', 'UF_CRM_TAGS'],
      ['custom-field', 'UF_CRM_SINCE'],
      ['custom-field', 'UF_CRM_VIP'],
      ['custom-field', 'UF_CRM_LIMIT'],
    ]);
    for (const preparation of wanted) await preparation.make();
    const connection = await connect({ custom_fields: customFields });
    expect(await connection.preparations?.()).toEqual([]);
    const more = await connect({
      custom_fields: {
        ...customFields,
        'company.segment': { ...customFields['company.segment'], options: ['A', 'C'] },
      },
    });
    const [option] = (await more.preparations?.()) ?? [];
    expect(option).toMatchObject({ what: 'option', detail: 'C' });
    await option?.make();
    const custom = { code: '0017', segment: 'b', tags: ['x', 'y'], since: '2020-02-29', vip: true, limit: '100.5|RUB' };
    const data = { name: 'ООО', custom };
    const full = await connect({ ...options, rename: {} });
    expect(await full.write([operation('company', data)], idOfTable({}))).toEqual([
      { status: 'done', targetId: '1', findings: [] },
    ]);
    const [read] = await full.read('company', ['1']);
    expect(read?.['custom']).toEqual({ ...custom, segment: 'B' });
    expect(full.expected?.('company', data, idOfTable({}))).toEqual({
      name: 'ООО',
      custom: { ...custom, segment: 'B' },
    });
    const changes = [{ field: 'custom', before: custom, after: { code: '18' } }];
    const update = operation(
      'company',
      { name: 'ООО', custom: { code: '18' } },
      { action: 'update', targetId: '1', changes },
    );
    await full.write([update], idOfTable({}));
    expect((await full.read('company', ['1']))[0]?.['custom']).toEqual({ code: '18' });
    const renamed = await connect(options);
    await renamed.write([operation('company', { name: 'Вторая', legal_form: 'ООО' })], idOfTable({}));
    expect((await renamed.read('company', ['2']))[0]).toMatchObject({ legal_form: 'ООО' });
    expect((await renamed.describe()).unsupported.company).not.toContain('legal_form');
  });

  test('a field that is missing is a finding, and is looked at by the doctor', async () => {
    const { connect } = await connected();
    const connection = await connect({ custom_fields: customFields });
    const finding = { code: 'target.custom-missing', args: { field: 'UF_CRM_OTHER', kind: 'company' } };
    expect(connection.check?.('company', { name: 'А', custom: { other: 'x' } }, idOfTable({}))).toEqual([finding]);
    expect(await connection.doctor?.()).toContainEqual({
      subject: 'company',
      state: 'bad',
      found: 'UF_CRM_OTHER',
      finding,
    });
  });
});

describe('checking a record', () => {
  const check = async (kind: 'company' | 'contact' | 'deal' | 'lead', data: object, settings = {}) => {
    const { connection } = await connected(settings);
    return connection.check?.(kind, data as never, idOfTable({}));
  };

  test.each([
    [
      'deal',
      { stage: 'Подготовка документа' },
      {
        code: 'target.stage-unknown',
        args: { stage: 'Подготовка документа', pipeline: expect.any(String), nearest: 'Подготовка документов' },
      },
    ],
    ['deal', { pipeline: 'Никакая' }, { code: 'target.pipeline-unknown', args: { pipeline: 'Никакая', nearest: '' } }],
    [
      'deal',
      { amount: { amount: '1', currency: 'XXX' } },
      { code: 'bitrix24.currency', args: { field: 'amount', currency: 'XXX', known: expect.stringContaining('RUB') } },
    ],
    [
      'deal',
      { amount: { amount: '1.005', currency: 'RUB' } },
      { code: 'bitrix24.rounded', args: { field: 'amount', value: '1.005', stored: '1.01' } },
    ],
    [
      'deal',
      { created_at: '2027-01-01T00:00:00Z' },
      { code: 'bitrix24.future-date', args: { date: '2027-01-01T00:00:00Z' } },
    ],
    [
      'lead',
      { source: 'Звонки' },
      { code: 'target.option-unknown', args: { field: 'source', value: 'Звонки', nearest: 'Звонок' } },
    ],
    [
      'lead',
      { owner: { system: 'x', key: 'Никто' } },
      { code: 'target.user-unknown', args: { user: 'Никто', fallback: expect.any(String) } },
    ],
  ] as const)('%s: %o', async (kind, data, finding) => {
    expect(await check(kind, { title: 'Т', ...data })).toEqual([finding]);
  });

  test('names that are too long, e-mail addresses that would fail the record, addresses without a place', async () => {
    const email = { value: 'a@b', type: 'work', raw: 'a@b', primary: true };
    expect(await check('contact', { full_name: 'А'.repeat(51), emails: [email] })).toEqual([
      { code: 'bitrix24.email-refused', args: { value: 'a@b' } },
      { code: 'target.too-long', args: { field: 'name', length: 51, allowed: 50 } },
    ]);
    const address = { text: 'Тверь', type: 'legal' };
    expect(await check('company', { name: 'А', addresses: [address, address] })).toEqual([
      { code: 'bitrix24.address-moved', args: { type: 'legal', text: 'Тверь' } },
    ]);
  });
});

describe('the portal', () => {
  test('is described by names: kinds, guarantees, what has no place; the fingerprint follows its stages', async () => {
    const { connect, result } = await connected();
    const before = await (await connect()).describe();
    expect(before.kinds).toEqual(['company', 'contact', 'lead', 'deal', 'activity', 'note']);
    expect(before.guarantees).toMatchObject({ company: 'exactly-once', note: 'detect' });
    expect(before.unsupported.deal).toEqual(['number', 'lost_reason', 'tags']);
    expect(before.createInOrderOf).toBe('created_at');
    expect((await (await connect()).describe()).fingerprint).toBe(before.fingerprint);
    await result('crm.status.add', {
      fields: { ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'X1', NAME: 'Ещё этап', SORT: 25 },
    });
    const after = await connect();
    expect((await after.describe()).fingerprint).not.toBe(before.fingerprint);
    const schema = await after.schema?.();
    expect(schema?.pipelines[0]?.stages.map(({ name }) => name)).toContain('Ещё этап');
    expect(schema?.kinds.contact?.fields['honorific']?.type).toBe('enum');
  });

  test('another account, another portal, a secret that is no webhook and hasty times are refused', async () => {
    const { connect } = await connected();
    await expect(connect({ account: 'other/1' })).rejects.toMatchObject({ code: 'target.foreign' });
    await expect(connect({ portal: 'romashka.bitrix24.ru' })).rejects.toMatchObject({ code: 'bitrix24.other-portal' });
    await expect(connect({ nonsense: '1' })).rejects.toMatchObject({
      code: 'target.options',
      args: { option: 'nonsense' },
    });
    await expect(connect({ default_user: 'никто' })).rejects.toMatchObject({ code: 'bitrix24.no-user' });
  });

  test('people are found by address, name in any order and number', async () => {
    const { connection } = await connected();
    const [user] = (await connection.schema?.())?.users ?? [];
    const name = user?.full_name ?? '';
    const turned = name.split(' ').toReversed().join(' ');
    const found = await connection.resolve?.('user', [
      { full_name: turned },
      { full_name: user?.email },
      { full_name: user?.id },
      { full_name: 'Никто' },
    ]);
    expect(found).toEqual([user?.id, user?.id, user?.id, undefined]);
  });

  test('nothing is given to somebody who is there but dismissed; as an author he stays', async () => {
    const { connection } = await connected({ state: 'demo' });
    const idOf = idOfTable({ 'user:chizhov': '4', 'user:guseva': '3' });
    const by = (key: string) => ({ system: 'x', key });
    const finding = {
      code: 'target.user-dismissed',
      args: { user: 'Чижов Роман', fallback: expect.stringContaining('Репина') as string },
    };
    const task = { type: 'task', subject: 'Позвонить', status: 'open', due_at: '2026-04-01T10:00:00Z' };
    const about = { links: [{ kind: 'company', ref: by('firm') }] };
    expect(connection.check?.('company', { name: 'А', owner: by('chizhov') }, idOf)).toEqual([finding]);
    expect(connection.check?.('company', { name: 'А', owner: by('guseva'), created_by: by('chizhov') }, idOf)).toEqual(
      [],
    );
    const firm = idOfTable({ 'user:chizhov': '4', 'company:firm': '1' });
    expect(connection.check?.('activity', { ...task, ...about, owner: by('chizhov') }, firm)).toEqual([finding]);
  });

  test('dates are not kept for one who is no administrator', async () => {
    const { connection } = await connected({ isAdministrator: false });
    expect((await connection.describe()).unsupported.company).toContain('created_at');
    expect((await connection.doctor?.())?.[0]).toMatchObject({
      state: 'worth-a-look',
      finding: { code: 'bitrix24.not-admin' },
    });
    const outcome = await connection.write(
      [operation('company', { name: 'А', created_at: '2020-01-01T00:00:00Z' })],
      idOfTable({}),
    );
    expect(outcome).toEqual([{ status: 'done', targetId: '1', findings: [] }]);
  });

  test('everything that stands there is given for matching, with phones and tax numbers', async () => {
    const { connection, result } = await connected();
    await connection.write([operation('company', { name: 'Наша', inn: '7700000016' })], idOfTable({}));
    await result('crm.company.add', {
      fields: { TITLE: 'Чужая', PHONE: [{ VALUE: '8 (916) 000-00-01', VALUE_TYPE: 'WORK' }] },
    });
    const all = [];
    for await (const page of connection.existing?.('company') ?? []) all.push(...page);
    expect(all).toMatchObject([
      { id: '1', isOurs: true, data: { name: 'Наша', inn: '7700000016' } },
      {
        id: '2',
        isOurs: false,
        data: { name: 'Чужая', phones: [{ value: '+79160000001', raw: '8 (916) 000-00-01' }] },
      },
    ]);
    expect(await connection.isEmpty()).toBe(false);
  });
});
