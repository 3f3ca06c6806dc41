/** Where the cursor goes when a field is missing. */
const FIELDS = {
  time: '#reservation-from',
  zone: '[name=reservation-zone]',
  purpose: '#reservation-purpose',
  headcount: '#reservation-headcount'
} as const;

export const reservationProblemField = (gap: keyof typeof FIELDS | undefined): string => (gap ? FIELDS[gap] : '[data-test=clash] button');
