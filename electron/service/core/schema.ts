import { accessSchema } from './access/schema.ts';
import { auditSchema } from './audit/schema.ts';
import { stationSchema } from './station/schema.ts';
import { vaultSchema } from './vault/schema.ts';

/** The tables of the area and their guards, leaf by leaf. */
export const coreSchema: readonly string[] = [...stationSchema, ...accessSchema, ...auditSchema, ...vaultSchema];
