import { type CellStyle, cellStyles } from './sheet.ts';

interface Look {
  readonly font: number;
  readonly fill: number;
  readonly border: number;
  readonly locked: boolean;
  readonly wrap: boolean;
}

const fonts = [
  '<sz val="11"/><name val="Calibri"/><family val="2"/>',
  '<b/><sz val="11"/><name val="Calibri"/><family val="2"/>',
  '<sz val="11"/><color rgb="FF595959"/><name val="Calibri"/><family val="2"/>',
  '<b/><sz val="16"/><name val="Calibri"/><family val="2"/>',
];
/** The first two are given by the format. */
const fills = ['FFD9E1F2', 'FFEDEDED', 'FFFFFBE6', 'FFFFEB9C', 'FFE2EFDA'];

const looks: Readonly<Record<CellStyle, Look>> = {
  plain: { font: 0, fill: 0, border: 0, locked: true, wrap: false },
  head: { font: 1, fill: 2, border: 1, locked: true, wrap: true },
  locked: { font: 0, fill: 0, border: 1, locked: true, wrap: true },
  original: { font: 2, fill: 3, border: 1, locked: true, wrap: true },
  editable: { font: 0, fill: 4, border: 1, locked: false, wrap: true },
  wrong: { font: 0, fill: 5, border: 1, locked: false, wrap: true },
  choice: { font: 0, fill: 6, border: 1, locked: false, wrap: true },
  title: { font: 3, fill: 0, border: 0, locked: true, wrap: false },
  wrapped: { font: 0, fill: 0, border: 0, locked: true, wrap: true },
  differs: { font: 0, fill: 5, border: 1, locked: true, wrap: true },
  editableHead: { font: 1, fill: 5, border: 1, locked: true, wrap: true },
};

/** Number format 49 is `@`: a spreadsheet takes what is typed there as text. */
const textFormat = 49;

/** The looks of all cells, every one of them in text format. */
export function stylesXml(): string {
  const ordered = (Object.keys(cellStyles) as CellStyle[]).toSorted((a, b) => cellStyles[a] - cellStyles[b]);
  const formats = ordered.map((style) => formatXml(looks[style]));
  const filled = fills.map(
    (color) =>
      `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`,
  );
  const line = (side: string) => `<${side} style="thin"><color rgb="FFBFBFBF"/></${side}>`;
  const border = `<border>${['left', 'right', 'top', 'bottom'].map(line).join('')}<diagonal/></border>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="${fonts.length}">${fonts.map((font) => `<font>${font}</font>`).join('')}</fonts><fills count="${fills.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${filled.join('')}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${border}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function formatXml({ font, fill, border, locked, wrap }: Look): string {
  return `<xf numFmtId="${textFormat}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment vertical="top"${wrap ? ' wrapText="1"' : ''}/><protection locked="${locked ? 1 : 0}"/></xf>`;
}
