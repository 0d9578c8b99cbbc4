/** What `perenos help` explains beside the commands. */
export const helpTopics = [
  'exit-codes',
  'environment',
  'mapping',
  'functions',
  'expressions',
  'formats',
  'privacy',
  'codes',
] as const;
