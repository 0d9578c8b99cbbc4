export const systemsIssues = {} as const;
