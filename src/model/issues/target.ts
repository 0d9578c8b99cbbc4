export const targetIssues = {} as const;
