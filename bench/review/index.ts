// npm run bench:review -- [--groups N]: the review page with very many questions: how long until it lists them, and until one is shown.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { loadLocale } from '../../src/locales/language.ts';
import { loadReviewTexts } from '../../src/locales/review-texts.ts';
import { Ledger } from '../../src/review/ledger.ts';
import { reviewPage } from '../../src/review/page.ts';
import { ReviewQueue } from '../../src/review/queue.ts';
import { serveReview } from '../../src/review/server.ts';
import { openPlan } from '../../src/store/plan.ts';

const { values } = parseArgs({
  options: { groups: { type: 'string', default: '50000' }, keep: { type: 'string' } },
});
const groups = Number(values.groups);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'perenos-bench-review-'));

const surnames = ['Воробьёв', 'Щукин', 'Лебедев', 'Громов', 'Киселёв', 'Дроздов', 'Фомин', 'Зуев', 'Носков', 'Рябов'];
const names = ['Олег', 'Пётр', 'Егор', 'Лев', 'Яков', 'Марк', 'Фёдор', 'Глеб', 'Артём', 'Денис'];
const letters = 'абвгдежзиклмнопрстуфхцчшэюя';

/** Pairs of people that share a phone and a surname and differ in the rest: only a person can judge them. */
function table(): string {
  const rows = ['Код;ФИО;Телефон;Почта;Должность;Ответственный'];
  for (let i = 0; i < groups; i += 1) {
    const letter = (place: number) => letters.charAt(Math.floor(i / letters.length ** place) % letters.length);
    const name = `${surnames[i % 10] ?? ''}${letter(0)}${letter(1)}${letter(2)}енко ${names[(i * 3) % 10] ?? ''}`;
    const phone = `+7916${String(1_000_000 + i)}`;
    rows.push(`a${i};${name} Ильич;${phone};a${i}@firma.ru;менеджер;u${i % 20}`);
    rows.push(`b${i};${name};${phone};b${i}@mail.ru;директор;u${i % 20}`);
  }
  return `${rows.join('\n')}\n`;
}

const mapping = `perenos: 1
project: review
target: {type: sqlite, limits: {max_reject_share: 100%}}
dedupe:
  contact: {auto: 150}
sources:
  crm: {file: people.csv, key: Код}
load:
  people:
    entity: contact
    from: crm
    key: Код
    fields:
      full_name: {from: ФИО, required: true}
      phones: [{from: Телефон, do: [phone], on_error: keep}]
      emails: [{from: Почта, do: [email], on_error: keep}]
      position: Должность
`;

const runs = join(folder, '.perenos', 'runs');
if (!existsSync(runs)) {
  writeFileSync(join(folder, 'people.csv'), table());
  writeFileSync(join(folder, 'perenos.yaml'), mapping);
  const made = spawnSync(process.execPath, ['bin/perenos.js', '-C', folder, 'plan', '-q'], { encoding: 'utf8' });
  if (made.status !== 0 && made.status !== 1) throw new Error(made.stderr);
}

const timings: [string, number][] = [];
let last = performance.now();
const lap = (what: string): void => {
  timings.push([what, performance.now() - last]);
  last = performance.now();
};

const plan = openPlan(join(runs, readdirSync(runs).toSorted().at(-1) ?? '', 'plan.pplan'));
const ledger = new Ledger(join(folder, '.perenos', 'decisions.ndjson'), []);
const by = () => ({ who: 'anna', when: new Date().toISOString(), tool: 'bench' });
lap('plan opened');
const queue = new ReviewQueue({ plan, ledger, rules: {}, by });
lap('questions gathered');
const page = reviewPage(await loadLocale('ru'), await loadReviewTexts('ru'));
const server = await serveReview({ queue, page });
lap('page served');
const executablePath = process.env['PERENOS_CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const tab = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
await tab.goto('about:blank');
last = performance.now();
await tab.goto(server.address);
await tab.waitForSelector('.question');
lap('list shown (limit 1 s)');
await tab.waitForSelector('#group table');
lap('first question shown');
await tab.keyboard.press('j');
await tab.locator('#group:not([aria-busy=true])').waitFor();
lap('next question shown');
await tab.fill('#search', 'щукинггженко');
await tab.locator('.question', { hasText: 'Щукинггженко' }).first().waitFor();
lap('search done');
await tab.fill('#search', '');
await tab.evaluate("document.getElementById('list').scrollTop = 1e9");
await tab.locator(`li[aria-posinset="${queue.groups.length}"]`).waitFor();
lap('scrolled to the end');
await tab.locator('#search').blur();
await tab.keyboard.press('n');
await tab.locator('#status', { hasText: /\p{L}/u }).waitFor();
lap('decision written');

console.log(`${queue.groups.length} groups, ${process.memoryUsage().rss >> 20} MB`);
for (const [what, ms] of timings) console.log(`${what.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms`);
await browser.close();
server.close();
plan.close();
if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
