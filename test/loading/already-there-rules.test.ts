import { describe, expect, test } from 'vitest';
import { places, type Place } from './already-there-places.ts';
import { rehearsal, type Rehearsal } from './rehearsal.ts';

const head = (target: string) => `perenos: 1
project: rehearsal
target: {type: ${target}, limits: {max_reject_share: 100%}}
sources:
  companies: {file: companies.csv, key: Код}
  contacts: {file: contacts.csv, key: Код}
load:
`;

const companies = (rules: string) => `  companies:
    entity: company
    from: companies
    key: Код
${rules}
    fields:
      name: {from: Название, required: true}
      inn: {from: ИНН, do: [inn]}
      kpp: КПП
      phones: [{from: Телефон, type: work, do: [phone]}]
`;

const contacts = (rules: string) => `  contacts:
    entity: contact
    from: contacts
    key: Код
${rules}
    fields:
      last_name: {from: Фамилия, required: true}
      first_name: Имя
      position: Должность
      phones: [{from: Телефон, type: mobile, do: [phone]}]
      emails: [{from: Почта, do: [email]}]
`;

const companyRows = (...rows: readonly string[]) => `Код;Название;ИНН;КПП;Телефон\n${rows.join('\n')}\n`;
const contactRows = (...rows: readonly string[]) => `Код;Фамилия;Имя;Должность;Телефон;Почта\n${rows.join('\n')}\n`;

interface Loaded {
  readonly actions: Readonly<Record<string, number>>;
  readonly codes: readonly string[];
}

/** Plans and applies; gives what was planned of a kind and what was said of its records. */
async function load(project: Rehearsal, kind: string): Promise<Loaded> {
  const made = await project.plan();
  const actions: Record<string, number> = { ...made.sums.find((line) => line.kind === kind)?.actions };
  const codes = made.plan.database
    .prepare<unknown[], string>("SELECT DISTINCT code FROM issue WHERE code LIKE 'target.match%' ORDER BY code")
    .pluck()
    .all();
  made.plan.close();
  await project.applyUntilDone(made.plan);
  const counted = Object.entries(actions).filter(([, count]) => count > 0);
  return { actions: Object.fromEntries(counted), codes };
}

describe.each(['bitrix24', 'amocrm'] as const)('records of others in %s', (target) => {
  const companyProject = async (place: Place, rows: readonly string[], rules = '') =>
    rehearsal(place.stage, {
      'companies.csv': companyRows(...rows),
      'perenos.yaml': head(target).replace(/ {2}contacts:.*\n/, '') + companies(rules),
    });
  const contactProject = async (place: Place, rows: readonly string[], rules = '') =>
    rehearsal(place.stage, {
      'contacts.csv': contactRows(...rows),
      'perenos.yaml': head(target).replace(/ {2}companies:.*\n/, '') + contacts(rules),
    });

  test('a company is found by its INN, also where the portal says no KPP', async () => {
    const place = await places[target]();
    await place.company({ name: 'Ромашка ООО', inn: '7707083893' });
    const project = await companyProject(place, ['1;ООО «Ромашка»;7707083893;773601001;+74951000001']);
    expect(await load(project, 'company')).toEqual({ actions: { update: 1 }, codes: [] });
    expect(await place.counts()).toMatchObject({ companies: 1 });
    expect((await load(project, 'company')).actions).toEqual({ unchanged: 1 });
  });

  test('INN and KPP together tell a branch from the head office', async () => {
    const place = await places[target]();
    const office = await place.company({ name: 'Офис', inn: '7707083893', kpp: '773601001' });
    const branch = await place.company({ name: 'Филиал', inn: '7707083893', kpp: '540602001' });
    const project = await companyProject(place, [
      '1;Филиал в Новосибирске;7707083893;540602001;+73831000001',
      '2;Филиал в Перми;7707083893;590402001;+73421000001',
    ]);
    expect(await load(project, 'company')).toEqual({ actions: { create: 1, update: 1 }, codes: ['target.match-tax'] });
    expect(await place.counts()).toMatchObject({ companies: 3 });
    expect([(await place.found('company', office)).name, (await place.found('company', branch)).name]).toEqual([
      'Офис',
      'Филиал',
    ]);
  });

  test('a shared phone makes no one company of two with different INN', async () => {
    const place = await places[target]();
    await place.company({ name: 'Бизнес-центр', inn: '7707083893', phone: '+74951000001' });
    const rules = '    match: [{by: inn}, {by: phone}]';
    const project = await companyProject(place, ['1;Арендатор;7736050003;;+74951000001'], rules);
    expect(await load(project, 'company')).toEqual({ actions: { create: 1 }, codes: ['target.match-tax'] });
    expect(await place.counts()).toMatchObject({ companies: 2 });
  });

  test('a person is found by the e-mail address, whatever its case', async () => {
    const place = await places[target]();
    const id = await place.person({ name: 'Лунин Иван', email: 'Lunin@Example.com' });
    const project = await contactProject(place, ['1;Лунин;Иван;директор;;lunin@example.com']);
    expect(await load(project, 'contact')).toEqual({ actions: { update: 1 }, codes: [] });
    expect(await place.found('contact', id)).toEqual({ name: 'Лунин Иван', position: 'директор' });
  });

  test('phones of others stay beside ours, also when the file changes later', async () => {
    const place = await places[target]();
    const id = await place.person({ name: 'Лунин Иван', phone: '+79161000001', position: 'мастер' });
    await place.addPhone(id, '+79161000003');
    const row = (email: string) => [`1;Лунин;Иван;директор;+79161000001;${email}`];
    const rules = '    match: [{by: phone}]';
    const project = await contactProject(place, row('lunin@example.com'), rules);
    const made = await project.plan();
    made.plan.close();
    await project.applyUntilDone(made.plan);
    expect(await project.verified(made.plan)).toMatchObject({ isGood: true });
    expect(await place.phones(id)).toEqual(['+79161000001', '+79161000003']);
    project.rewrite({ 'contacts.csv': contactRows(...row('other@example.com')) });
    expect((await load(project, 'contact')).actions).toEqual({ update: 1 });
    expect(await place.phones(id)).toEqual(['+79161000001', '+79161000003']);
    expect(await place.found('contact', id)).toMatchObject({ position: 'мастер' });
    expect((await load(project, 'contact')).actions).toEqual({ unchanged: 1 });
  });

  test.each([
    ['', { update: 1 }, 1, 'мастер'],
    ['    on_match: fill_empty', { update: 1 }, 1, 'мастер'],
    ['    on_match: update', { update: 1 }, 1, 'директор'],
    ['    on_match: skip', { skip: 1 }, 1, 'мастер'],
    ['    on_match: create_anyway', { create: 1 }, 2, 'мастер'],
  ])('policy "%s" does %o', async (rules, actions, count, position) => {
    const place = await places[target]();
    const id = await place.person({ name: 'Лунин Иван', phone: '8 (916) 100-00-01', position: 'мастер' });
    const project = await contactProject(place, ['1;Лунин;Иван;директор;+79161000001;lunin@example.com'], rules);
    expect((await load(project, 'contact')).actions).toEqual(actions);
    expect(await place.found('contact', id)).toMatchObject({ position });
    expect(await place.counts()).toMatchObject({ contacts: count });
    // Once more: nothing is made a second time.
    await load(project, 'contact');
    expect(await place.counts()).toMatchObject({ contacts: count });
    expect(await place.found('contact', id)).toMatchObject({ position });
  });

  test.each([
    ['review', { skip: 1 }, ['target.match-many'], 2],
    ['reject', { skip: 1 }, ['target.match-rejected'], 2],
    ['first', { update: 1 }, [], 2],
  ])('of several that fit, on_many: %s does %o', async (policy, actions, codes, count) => {
    const place = await places[target]();
    const first = await place.person({ name: 'Лунин Иван', phone: '+79161000001' });
    await place.person({ name: 'Лунин Иван', phone: '+79161000001' });
    const rules = `    match: [{by: phone, on_many: ${policy}}]`;
    const project = await contactProject(place, ['1;Лунин;Иван;директор;+79161000001;'], rules);
    expect(await load(project, 'contact')).toEqual({ actions, codes });
    expect(await place.counts()).toMatchObject({ contacts: count });
    expect(await place.found('contact', first)).toMatchObject({ position: policy === 'first' ? 'директор' : '' });
  });

  test('two records of the source that lead to one of the portal: the second is left to a person', async () => {
    const place = await places[target]();
    await place.company({ name: 'Ромашка', phone: '+79161000001' });
    const rows = ['1;Ромашка;7707083893;;+79161000001', '2;Василёк;7736050003;;+79161000001'];
    const project = await companyProject(place, rows, '    match: [{by: phone}]');
    const taken = { actions: { update: 1, skip: 1 }, codes: ['target.match-taken'] };
    expect(await load(project, 'company')).toEqual(taken);
    expect(await place.counts()).toMatchObject({ companies: 1 });
  });

  test('members of a family who share a phone stay themselves', async () => {
    const place = await places[target]();
    const id = await place.person({ name: 'Лунин Иван', phone: '+79161000001' });
    const project = await contactProject(place, ['1;Лунина;Анна;бухгалтер;+79161000001;']);
    expect(await load(project, 'contact')).toEqual({ actions: { create: 1 }, codes: ['target.match-name'] });
    expect(await place.found('contact', id)).toEqual({ name: 'Лунин Иван', position: '' });
  });
});
