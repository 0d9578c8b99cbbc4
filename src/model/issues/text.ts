import { define } from '../issue-definition.ts';

export const textIssues = {
  'text.not-text': define('error'),
  'text.control-characters': define<{ count: number }>('notice'),
  'text.cut': define<{ max: number; length: number }>('warning'),
  'text.no-match': define<{ pattern: string }>('notice'),
  'text.html-media': define<{ count: number }>('notice'),
  'text.not-yes-no': define('error'),
  'text.not-in-map': define<{ map: string }>('error'),
  'text.map-default': define<{ map: string; value: string }>('warning'),
} as const;
