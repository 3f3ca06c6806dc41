/** The result of a scan or a name, in one sentence. */
export interface ScanResult {
  tone: 'success' | 'warning' | 'danger';
  text: string;
  /** A person who is not expected but can be taken in. */
  person: { id: number; name: string } | null;
  walkUp: boolean;
}
export const scanned = (tone: ScanResult['tone'], text: string): ScanResult => ({ tone, text, person: null, walkUp: false });
