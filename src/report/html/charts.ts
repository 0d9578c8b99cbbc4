import { html, type Markup } from './markup.ts';

/** What a part of a bar stands for: decides its colour. */
export type Tone = 'planned' | 'fixed' | 'merged' | 'rejected' | 'filtered' | 'error' | 'warning' | 'notice' | 'rest';

export interface Segment {
  readonly tone: Tone;
  readonly label: string;
  readonly value: number;
}

/** Width in which bars are drawn; they stretch to the width of their place. */
const width = 100;
const height = 10;
/** What is there must be seen, however small its share. */
const thinnest = 0.8;

/** A horizontal bar of parts. `whole` is the full width; the rest stays empty. */
export function bar(segments: readonly Segment[], whole: number): Markup {
  const shown = segments.filter(({ value }) => value > 0);
  const label = segments.map((segment) => `${segment.label} ${segment.value}`).join(', ');
  const widths = widthsOf(
    shown.map(({ value }) => value),
    whole,
  );
  let left = 0;
  const parts = shown.map(({ tone }, index) => {
    const part = widths[index] ?? 0;
    const drawn = html`<rect class="${tone}" x="${rounded(left)}" y="0" width="${rounded(part)}" height="${height}" />`;
    left += part;
    return drawn;
  });
  return html`<svg
    class="bar"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    <rect class="rest" x="0" y="0" width="${width}" height="${height}" />
    ${parts}
  </svg>`;
}

/** The colours of a chart, named. */
export function legend(items: readonly Omit<Segment, 'value'>[]): Markup {
  const keys = items.map(
    ({ tone, label }) =>
      html`<li>
        <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
          <rect class="${tone}" x="0" y="0" width="10" height="10" /></svg
        >${label}
      </li>`,
  );
  return html`<ul class="legend">
    ${keys}
  </ul> `;
}

/** Widths that keep every part visible and together never pass the whole. */
function widthsOf(values: readonly number[], whole: number): readonly number[] {
  if (whole <= 0) return values.map(() => 0);
  const wanted = values.map((value) => Math.max(thinnest, (value / whole) * width));
  const sum = wanted.reduce((total, part) => total + part, 0);
  return sum <= width ? wanted : wanted.map((part) => (part / sum) * width);
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
