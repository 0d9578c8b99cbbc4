import type { Finding } from '../../model/issue.ts';
import type { Cell } from '../../model/row.ts';
import type { CellLook } from '../../model/profile.ts';
import { firstMixedWord } from '../../text/lookalikes.ts';
import { hasLostLetters, repairMojibake } from '../../text/mojibake.ts';
import { dayOf } from './cell-look.ts';

/** Signs that no odd value is without; most values have none of them and are not looked at further. */
// oxlint-disable-next-line no-control-regex
const suspicious =
  /[^\u0020-\u003b\u003f-\u007e\u00ab\u00bb\u0401\u0410-\u044f\u0451\u2013\u2014\u2116]|^[-+=@#?.]|\?\?|E\+|  /;
const sheetError = /^#(REF|N\/A|VALUE|DIV\/0|NAME\?|NULL|NUM|ССЫЛКА|Н\/Д|ЗНАЧ|ДЕЛ\/0|ИМЯ\?|ПУСТО|ЧИСЛО)!?$/i;
const scientific = /^\d[.,]?\d*E\+\d{2}$/i;
const formula = /^(?:=|@\w|[+-](?=[\p{L}(]))/u;
const markup = /<\/?(?:p|br|div|span|a|b|i|ul|li|table|td|tr|font|img)\b[^>]*>|&(?:nbsp|amp|quot|lt|gt|#\d+);/i;
const oddSpaces = /[\u00a0\u2000-\u200b\u202f\u205f\u3000]| {2}/;
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const mixedLetters = /[A-Za-z]/;
const standIn =
  /^(?:[-–—.?*_]+|нет|нету|н\/д|нд|не указано?|не задано?|неизвестно|пусто|отсутствует|n\/?a|none|null|nil|unknown|not set|тест|test|xxx+|ххх+|asdf|йцукен)$/i;
const maxDigits = 15;

/** What is odd in one filled cell, at most a few findings; empty for nearly all. */
export function odditiesOf(cell: Cell, text: string, look: CellLook): readonly Finding[] {
  if (typeof cell === 'number') {
    return Math.abs(cell) >= 10 ** maxDigits ? [{ code: 'profile.digits-lost', args: {} }] : none;
  }
  if (look === 'date') return farDate(text);
  if (typeof cell !== 'string') return none;
  const found: Finding[] = [];
  if (cell.length !== text.length || oddSpaces.test(text)) found.push({ code: 'profile.spaces', args: {} });
  if (text.length <= 20 && standIn.test(text)) found.push({ code: 'profile.stand-in', args: {} });
  else if (suspicious.test(text)) found.push(...odditiesOfText(text));
  if (look === 'text' && mixedLetters.test(text)) {
    const word = firstMixedWord(text);
    if (word !== undefined) found.push({ code: 'profile.lookalike', args: { word } });
  }
  return found;
}

const none: readonly Finding[] = [];

function odditiesOfText(text: string): readonly Finding[] {
  if (sheetError.test(text)) return [{ code: 'profile.spreadsheet-error', args: {} }];
  if (scientific.test(text)) return [{ code: 'profile.scientific', args: {} }];
  const found: Finding[] = [];
  if (hasLostLetters(text)) found.push({ code: 'profile.lost-letters', args: {} });
  else {
    const { text: repaired, misreadings } = repairMojibake(text);
    if (misreadings.length > 0) found.push({ code: 'profile.mojibake', args: { repaired } });
  }
  if (control.test(text)) found.push({ code: 'profile.control-characters', args: {} });
  if (formula.test(text)) found.push({ code: 'profile.formula', args: {} });
  if (markup.test(text)) found.push({ code: 'profile.markup', args: {} });
  return found;
}

function farDate(text: string): readonly Finding[] {
  const year = Number(dayOf(text)?.slice(0, 4));
  return year < 1902 || year > 2100 ? [{ code: 'profile.far-date', args: { year } }] : none;
}
