export const textIssues = {} as const;
