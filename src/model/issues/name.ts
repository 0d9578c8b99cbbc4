export const nameIssues = {} as const;
