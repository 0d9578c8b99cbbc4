export const excelIssues = {} as const;
