import { describe, expect, test } from 'vitest';
import { ReportRows } from '../../src/text/report-rows.ts';

/** Sorts lines of a table with `;` between cells; an empty line is a gap. */
function sorted(lines: readonly string[]): { records: readonly string[]; aside: readonly string[] } {
  const records: string[] = [];
  const aside: string[] = [];
  const rows = new ReportRows<{ readonly cells: readonly string[] }>({
    record: ({ cells }) => records.push(cells[0] ?? ''),
    aside: ({ cells }, { kind }) => aside.push(`${kind} ${cells[0]}`),
  });
  let afterGap = false;
  for (const line of lines) {
    if (line !== '') rows.push({ cells: line.split(';') }, afterGap);
    afterGap = line === '';
  }
  rows.end();
  return { records, aside };
}

const anna = 'Анна Иванова;+79161234567;Тверь';
const romashka = 'ООО Ромашка;+79161234567;Тверь';

describe('a total', () => {
  test.each([
    'Итого',
    'Итого;;2',
    'ИТОГО:;3;4',
    'Всего: 1',
    'Всего;1 250,50;',
    'Итого клиентов: 25',
    'Количество записей: 7',
    'Всего: 5 клиентов',
    'Total;12;',
  ])('%s is set aside', (line) => {
    expect(sorted([anna, line])).toEqual({ records: ['Анна Иванова'], aside: [`total ${line.split(';')[0]}`] });
  });

  test.each(['Итого-Сервис;;2', 'Всего 24 часа;;', 'Total;+79161234567;', 'Итого;;Москва', 'Всего хорошего;;'])(
    '%s is a record',
    (line) => {
      expect(sorted([anna, line, anna])).toEqual({
        records: ['Анна Иванова', line.split(';')[0], 'Анна Иванова'],
        aside: [],
      });
    },
  );
});

describe('a group', () => {
  test.each(['Раздел А', 'Категория № 2;;', 'Группа: Покупатели', 'Раздел «Опт»', 'Группа: Опт;12;100,50'])(
    '%s is set aside wherever it stands above records',
    (line) => {
      expect(sorted([anna, line, anna]).aside).toEqual([`group ${line.split(';')[0]}`]);
      expect(sorted([anna, line, anna]).records).toHaveLength(2);
    },
  );

  test('is one cell above the rows of somebody where the list begins with one', () => {
    expect(sorted(['Москва', anna, romashka, 'Тверь;;', anna])).toEqual({
      records: ['Анна Иванова', 'ООО Ромашка', 'Анна Иванова'],
      aside: ['group Москва', 'group Тверь'],
    });
  });

  test('is one cell of words in a column of codes', () => {
    expect(sorted(['Поставщики;;', '0001;Ромашка;Тверь', 'Покупатели;;', '0002;Вектор;Клин']).aside).toEqual([
      'group Поставщики',
      'group Покупатели',
    ]);
  });

  test('may stand in another', () => {
    expect(sorted(['Россия', 'Москва', anna, 'Беларусь', 'Минск', anna])).toEqual({
      records: ['Анна Иванова', 'Анна Иванова'],
      aside: ['group Россия', 'group Москва', 'group Беларусь', 'group Минск'],
    });
  });

  test.each([
    ['somebody without details, in a list that does not begin with a group', [anna, 'Лютик;;', anna], 'Лютик'],
    ['a company with its legal form', ['ООО Лютик;;', anna], 'ООО Лютик'],
    ['a company in quotes', ['«Лютик»;;', anna], '«Лютик»'],
    ['a person', ['Иванов Пётр;;', anna], 'Иванов Пётр'],
    ['a person with initials', ['Ржавый Я. Ю.;;', anna], 'Ржавый Я. Ю.'],
    ['a name above names of its kind', ['Лютик;;', 'Вектор;+79161234567;Тверь'], 'Лютик'],
    ['the last row', [anna, 'Раздел А'], 'Раздел А'],
    ['a group of companies', [anna, 'Группа компаний Лютик;;', anna], 'Группа компаний Лютик'],
    ['a department with a phone', [anna, 'Отдел продаж;+74951234567;', anna], 'Отдел продаж'],
    ['a second phone of the row above', ['Москва', anna, ';+79161234568;', anna], ''],
    ['a number alone', [anna, '12;;', anna], '12'],
  ])('is not %s', (_, lines, name) => {
    expect(sorted(lines).records).toContain(name);
  });

  test('is none of a plain list of names', () => {
    const names = ['Лютик', 'Вектор', 'Раздел А', 'ООО Ромашка', 'Анна'];
    expect(sorted(names)).toEqual({ records: names, aside: [] });
  });
});

test('a footer after the grand total is set aside, and is a record again when the list goes on', () => {
  const end = [anna, 'Итого;;1', '', 'Сформировано: 15.03.2024', 'Смирнова И. И.'];
  expect(sorted(end).aside).toEqual(['total Итого', 'footer Сформировано: 15.03.2024', 'footer Смирнова И. И.']);
  expect(sorted([...end, anna]).records).toEqual([
    'Анна Иванова',
    'Сформировано: 15.03.2024',
    'Смирнова И. И.',
    'Анна Иванова',
  ]);
});
