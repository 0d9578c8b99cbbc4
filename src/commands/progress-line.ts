import type { InterfaceTexts } from '../locales/command-texts.ts';
import type { Progress } from '../pipeline/progress.ts';
import { printable, type Terminal } from '../terminal.ts';

/** Shows how far a run is, on stderr only. */
export interface ProgressLine {
  show(progress: Progress): void;
  /** Removes the line, so that results stand alone. */
  end(): void;
}

interface ProgressSetup {
  readonly terminal: Terminal;
  readonly texts: InterfaceTexts;
  readonly quiet: boolean;
  readonly now: () => Date;
}

/**
 * On a terminal one line redrawn at most ten times a second; elsewhere a plain line when a phase starts and every ten seconds.
 */
export function progressLine({ terminal, texts, quiet, now }: ProgressSetup): ProgressLine {
  if (quiet) return { show: () => {}, end: () => {} };
  return terminal.live ? liveLine(terminal, texts, now) : plainLines(terminal, texts, now);
}

function liveLine(terminal: Terminal, texts: InterfaceTexts, now: () => Date): ProgressLine {
  let last = 0;
  return {
    show(progress) {
      const time = now().getTime();
      if (time - last < 100) return;
      last = time;
      const line = words(progress, texts).slice(0, Math.max(10, terminal.width - 1));
      process.stderr.write(`\r\u001b[K${line}`);
    },
    end() {
      process.stderr.write('\r\u001b[K');
    },
  };
}

function plainLines(terminal: Terminal, texts: InterfaceTexts, now: () => Date): ProgressLine {
  let phase = '';
  let last = 0;
  return {
    show(progress) {
      const time = now().getTime();
      const started = `${progress.phase} ${progress.subject}`;
      if (started === phase && time - last < 10_000) return;
      phase = started;
      last = time;
      terminal.err(words(progress, texts));
    },
    end() {},
  };
}

function words({ phase, subject, done, total }: Progress, texts: InterfaceTexts): string {
  const where = texts.kinds[subject] ?? printable(subject);
  return `${texts.phases[phase]} · ${where} · ${done}${total === undefined ? '' : ` / ${total}`}`;
}
