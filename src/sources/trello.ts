import { z } from 'zod';
import type { Input } from '../input.ts';
import { flag, option } from '../model/option.ts';
import { defineSource, type Detection } from './source.ts';

const trelloOptions = z.strictObject({
  amount_field: option(z.string().optional(), {
    en: 'Custom field that holds the amount; by default the only number field, or the only one whose name says so',
    ru: 'Поле карточки с суммой; по умолчанию единственное числовое или единственное с подходящим названием',
  }),
  field_columns: option(flag.default(false), {
    en: 'Give every custom field a column of its own beside the list of all of them',
    ru: 'Дать каждому полю карточки свой столбец, а не только общий перечень',
  }),
  one_table: option(flag.default(false), {
    en: 'Give check items and comments as texts of the card instead of tables of their own',
    ru: 'Отдать пункты чек-листов и комментарии текстом карточки, а не отдельными таблицами',
  }),
});

/**
 * A Trello board saved as JSON, or one card of it: tables `card`, `checkitem`, `comment`, `member`. The document is held whole, because
 * what cards refer to may stand after them.
 */
export const trello = defineSource({
  name: 'trello',
  summary: 'Trello boards saved as JSON: cards, checklists, comments, members',
  extensions: ['.json'],
  options: trelloOptions,
  preset: 'trello',
  detect: detectTrello,
  async *read(input, settings, context) {
    const { readTrello } = await import('./trello/read.ts');
    yield* readTrello(input, settings, context);
  },
});

async function detectTrello(input: Input): Promise<Detection | undefined> {
  const head = Buffer.from(await input.head()).toString('latin1');
  if (!/^(?:\xef\xbb\xbf)?\s*\{/.test(head)) return undefined;
  if (!/"(?:url|shortUrl)"\s*:\s*"https:\\?\/\\?\/trello\.com\\?\/[bc]\\?\//.test(head)) return undefined;
  const isBoard = /"(?:labelNames|memberships|lists|cards)"\s*:/.test(head);
  const isCard = /"idBoard"\s*:/.test(head) && /"idList"\s*:/.test(head);
  return isBoard || isCard ? { confidence: 0.95, kind: isBoard ? 'Trello board' : 'Trello card' } : undefined;
}
