import { cpuMs } from '../cost.ts';
import { expect, it } from 'vitest';
import type { Cell } from '../../src/model/row.ts';
import { contacts, mapped, outcome, problemsOf, rows } from './workspace.ts';

/** `«` marks where the problem must point. */
const wrong: readonly (readonly [expression: string, code: string, suggestion?: string])[] = [
  ['row["A"] == «', 'mapping.expression-syntax'],
  ['1 +«', 'mapping.expression-syntax'],
  ['(row["A"]«', 'mapping.expression-syntax'],
  ['row["A"«', 'mapping.expression-syntax'],
  ['row["A"]«]', 'mapping.expression-syntax'],
  ['"a" + «"b', 'mapping.expression-syntax'],
  ["«'abc", 'mapping.expression-syntax'],
  ['row.«ИНН', 'mapping.expression-syntax'],
  ['«ИНН', 'mapping.expression-syntax'],
  ['row["A"] «& row["B"]', 'mapping.expression-syntax'],
  ['row["A"] «| "x"', 'mapping.expression-syntax'],
  ['row["A"] «= "x"', 'mapping.expression-syntax'],
  ['row["A"] «and "x"', 'mapping.expression-syntax'],
  ['[1, 2«', 'mapping.expression-syntax'],
  ['true ? "a"«', 'mapping.expression-syntax'],
  ['«', 'mapping.expression-syntax'],
  ['"a" «"b"', 'mapping.expression-syntax'],
  ['1 «2', 'mapping.expression-syntax'],
  ['row["A"] + «№', 'mapping.expression-syntax'],
  ['«row["A"] + 1', 'mapping.expression-type'],
  ['«"a" * 2', 'mapping.expression-type'],
  ['«row["A"] > 5', 'mapping.expression-type'],
  ['«num(row["A"]) + "руб"', 'mapping.expression-type'],
  ['«row["A"] ? "x" : "y"', 'mapping.expression-type'],
  ['«true ? "a" : 1', 'mapping.expression-type'],
  ['«row["A"] == 1', 'mapping.expression-type'],
  ['«num(row["A"]) == "1"', 'mapping.expression-type'],
  ['«rownum == "1"', 'mapping.expression-type'],
  ['«!row["A"]', 'mapping.expression-type'],
  ['«-row["A"]', 'mapping.expression-type'],
  ['«name + "x"', 'mapping.unknown-name'],
  ['«rwo["A"]', 'mapping.unknown-name', 'row'],
  ['«valeu + "x"', 'mapping.unknown-name', 'value'],
  ['const.«citi', 'mapping.unknown-name', 'city'],
  ['const["«town"]', 'mapping.unknown-name'],
  ['«rownumber + 1', 'mapping.unknown-name'],
  ['«lowr(row["A"])', 'mapping.unknown-function', 'lower'],
  ['«uper(row["A"])', 'mapping.unknown-function', 'upper'],
  ['"x" + «digts(row["A"])', 'mapping.unknown-function', 'digits'],
  ['«concat(row["A"], "b")', 'mapping.unknown-function'],
  ['row["A"].«startWith("x")', 'mapping.unknown-function', 'startsWith'],
  ['«Lower(row["A"])', 'mapping.unknown-function', 'lower'],
  ['«join_nonemty(" ", ["a"])', 'mapping.unknown-function', 'join_nonempty'],
  ['«rx(row["A"])', 'mapping.function-arguments'],
  ['«lower()', 'mapping.function-arguments'],
  ['«lower(1)', 'mapping.function-arguments'],
  ['«cut(row["A"], "5")', 'mapping.function-arguments'],
  ['«word(row["A"])', 'mapping.function-arguments'],
  ['«join(["a"], ", ")', 'mapping.function-arguments'],
  ['«days_between(row["A"])', 'mapping.function-arguments'],
  ['row["A"].«matches("a")', 'mapping.expression-forbidden'],
  ['«matches(row["A"], "a")', 'mapping.expression-forbidden'],
  ['«row[value]', 'mapping.expression-forbidden'],
  ['«rx(row["A"], row["B"])', 'mapping.expression-forbidden'],
  ['«lookup(row["A"], row["B"])', 'mapping.expression-forbidden'],
  ['[1].map(a, [2].map(b, [3].«map(c, c)))', 'mapping.expression-forbidden'],
  ['rx(row["A"], «"(a")', 'mapping.regex'],
  ['rx(row["A"], «"(?=a)")', 'mapping.regex'],
  ['split(row["A"], «"[")', 'mapping.regex'],
  ['lookup("«town", row["A"])', 'mapping.unknown-map', 'towns'],
  ['src["«x::A"]', 'mapping.unknown-alias'],
  ['row["A"] + const.«cyti', 'mapping.unknown-name', 'city'],
];

const top = 'const: {city: Тула}\nmaps: {towns: {values: {Т: Тула}}}\n';

it.each(wrong)('%s is refused at its place', async (marked = '', code, suggestion) => {
  const offset = marked.indexOf('«');
  const quoted = marked.replace('«', '').replaceAll("'", "''");
  const line = `position: {expr: '${quoted}'}`;
  const shift = (marked.slice(0, offset).match(/'/g) ?? []).length;
  const problems = await problemsOf(contacts(`full_name: ФИО\n${line}\ndepartment: {from: T, map: towns}`, top));
  const shown = problems.map((one) => `${one.code} ${one.place.line}:${one.place.column}`);
  const column = 6 + "position: {expr: '".length + offset + shift + 1;
  expect(shown).toEqual([`${code} 12:${column}`]);
  if (suggestion !== undefined) expect(problems[0]?.suggestion).toBe(suggestion);
});

it('has sixty of them', () => {
  expect(wrong.length).toBeGreaterThanOrEqual(60);
});

it.each([['where'], ['when']])('a condition in %s must give yes or no', async (key) => {
  const fields = key === 'when' ? `full_name: {from: ФИО, when: 'row["A"]'}` : 'full_name: ФИО';
  const text = contacts(fields).replace(
    '    key: ID\n',
    key === 'where' ? `    key: ID\n    where: 'row["A"]'\n` : '    key: ID\n',
  );
  expect((await problemsOf(text)).map((one) => one.code)).toEqual(['mapping.expression-result']);
});

const values: readonly (readonly [expression: string, cells: readonly Cell[], result: unknown])[] = [
  ['row["A"] + " " + row["B"]', ['x', 'y'], 'x y'],
  ['string(num(row["A"]) + 1)', ['41'], '42'],
  ['string(num(row["A"]) * 2)', ['1 234,5'], '2469'],
  ['num(row["A"]) > 5 ? "много" : "мало"', ['7'], 'много'],
  ['num(row["A"]) == 7 ? "семь" : "нет"', ['7'], 'семь'],
  ['digits(row["A"])', ['+7 (916) 1'], '79161'],
  ['lower(row["A"])', ['ООО'], 'ооо'],
  ['upper(row["A"])', ['ооо'], 'ООО'],
  ['title(row["A"])', ['иван ПЕТРОВ-водкин'], 'Иван Петров-Водкин'],
  ['trim(row["A"])', [' a '], 'a'],
  ['cut(row["A"], 3)', ['Ромашка'], 'Ром'],
  ['join(", ", split(row["A"], "[;,] ?"))', ['a;b, c'], 'a, b, c'],
  ['join_nonempty("; ", [row["A"], row["B"], "z"])', ['', 'b'], 'b; z'],
  ['first(split(row["A"], " "))', ['Иван Петров'], 'Иван'],
  ['last(split(row["A"], " "))', ['Иван Петров'], 'Петров'],
  ['coalesce(row["A"], row["B"], "нет")', ['', ''], 'нет'],
  ['coalesce(row["A"], row["B"])', [' ', 'b'], 'b'],
  ['blank(row["A"]) ? "пусто" : "есть"', ['  '], 'пусто'],
  ['word(row["A"], 2)', ['один  два три'], 'два'],
  ['word(row["A"], -1)', ['один два три'], 'три'],
  ['rx(row["A"], "^ООО") ? "юр" : "физ"', ['ООО Ромашка'], 'юр'],
  ['rx_replace(row["A"], "([0-9]+)", "<$1>")', ['дом 5'], 'дом <5>'],
  ['rx_extract(row["A"], "кв\\\\. ?([0-9]+)")', ['ул. Мира, кв. 12'], '12'],
  ['rx_extract(row["A"], "([a-z]+)([0-9]+)", 2)', ['abc77'], '77'],
  ['contains_any(row["A"], ["факс", "fax"]) ? "да" : "нет"', ['Тел./ФАКС 22'], 'да'],
  ['lookup("towns", row["A"])', [' т '], 'Тула'],
  ['inn_ok(row["A"]) ? "да" : "нет"', ['7707083893'], 'да'],
  ['inn_ok(row["A"]) ? "да" : "нет"', ['7707083894'], 'нет'],
  ['phone_ok(row["A"]) ? "да" : "нет"', ['8 916 123-45-67'], 'да'],
  ['phone_ok(row["A"]) ? "да" : "нет"', ['нет'], 'нет'],
  ['email_ok(row["A"]) ? "да" : "нет"', ['a@b.ru'], 'да'],
  ['cell(row, "нет такого")', [''], undefined],
  ['cell(row, "A")', ['a'], 'a'],
  ['has(row.A) && row["A"] != "" ? "да" : "нет"', ['a'], 'да'],
  ['string(days_between(row["A"], "2026-03-01"))', ['2026-02-27'], '2'],
  ['now()', [''], '2026-11-22'],
  ['date(row["A"])', ['12.03.2026'], '2026-03-12'],
  ['money(row["A"])', ['1 234,50 руб.'], '1234.50'],
  ['const.city + "!"', [''], 'Тула!'],
  ['hash(row["A"])', ['a'], 'ca978112ca1bbdca'],
  ['string(rownum) + file', [''], '2in.csv'],
  ['"А" in row ? "да" : "нет"', [''], 'нет'],
  ['[row["A"], row["B"]].filter(x, x != "").map(x, upper(x)).exists(x, x == "B") ? "да" : "нет"', ['', 'b'], 'да'],
];

it.each(values)('%s over %j gives %j', async (expression, cells, result) => {
  const text = contacts(
    `full_name: ФИО\nposition: {expr: '${expression.replaceAll("'", "''")}', on_error: drop}\ndepartment: {from: B, map: towns, on_error: drop}`,
    top,
  );
  const [one] = await mapped(text, rows(['A', 'B', 'ID', 'ФИО'], [cells[0]!, cells[1] ?? '', '1', 'Иванов']));
  expect((outcome(one!) as Record<string, unknown>)['position']).toEqual(result);
});

it('whole numbers of expressions are numbers, not texts or big integers', async () => {
  const text = contacts(`full_name: ФИО\ncustom: {n: {expr: 'size(row["A"]) + 1'}}`);
  const [one] = await mapped(text, rows(['A', 'ID', 'ФИО'], ['abc', '1', 'Иванов']));
  expect(outcome(one!)).toMatchObject({ custom: { n: 4 } });
});

it('an expression that fails on a row follows on_error', async () => {
  const given = rows(['A', 'ID', 'ФИО'], ['много', '1', 'Иванов']);
  const field = (policy: string) => contacts(`full_name: ФИО\ncustom: {n: {expr: 'num(row["A"]) * 2.0'${policy}}}`);
  expect(outcome((await mapped(field(''), given))[0]!)).toEqual(['record.expression']);
  expect(outcome((await mapped(field(', on_error: drop'), given))[0]!)).toEqual({ full_name: 'Иванов' });
  expect(outcome((await mapped(field(', on_error: default, default: "0"'), given))[0]!)).toMatchObject({
    custom: { n: '0' },
  });
});

it('value is what from and do made', async () => {
  const text = contacts(`full_name: {from: ФИО, do: [trim], expr: 'value + " (" + row["A"] + ")"'}`);
  const [one] = await mapped(text, rows(['A', 'ID', 'ФИО'], ['a', '1', ' Иванов ']));
  expect(outcome(one!)).toEqual({ full_name: 'Иванов (a)' });
});

it('a where that cannot be worked out rejects the row instead of dropping it', async () => {
  const text = contacts('full_name: ФИО').replace('    key: ID\n', `    key: ID\n    where: 'num(row["A"]) > 1.0'\n`);
  const found = await mapped(
    text,
    rows(['A', 'ID', 'ФИО'], ['x', '1', 'Иванов'], ['1', '2', 'Петров'], ['2', '3', 'Сидоров']),
  );
  expect(found.map(outcome)).toEqual([['record.expression'], 'filtered', { full_name: 'Сидоров' }]);
});

it('a pattern on which other engines hang is answered in bounded time', async () => {
  const text = contacts(`full_name: ФИО\nposition: {expr: 'rx(row["A"], "^(a+)+$") ? "да" : "нет"'}`);
  const spent = await cpuMs(async () => {
    const [one] = await mapped(text, rows(['A', 'ID', 'ФИО'], [`${'a'.repeat(5000)}!`, '1', 'Иванов']));
    expect(outcome(one!)).toMatchObject({ position: 'нет' });
  });
  expect(spent).toBeLessThan(5000);
});
