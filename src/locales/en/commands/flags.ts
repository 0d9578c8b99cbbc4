/** Flags of commands that ask a CRM over its API. */
export const pacing = {
  'max-rps': 'requests a second, at most, to a target with an API',
  schedule: 'share of the pace by hours of the day: 09:00-19:00=0.5',
  'max-wait': 'end with exit code 4 after this long without progress: 90s, 30m (usual), 2h',
};

/** Flags of commands that load into a CRM over its API. */
export const loading = {
  ...pacing,
  'max-duration': 'send nothing after this long and end with exit code 4: 2h',
};
