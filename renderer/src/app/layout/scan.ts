/** What came of a scan or a name, in one sentence. */
export interface ScanResult {
  tone: 'success' | 'warning' | 'danger';
  text: string;
  /** Somebody who could be taken in without being expected. */
  person: { id: number; name: string } | null;
  walkUp: boolean;
}
export const scanned = (tone: ScanResult['tone'], text: string): ScanResult => ({ tone, text, person: null, walkUp: false });
