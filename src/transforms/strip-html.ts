import { z } from 'zod';
import { plainText } from '../text/html.ts';
import { defineTransform, onStrings } from './transform.ts';

const looksRich = /<(?:\/?[A-Za-z][A-Za-z\d]*[\s/>]|!--|[!?][A-Za-z])/;
const hasEntity = /&(?:#\d|#[xX]|[A-Za-z]+;)/;

export const stripHtml = defineTransform({
  name: 'strip_html',
  summary: {
    ru: 'Превращает текст с HTML-разметкой в обычный: абзацы становятся строками, ссылки остаются в скобках.',
    en: 'Turns HTML into plain text: paragraphs become lines, links stay in brackets.',
  },
  options: z.strictObject({}),
  idempotent: false,
  compile: () =>
    onStrings((text, note) => {
      if (!looksRich.test(text) && !hasEntity.test(text)) return text;
      const plain = plainText(text);
      if (plain.media > 0) note('text.html-media', { count: plain.media });
      return plain.text || null;
    }),
  examples: [
    { input: '<p>Звонил клиент</p><p>Просил КП</p>', output: 'Звонил клиент\n\nПросил КП' },
    { input: 'строка 1<br>строка 2<br/>строка 3', output: 'строка 1\nстрока 2\nстрока 3' },
    { input: '<ul><li>раз</li><li>два</li></ul>', output: '- раз\n\n- два' },
    { input: '<b>ООО</b> &laquo;Ромашка&raquo;', output: 'ООО «Ромашка»' },
    { input: '<a href="https://romashka.ru/price">прайс</a>', output: 'прайс (https://romashka.ru/price)' },
    { input: '<a href="mailto:info@romashka.ru">info@romashka.ru</a>', output: 'info@romashka.ru' },
    { input: 'до<img src="data:image/png;base64,AAAA">после', output: 'допосле', notes: ['text.html-media'] },
    { input: '<style>p{color:red}</style>текст', output: 'текст' },
    { input: 'a < b и c > d', output: 'a < b и c > d' },
    { input: 'сумма <100 руб', output: 'сумма <100 руб' },
    { input: '<!-- скрыто -->видно', output: 'видно' },
    { input: 'Иванов <Vanya> и <b>сын</b>', output: 'Иванов <Vanya> и сын' },
    { input: 'см. <script>забыли закрыть', output: 'см. забыли закрыть' },
    { input: '<div></div>', output: null },
    { input: 'обычный\nтекст', output: 'обычный\nтекст' },
  ],
});
