import { ConfigError } from '../errors.ts';

/** Hours of the day, on this computer's clock, in which the pace is a share of the usual one. */
export interface Schedule {
  readonly spans: readonly { readonly from: number; readonly to: number; readonly share: number }[];
}

const span = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})=(\d+(?:\.\d+)?)$/;

/**
 * Reads `09:00-19:00=0.5,19:00-21:00=0.8`: times of day and the share of the pace, above 0 and up to 1. A span may pass midnight.
 * @throws ConfigError
 */
export function readSchedule(text: string): Schedule {
  return {
    spans: text.split(',').map((part) => {
      const match = span.exec(part.trim());
      if (match === null) throw new ConfigError('http.schedule', { text: part.trim() });
      const [, fromHour, fromMinute, toHour, toMinute, share] = match.map(Number);
      const from = minutes(fromHour, fromMinute);
      const to = minutes(toHour, toMinute);
      if (from === undefined || to === undefined || share === undefined || share <= 0 || share > 1) {
        throw new ConfigError('http.schedule', { text: part.trim() });
      }
      return { from, to, share };
    }),
  };
}

function minutes(hour = 24, minute = 60): number | undefined {
  return hour > 24 || minute > 59 || hour * 60 + minute > 1440 ? undefined : hour * 60 + minute;
}

/** The share of the usual pace at a moment. */
export function shareAt(schedule: Schedule | undefined, time: Date): number {
  const minute = time.getHours() * 60 + time.getMinutes();
  const current = schedule?.spans.find(({ from, to }) =>
    from <= to ? minute >= from && minute < to : minute >= from || minute < to,
  );
  return current?.share ?? 1;
}
