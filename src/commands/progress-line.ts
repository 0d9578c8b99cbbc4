import type { Locale } from '../locales/language.ts';
import type { Progress } from '../model/event.ts';
import { cutText } from '../report/text-table.ts';
import type { Terminal } from '../terminal.ts';
import { pace, type Pace } from './pace.ts';
import { progressBlock, progressText } from './progress-text.ts';

/** Shows how far a run is, on stderr only. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Removes what is redrawn, so that results stand alone. */
  end(): void;
}

interface ProgressSetup {
  readonly terminal: Terminal;
  readonly locale: Locale;
  readonly quiet: boolean;
  readonly now: () => Date;
}

/**
 * On a terminal one line, for the load a block with a bar for every kind, redrawn at most ten times a second. Elsewhere a plain
 * line when a phase starts and ends, and between them every ten seconds or twentieth of the whole, whichever is later.
 */
export function progressLine(setup: ProgressSetup): ProgressLine {
  if (setup.quiet) return { show: () => {}, end: () => {} };
  return setup.terminal.live ? liveLines(setup) : plainLines(setup);
}

const redrawEveryMs = 100;

function liveLines({ terminal, locale, now }: ProgressSetup): ProgressLine {
  const load = new Map<string, Progress>();
  let loaded = pace();
  let current: { readonly name: string; readonly pace: Pace } | undefined;
  let last = 0;
  let drawn = 0;
  const draw = (lines: readonly string[]) => {
    const up = drawn > 1 ? `\u001b[${drawn - 1}A` : '';
    process.stderr.write(`${up}\r${drawn > 1 ? '\u001b[J' : '\u001b[K'}${lines.join('\n')}`);
    drawn = lines.length;
  };
  return {
    show(progress) {
      const time = now();
      const name = `${progress.phase} ${progress.subject}`;
      if (current?.name !== name) current = { name, pace: pace() };
      current.pace.mark(time.getTime(), progress.done);
      const isLoad = progress.phase === 'apply';
      if (isLoad) {
        load.set(progress.subject, progress);
        loaded.mark(
          time.getTime(),
          [...load.values()].reduce((sum, part) => sum + part.done, 0),
        );
      } else if (load.size > 0) {
        load.clear();
        loaded = pace();
      }
      if (time.getTime() - last < redrawEveryMs) return;
      last = time.getTime();
      const { width } = terminal;
      const speed = current.pace;
      const line = () => cutText(progressText(progress, speed, { locale, now: time }), Math.max(10, width - 1));
      draw(isLoad ? progressBlock([...load.values()], loaded, { locale, now: time, width }) : [line()]);
    },
    end() {
      draw(['']);
    },
  };
}

const plainEveryMs = 10_000;
const plainEveryShare = 0.05;

function plainLines({ terminal, locale, now }: ProgressSetup): ProgressLine {
  let current: { progress: Progress; readonly pace: Pace; shown: Progress; shownAt: number } | undefined;
  const say = (progress: Progress, speed: Pace) => terminal.err(progressText(progress, speed, { locale, now: now() }));
  const end = () => {
    if (current !== undefined && current.progress.done > current.shown.done) say(current.progress, current.pace);
    current = undefined;
  };
  return {
    show(progress) {
      if (progress.done === 0 && progress.total !== undefined) return;
      const time = now().getTime();
      if (current?.progress.phase !== progress.phase || current.progress.subject !== progress.subject) {
        end();
        current = { progress, pace: pace(), shown: progress, shownAt: time };
        current.pace.mark(time, progress.done);
        say(progress, current.pace);
        return;
      }
      current.progress = progress;
      current.pace.mark(time, progress.done);
      const isLate = time - current.shownAt >= plainEveryMs;
      const isFar =
        progress.total === undefined || progress.done - current.shown.done >= progress.total * plainEveryShare;
      if (!isLate || !isFar) return;
      current.shown = progress;
      current.shownAt = time;
      say(progress, current.pace);
    },
    end,
  };
}
