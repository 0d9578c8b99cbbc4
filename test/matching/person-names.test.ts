import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namesAsRead, personNames } from '../../src/matching/person-names.ts';

const words = (text: string) => fc.constantFrom(...text.split(' '));

const surname = words(
  'Иванов Иванова ИВАНОВА Петренко Кузьмин Кузьмина Роман Мартин Абрамович Оглы Ли ЛИ Ким Ivanov Иванoв Bdfyjd Толстая Толстой ' +
    'Римский-Корсаков Петр0в Ип Тест Директор Иванов. Иванов-1 Шевчук Ян Алиева Гасанов Ильина Ильин',
);
const first = words(
  'Иван Мария Саша Женя Роман И. и Ю ИО И.И. Дж. Валя Анна-Мария Ivan Zzzq Оглы Иванович Петрова Г. Sir г-н Директор Ли Абырвалг Мир1ам',
);
const middle = words(
  'Иванович Ивановна И. Ильич Оглы Кызы Гасан Петрова Васильев Абрамович И.И. Q мать Владимирвна Александровна Ivanovna и',
);
const remark = words('директор (бухгалтер) г-жа , И. Пётр');

const data = fc
  .record({
    last_name: fc.option(fc.oneof({ weight: 5, arbitrary: surname }, { weight: 1, arbitrary: first }), {
      nil: undefined,
    }),
    first_name: fc.option(fc.oneof({ weight: 5, arbitrary: first }, { weight: 1, arbitrary: surname }), {
      nil: undefined,
    }),
    middle_name: fc.option(middle, { nil: undefined }),
    remark: fc.option(remark, { nil: undefined, freq: 3 }),
    order: fc.constantFrom<readonly (0 | 1 | 2)[]>([0, 1, 2], [0, 1, 2], [1, 2, 0], [1, 0]),
  })
  .map(({ remark: rest, order, ...fields }) => {
    const parts = [fields.last_name, fields.first_name, fields.middle_name];
    const told = [...order.map((place) => parts[place]), rest].filter((part) => part !== undefined);
    return { ...fields, full_name: told.join(' ') } as Parameters<typeof personNames>[0];
  });

test('a name is taken apart as if none had been before it', () => {
  fc.assert(
    fc.property(data, (name) => {
      expect(personNames(name)).toEqual(namesAsRead(name));
    }),
    { seed: 11, numRuns: 6000 },
  );
});

test('what is remembered of first name and patronymic is said beside another surname too', () => {
  const named = (last_name: string) =>
    personNames({ full_name: `${last_name} Женя Сергеевна`, last_name, first_name: 'Женя', middle_name: 'Сергеевна' });
  expect(named('Иванова')).toMatchObject({ lastStem: 'ivanov', given: '7ena', sex: 'female', length: 22 });
  expect(named('Петрова')).toMatchObject({ lastStem: 'petrov', given: '7ena', sex: 'female', lastName: 'Петрова' });
});
