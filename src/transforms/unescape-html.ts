import { z } from 'zod';
import { decodeEntities } from '../text/html.ts';
import { defineTransform, onStrings } from './transform.ts';

export const unescapeHtml = defineTransform({
  name: 'unescape_html',
  summary: {
    ru: 'Заменяет HTML-сущности (&quot;, &#171;) знаками, один раз; неизвестные оставляет как есть.',
    en: 'Replaces HTML entities (&quot;, &#171;) by their characters, once; unknown ones stay.',
  },
  options: z.strictObject({}),
  idempotent: false,
  compile: () => onStrings((text) => decodeEntities(text)),
  examples: [
    { input: 'ООО &quot;Ромашка&quot;', output: 'ООО "Ромашка"' },
    { input: 'Рога &amp; копыта', output: 'Рога & копыта' },
    { input: '&#171;Лютик&#187;', output: '«Лютик»' },
    { input: '&#x41F;ривет', output: 'Привет' },
    { input: 'г.&nbsp;Москва', output: 'г.\u00A0Москва' },
    { input: '&amp;lt;', output: '&lt;' },
    { input: 'AT&T', output: 'AT&T' },
    { input: '&неизвестно;', output: '&неизвестно;' },
    { input: '&constructor;', output: '&constructor;' },
    { input: '&#0;&#xD800;', output: '&#0;&#xD800;' },
    { input: 'без сущностей', output: 'без сущностей' },
  ],
});
