import type { Sheet } from '@/app/documents/documents.ts';
import { api } from '@/app/station.ts';
import { serviceCertificateSheet } from '@/volunteering/sheets.ts';

/** The A4 page of an issued certificate. */
export const certificatePage = async (id: number): Promise<Sheet> =>
  serviceCertificateSheet(await api.serviceCertificates.document({ id }));
