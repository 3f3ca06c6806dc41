/** Largest template taken, bytes. */
export const MAX_TEMPLATE_BYTES = 5 * 1024 * 1024;
