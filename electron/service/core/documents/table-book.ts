/** A formula that shows a fault such as #N/A, or that nobody computed: the program that wrote the file kept no value of it. */
export interface Fault {
  fault: 'error' | 'formula';
  text: string;
}
export type Cell = string | number | boolean | Date | Fault | null;

export const isFaultCell = (cell: Cell | undefined): cell is Fault => typeof cell === 'object' && cell !== null && !(cell instanceof Date);

/** Cells that are one, by index, the ends included. */
export interface Merge {
  startRow: number;
  endRow: number;
  startCol: number;
  endCol: number;
}

export interface Table {
  name: string;
  hidden: boolean;
  rows: Cell[][];
  merges: Merge[];
}

export interface TableBook {
  tables: Table[];
  /** Whether its day numbers count from 1904, as those of old Macintosh files do. */
  date1904: boolean;
}
