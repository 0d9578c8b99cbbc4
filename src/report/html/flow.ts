import type { Tone } from './charts.ts';
import { html, type Markup } from './markup.ts';

/** A number of the report that a node stands for, as it is shown, with its place in the JSON where it has one. */
export interface FlowNode {
  readonly id: string;
  readonly label: string;
  /** The number beside the label. */
  readonly figure: Markup | null;
  readonly tone: Tone;
}

export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

export interface Flow {
  /** What the picture shows, for people who do not see it: it must name every number. */
  readonly label: string;
  readonly left: readonly FlowNode[];
  readonly right: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}

interface Placed {
  readonly node: FlowNode;
  readonly y: number;
  readonly height: number;
}

const width = 760;
const labelWidth = 220;
const nodeWidth = 10;
/** Height of all records of a side; nodes get at least `rowHeight`, so that their labels do not meet. */
const flowHeight = 180;
const rowHeight = 26;
/** What flows must be seen, however small its share. */
const thinnest = 1.2;

/**
 * A flow of records from what they were to what becomes of them, as a picture without script: bands as thick as the numbers. Both
 * sides hold the same sum. Nodes that nothing flows through are left out.
 */
export function flowChart({ label, left, right, links }: Flow): Markup {
  const used = links.filter(({ value }) => value > 0);
  const whole = used.reduce((sum, { value }) => sum + value, 0);
  if (whole === 0) return html``;
  const scale = flowHeight / whole;
  const sideOf = (nodes: readonly FlowNode[], side: 'from' | 'to') =>
    place(
      nodes
        .map((node) => ({ node, links: used.filter((link) => link[side] === node.id) }))
        .filter((one) => one.links.length > 0)
        .map(({ node, links: own }) => ({ node, height: own.reduce((sum, one) => sum + thickness(one, scale), 0) })),
    );
  const [from, to] = [sideOf(left, 'from'), sideOf(right, 'to')];
  const height = Math.ceil(Math.max(...[...from, ...to].map((one) => one.y + Math.max(one.height, rowHeight)))) + 2;
  return html`<div class="scroll flow" role="group" aria-label="${label}" tabindex="0">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
      ${bands(used, { from, to, scale })} ${from.map((one) => drawn(one, 'left'))}
      ${to.map((one) => drawn(one, 'right'))}
    </svg>
  </div> `;
}

function thickness({ value }: FlowLink, scale: number): number {
  return Math.max(thinnest, value * scale);
}

function place(sizes: readonly { readonly node: FlowNode; readonly height: number }[]): readonly Placed[] {
  let y = 2;
  return sizes.map(({ node, height }) => {
    const room = Math.max(height, rowHeight);
    const placed = { node, height, y: y + (room - height) / 2 };
    y += room + 6;
    return placed;
  });
}

interface Sides {
  readonly from: readonly Placed[];
  readonly to: readonly Placed[];
  readonly scale: number;
}

/** Bands in the order of the nodes on either side, so that none is crossed without need. */
function bands(links: readonly FlowLink[], { from, to, scale }: Sides): readonly Markup[] {
  const filled = new Map<Placed, number>();
  const take = (side: Placed, size: number): number => {
    const at = filled.get(side) ?? 0;
    filled.set(side, at + size);
    return side.y + at;
  };
  return from.flatMap((source) =>
    to.flatMap((goal) => {
      const link = links.find((one) => one.from === source.node.id && one.to === goal.node.id);
      if (link === undefined) return [];
      const size = thickness(link, scale);
      return [band(take(source, size), take(goal, size), { size, tone: goal.node.tone })];
    }),
  );
}

function band(y1: number, y2: number, { size, tone }: { readonly size: number; readonly tone: Tone }): Markup {
  const [x1, x2] = [labelWidth + nodeWidth, width - labelWidth - nodeWidth];
  const middle = (x1 + x2) / 2;
  const curve = (from: number, to: number, startX: number, endX: number) =>
    `${startX},${rounded(from)} C${middle},${rounded(from)} ${middle},${rounded(to)} ${endX},${rounded(to)}`;
  const path = `M${curve(y1, y2, x1, x2)} L${curve(y2 + size, y1 + size, x2, x1)} Z`;
  return html`<path class="band ${tone}" d="${path}" />`;
}

function drawn({ node, y, height }: Placed, side: 'left' | 'right'): Markup {
  const isLeft = side === 'left';
  const x = isLeft ? labelWidth : width - labelWidth - nodeWidth;
  const textX = isLeft ? labelWidth - 8 : width - labelWidth + 8;
  const middle = rounded(y + height / 2);
  return html`<rect class="${node.tone}" x="${x}" y="${rounded(y)}" width="${nodeWidth}" height="${rounded(height)}" />
    <text x="${textX}" y="${middle}" dy="0.35em" text-anchor="${isLeft ? 'end' : 'start'}">
      ${isLeft ? html`${shortened(node.label)} ${node.figure}` : html`${node.figure} ${shortened(node.label)}`}
    </text>`;
}

/** A label that has room beside its number; the whole one stands in the table. */
function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
