import { expect, it } from 'vitest';
import { orgName } from '../../src/transforms/org-name.ts';

async function fieldsOf(input: string, options?: unknown): Promise<unknown> {
  return (await orgName.compile(options))(input, () => undefined);
}

it('never drops a word of the name but the form when told to', async () => {
  expect(await fieldsOf('Киви/ООО/Челябинск')).toMatchObject({ name: 'Киви/ООО/Челябинск', legal_form: 'ООО' });
  expect(await fieldsOf('Киви/ООО/Челябинск', { form: 'drop' })).toMatchObject({ name: 'Киви/Челябинск' });
  expect(await fieldsOf('ЗАО "Торговый Дом "Альфа-М""', { form: 'drop' })).toMatchObject({
    name: '"Торговый Дом "Альфа-М""',
  });
});

it('tells entrepreneurs, branches and public institutions from other companies', async () => {
  const types = [
    'ИП Иванов И.И.',
    'Филиал АО «Вега»',
    'ГБУЗ «ГКБ № 1»',
    'АО «Вега»',
    'Вега',
    'ИП глава КФХ Иванов И.И.',
  ];
  const found = await Promise.all(types.map(async (name) => ((await fieldsOf(name)) as { type?: string }).type));
  expect(found).toEqual(['entrepreneur', 'branch', 'government', 'legal', undefined, 'entrepreneur']);
});
