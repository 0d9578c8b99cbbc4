export const dateIssues = {} as const;
