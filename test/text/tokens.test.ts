import { expect, it } from 'vitest';
import { tidyText } from '../../src/text/tokens.ts';

it.each([
  ['  Иванов   Иван ', 'Иванов Иван'],
  ['Иванов\u00A0Иван', 'Иванов Иван'],
  ['Ива\u00ADнов\u200B', 'Иванов'],
  ['Петров–Водкин — художник', 'Петров-Водкин - художник'],
  ['Андре\u0438\u0306', 'Андрей'],
  ['а\r\n\tб', 'а б'],
  ['Иванов', 'Иванов'],
])('%j is tidied to %j', (input, output) => {
  expect(tidyText(input)).toBe(output);
});
