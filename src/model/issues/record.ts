export const recordIssues = {} as const;
