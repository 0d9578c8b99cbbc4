import type { Locale } from '../locales/language.ts';
import type { Progress } from '../model/event.ts';
import { cutText, padEnd, padStart } from '../report/text-table.ts';
import { printable } from '../terminal.ts';
import type { Pace } from './pace.ts';

/** One line: phase, place, how much, how fast, how long yet. */
export function progressText(progress: Progress, speed: Pace, { locale, now }: Wording): string {
  const { phase, subject, done, total } = progress;
  const { interfaceTexts: texts } = locale;
  return [texts.phases[phase], placeOf(subject, locale), amount(done, total, locale)]
    .concat(tempo(speed, total, { locale, now }))
    .join(' · ');
}

interface Wording {
  readonly locale: Locale;
  readonly now: Date;
}

/** The load as a block: a bar for every kind, below them the whole with speed and end. No line is wider than `width`. */
export function progressBlock(
  parts: readonly Progress[],
  speed: Pace,
  { locale, now, width }: Wording & { readonly width: number },
): readonly string[] {
  const done = parts.reduce((sum, part) => sum + part.done, 0);
  const total = parts.reduce((sum, part) => sum + (part.total ?? part.done), 0);
  const names = parts.map(({ subject }) => placeOf(subject, locale));
  const amounts = parts.map((part) => amount(part.done, part.total, locale));
  const nameWidth = Math.max(...names.map((name) => name.length));
  const amountWidth = Math.max(...amounts.map((text) => text.length));
  const barWidth = Math.min(30, width - 1 - nameWidth - amountWidth - 4);
  const lines = parts.map((part, index) => {
    const bar = barWidth < 5 ? [] : [barOf(part, barWidth)];
    return [padEnd(names[index] ?? '', nameWidth), ...bar, padStart(amounts[index] ?? '', amountWidth)].join('  ');
  });
  const last = [
    locale.interfaceTexts.phases.apply,
    amount(done, total, locale),
    ...tempo(speed, total, { locale, now }),
  ];
  return [...lines, last.join(' · ')].map((line) => cutText(line, Math.max(10, width - 1)));
}

function barOf({ done, total }: Progress, width: number): string {
  const share = total === undefined || total === 0 ? 0 : Math.min(1, done / total);
  const filled = Math.floor(share * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

function placeOf(subject: string, { interfaceTexts }: Locale): string {
  return interfaceTexts.kinds[subject] ?? printable(subject);
}

function amount(done: number, total: number | undefined, { language }: Locale): string {
  const format = new Intl.NumberFormat(language);
  return total === undefined ? format.format(done) : `${format.format(done)} / ${format.format(total)}`;
}

/** Speed, and where the total is known, the time left and the clock at the end. */
function tempo(speed: Pace, total: number | undefined, { locale, now }: Wording): readonly string[] {
  const perSecond = speed.perSecond();
  if (perSecond === undefined) return [];
  const { language, interfaceTexts } = locale;
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const { perSecond: second, perHour, left: timeLeft, until } = interfaceTexts.tempo;
  const rate = perSecond >= 10 ? second(format.format(perSecond)) : perHour(format.format(perSecond * 3600));
  const left = speed.secondsLeft(total);
  if (left === undefined) return [rate];
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const end = clock.format(new Date(now.getTime() + left * 1000));
  return [rate, timeLeft(duration(left, locale)), ...(left < 60 ? [] : [until(end)])];
}

/** `45 s`, `7 min`, `6 h 55 min`. */
function duration(seconds: number, { interfaceTexts }: Locale): string {
  const { hours, minutes: inMinutes, seconds: inSeconds } = interfaceTexts.tempo;
  if (seconds < 60) return inSeconds(Math.ceil(seconds));
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? inMinutes(minutes) : `${hours(Math.floor(minutes / 60))} ${inMinutes(minutes % 60)}`;
}
