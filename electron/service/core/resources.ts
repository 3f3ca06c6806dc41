import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Unbuilt, this file lies three folders below the root. A build makes it part of a file in out/main or out/main/chunks.
const here = import.meta.url.replace(/\/chunks\/[^/]+$/, '/x');
const root = new URL(here.endsWith('.ts') ? '../../../' : '../../', here);

/** The path of a file of the program's `resources` folder. */
export const resourcePath = (name: string): string => fileURLToPath(new URL(`resources/${name}`, root));

/** A file of the program's `resources` folder. */
export const readResource = (name: string): Uint8Array => readFileSync(resourcePath(name));
