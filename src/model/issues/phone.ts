export const phoneIssues = {} as const;
