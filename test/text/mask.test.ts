import { expect, test } from 'vitest';
import { mask } from '../../src/text/mask.ts';

const partial = { masking: 'partial', salt: 's' } as const;

test.each([
  ['+7 900 123-45-67', 'phone', '+7 900 ***-**-67'],
  ['Иванов И. П.', 'name', 'И*** И. П.'],
  ['ivan@mail.ru', 'email', 'i***@mail.ru'],
  ['7707083893', 'inn_person', '77******93'],
  ['звонить Анне 8-916', 'free_text', 'з*** А*** *-***'],
  ['ООО Ромашка', 'none', 'ООО Ромашка'],
] as const)('%s as %s is shown as %s', (value, kind, shown) => {
  expect(mask(value, kind, partial)).toBe(shown);
});

test('full masking tells equal values from unequal ones and shows nothing of them', () => {
  const full = { masking: 'full', salt: 's' } as const;
  const [one, same, other] = ['+79001234567', '+79001234567', '+79001234568'].map((value) =>
    mask(value, 'phone', full),
  );
  expect(one).toBe(same);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^phone#[0-9a-f]{6}$/);
});
