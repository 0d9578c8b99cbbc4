/** Flags of commands that ask a CRM over its API. */
export const pacing = {
  'max-rps': 'не больше стольких запросов в секунду к приёмнику с API',
  schedule: 'доля скорости по часам суток: 09:00-19:00=0.5',
  'max-wait': 'закончить с кодом 4 после такого простоя: 90s, 30m (обычно), 2h',
};

/** Flags of commands that load into a CRM over its API. */
export const loading = {
  ...pacing,
  'max-duration': 'через столько времени ничего не отправлять и закончить с кодом 4: 2h',
};
