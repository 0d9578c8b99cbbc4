export const bankIssues = {} as const;
