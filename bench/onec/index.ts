import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runNode } from '../child.ts';

// Reads a CommerceML file of so many megabytes (200 by default) with the source and with saxes alone, in processes of their own.
const megabytes = Number(process.argv[2] ?? 200);
const root = resolve(import.meta.dirname, '../..');

function order(number: number): string {
  const buyer = number % 5_000;
  const items = Array.from(
    { length: 12 },
    (_, index) =>
      `<Товар><Ид>t${index}</Ид><Наименование>Товар &amp;quot;№ ${index}&amp;quot;, коробка</Наименование><БазоваяЕдиница>шт</БазоваяЕдиница><ЦенаЗаЕдиницу>10.50</ЦенаЗаЕдиницу><Количество>2</Количество><Сумма>21.00</Сумма></Товар>`,
  );
  return `<Документ><Ид>${number}</Ид><Номер>${number}</Номер><Дата>2026-01-14</Дата><Время>12:00:00</Время><ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль><Валюта>RUB</Валюта><Сумма>252.00</Сумма><Контрагенты><Контрагент><Ид>b${buyer}</Ид><Наименование>Покупатель ${buyer} ООО</Наименование><ИНН>7700000009</ИНН><Роль>Покупатель</Роль><Контакты><Контакт><Тип>Телефон рабочий</Тип><Значение>+7 (495) 123-45-67</Значение></Контакт></Контакты></Контрагент></Контрагенты><Товары>${items.join('')}</Товары></Документ>\n`;
}

async function write(file: string): Promise<void> {
  const out = createWriteStream(file);
  out.write('<?xml version="1.0" encoding="UTF-8"?>\n<КоммерческаяИнформация ВерсияСхемы="2.08">\n');
  for (let number = 1, bytes = 0; bytes < megabytes * 1e6; number += 1) {
    const text = order(number);
    bytes += Buffer.byteLength(text);
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end('</КоммерческаяИнформация>\n');
  await once(out, 'close');
}

const folder = await mkdtemp(join(tmpdir(), 'perenos-bench-'));
try {
  const file = join(folder, 'orders.xml');
  await write(file);
  const script = (name: string): string => join(root, 'bench', 'scripts', name);
  const bare = await runNode(root, '--import', 'tsx', script('bare-saxes.ts'), file);
  const source = await runNode(root, '--import', 'tsx', script('read-commerceml.ts'), file);
  for (const [name, run] of Object.entries({ 'saxes alone': bare, 'the source': source })) {
    const peak = Math.round(run.peakBytes / 1024 ** 2);
    console.log(`${name}: ${(run.cpuMs / 1000).toFixed(2)} s of CPU, peak ${peak} MB, ${run.out.trim()}`);
  }
  console.log(`${(source.cpuMs / bare.cpuMs).toFixed(2)} times the CPU time of saxes alone; at most 2, and 256 MB`);
} finally {
  await rm(folder, { recursive: true });
}
