import type { Example } from './transform.ts';

const ivanov = {
  full_name: 'Иванов Сергей Петрович',
  last_name: 'Иванов',
  first_name: 'Сергей',
  middle_name: 'Петрович',
  sex: 'male',
};

/** Executed as tests and shown on the reference page of `person_name`. */
export const personNameExamples: readonly Example[] = [
  { input: 'Иванов Сергей Петрович', output: ivanov },
  { input: 'Сергей Петрович Иванов', output: { ...ivanov, full_name: 'Сергей Петрович Иванов' } },
  { input: 'ИВАНОВ СЕРГЕЙ ПЕТРОВИЧ', output: ivanov },
  {
    options: { case: 'keep', sex: false },
    input: 'ИВАНОВ Сергей',
    output: { full_name: 'ИВАНОВ Сергей', last_name: 'ИВАНОВ', first_name: 'Сергей' },
  },
  {
    input: 'иванова анна',
    output: { full_name: 'Иванова Анна', last_name: 'Иванова', first_name: 'Анна', sex: 'female' },
  },
  {
    input: 'Смирнова Маша',
    output: { full_name: 'Смирнова Маша', last_name: 'Смирнова', first_name: 'Маша', sex: 'female' },
  },
  {
    input: 'Мамедов Али Гасан оглы',
    output: {
      full_name: 'Мамедов Али Гасан оглы',
      last_name: 'Мамедов',
      first_name: 'Али',
      middle_name: 'Гасан оглы',
      sex: 'male',
    },
  },
  {
    input: "О'НИЛ ШОН",
    output: { full_name: "О'Нил Шон", last_name: "О'Нил", first_name: 'Шон', sex: 'male' },
  },
  {
    input: 'John Smith',
    output: { full_name: 'John Smith', last_name: 'Smith', first_name: 'John', sex: 'male' },
  },
  {
    input: 'Кyзнeцoв Алeкcaндp',
    output: { full_name: 'Кузнецов Александр', last_name: 'Кузнецов', first_name: 'Александр', sex: 'male' },
    notes: ['name.lookalike'],
  },
  { input: 'Иванов С.П.', output: { full_name: 'Иванов С.П.', sex: 'male' }, notes: ['name.initials-only'] },
  {
    input: 'Иванов Иван (директор)',
    output: { full_name: 'Иванов Иван', last_name: 'Иванов', first_name: 'Иван', sex: 'male', position: 'директор' },
    notes: ['name.remark'],
  },
  {
    input: 'г-жа Петрова',
    output: { full_name: 'Петрова', last_name: 'Петрова', sex: 'female', salutation: 'г-жа' },
  },
  {
    input: 'ИП Иванов Сергей Петрович',
    output: ivanov,
    notes: ['name.entrepreneur'],
  },
  { input: 'Bdfyjd Cthutq', output: { full_name: 'Bdfyjd Cthutq' }, notes: ['name.keyboard-layout'] },
  {
    input: 'Иванов Иван, Петрова Мария',
    output: { full_name: 'Иванов Иван, Петрова Мария' },
    notes: ['name.two-people'],
  },
  { input: 'Иван и Мария', output: { full_name: 'Иван и Мария' }, notes: ['name.two-people'] },
  { input: 'ООО Ромашка', output: { full_name: 'ООО Ромашка' }, notes: ['name.not-a-person'] },
  { input: 'Тест Тестович', output: { full_name: 'Тест Тестович' }, notes: ['name.not-a-person'] },
  { input: 'Иванов Иван 2', output: { full_name: 'Иванов Иван 2' }, notes: ['name.digits'] },
  { input: 'Роман Александр', output: { full_name: 'Роман Александр' }, notes: ['name.order-uncertain'] },
  {
    options: 'LFM',
    input: 'Роман Александр',
    output: { full_name: 'Роман Александр', last_name: 'Роман', first_name: 'Александр', sex: 'male' },
  },
  { input: 'Зубр', output: { full_name: 'Зубр' }, notes: ['name.parts-uncertain'] },
  { input: ' ', output: null },
];
