/** Rows by the columns of their file. */
type Row = Record<string, string>;

export declare const plainly: (folder: string) => {
  pupils: Row[];
  rows: Row[];
  days: string[];
  schoolDays(school: string, day: string): number;
  overLimit(day: string): string[];
};
