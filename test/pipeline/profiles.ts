import type { Profile } from '../../src/model/profile.ts';
import { profileFiles } from '../../src/pipeline/inspect.ts';
import { csv } from '../../src/sources/csv.ts';
import { bytesInput } from '../bytes-input.ts';
import { testContext } from '../context.ts';

/** The profile of one table of text. */
export async function profileOf(
  text: string,
  masking: Profile['masking'] = 'none',
  file = 'people.csv',
): Promise<Profile> {
  const input = bytesInput(file, Buffer.from(text));
  const source = { input, source: csv, kind: 'CSV', options: {} };
  return profileFiles([source], testContext().context, masking);
}

/** A table of people: every kind of oddity in known numbers. */
export const oddPeople = [
  'Код;ФИО;Телефон;E-mail;Город;Комментарий;Пусто;Заметка;Статус',
  '1;Иванов Иван;8 916 123-45-67;ivanov@mail.ru;Москва;-;;Рџ РµС‚СЂ;новый',
  '2;Петров Петр;8 916 123-45-67;IVANOV@mail.ru;Москва;<p>звонить</p>;;;новый',
  '3;Иван  Иванов;+79161234568;нет;Тула; край;;;новый',
  '4;Сидорова Анна;нет;anna@;Тyла;????? ????;;;новый',
  '4;Кузнецова Ольга;123;olga@mail.ru;Тула;7,92812E+10;;;новый',
  '6;Орлов Олег;;oleg@mail.ru;Омск;#ССЫЛКА!;;;новый',
  '7;Орлова Яна;;yana@mail.ru;Омск;=1+1;;;новый',
  '8;Белов Ян;;yan@mail.ru;Омск;обычный;;;новый',
  '9;Белов Лев;;lev@mail.ru;Омск;обычный;;;новый',
  '10;Белов Кир;;kir@mail.ru;Омск;обычный;;;новый',
  '',
].join('\n');
