import { describe, expect, it } from 'vitest';
import { sniffDelimiter } from '../../src/text/delimiter.ts';

describe('sniffDelimiter', () => {
  it.each([',', ';', '\t', '|'])('finds %j', (delimiter) => {
    const text = `${['Имя', 'Город', 'Сумма'].join(delimiter)}\n${['Иван', 'Москва', '5'].join(delimiter)}\n`;
    expect(sniffDelimiter(text, true)).toEqual({ delimiter, confidence: 1, columns: 3 });
  });

  it('is not misled by decimal commas', () => {
    expect(sniffDelimiter('Имя;Сумма\nИван;12,50\nПётр;13,75\nОлег;14\n', true).delimiter).toBe(';');
  });

  it('is not misled by delimiters and line breaks inside quotes', () => {
    expect(sniffDelimiter('a,b\n"x;y;z\n;;",1\n"q;w;e",2\n', true)).toMatchObject({ delimiter: ',', columns: 2 });
  });

  it('is not misled by titles above the table', () => {
    const text = 'Отчёт, сводный\nза 2024 год\n\nИмя;Город;Сумма\nИван;Москва;1\nПётр;Тверь;2\n';
    expect(sniffDelimiter(text, true)).toMatchObject({ delimiter: ';', columns: 3, confidence: 1 });
  });

  it('leaves out the last line when it may be cut', () => {
    expect(sniffDelimiter('a;b;c\n1;2;3\n4,5', false)).toMatchObject({ delimiter: ';', confidence: 1 });
  });

  it('says that a single column has none', () => {
    expect(sniffDelimiter('Телефон\n123\n456\n', true)).toMatchObject({ confidence: 0, columns: 1 });
  });

  it('says how uneven the lines are', () => {
    expect(sniffDelimiter('a,b,c\n1,2,3\n1\n1,2\nx\ny,z\nq\n', true).confidence).toBeLessThan(0.5);
  });
});
