import { z } from 'zod';

/**
 * Whether a mediator stands too near to a party: the grounds of 最高法特邀调解规定 §15. On these a party may ask a mediator to step
 * back (若干规定 §6). No database.
 */
export const CONFLICT_GROUNDS = ['same_person', 'family', 'same_organisation', 'family_organisation', 'other_influence'] as const;
export type ConflictGround = (typeof CONFLICT_GROUNDS)[number];
export const conflictGround = z.enum(CONFLICT_GROUNDS);

/** Somebody near to a mediator, as the mediator entered it. */
export const tie = z.object({
  name: z.string().trim().min(1).max(40),
  /** 配偶, 父母, 兄弟姐妹, 同学 … */
  relation: z.string().trim().max(40).default(''),
  idNumber: z.string().trim().max(30).default(''),
  organisation: z.string().trim().max(60).default('')
});
export type Tie = z.infer<typeof tie>;

export interface Mediating {
  personId: number;
  name: string;
  idNumber: string;
  organisations: readonly { id: number | null; name: string }[];
  ties: readonly Tie[];
}

export interface ConcernedParty {
  /** Position of the party, representative or agent in the case, so that the window can point at it. */
  key: string;
  kind: 'person' | 'organisation';
  personId: number | null;
  organisationId: number | null;
  name: string;
  idNumber: string;
  organisation: string;
}

export interface Conflict {
  ground: ConflictGround;
  partyKey: string;
  partyName: string;
  /** The relation as entered, or the organisation. */
  detail: string;
}

/** Prepares names and numbers for comparison: no spaces, full-width characters narrowed, upper case. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
const same = (a: string, b: string): boolean => plain(a) !== '' && plain(a) === plain(b);

/**
 * Every conflict of a mediator with these parties, the gravest first. Two people of one name count as the same person unless
 * both ID numbers are known and differ; the mediator can explain that the name is a coincidence.
 */
export function conflictsOf(mediator: Mediating, parties: readonly ConcernedParty[]): Conflict[] {
  const found: Conflict[] = [];
  for (const party of parties) {
    const add = (ground: ConflictGround, detail = '') => found.push({ ground, partyKey: party.key, partyName: party.name, detail });
    const sameNumber = (number: string) => same(number, party.idNumber);
    const otherNumber = (number: string) => number !== '' && party.idNumber !== '' && !sameNumber(number);
    if (party.kind === 'person') {
      if (
        party.personId === mediator.personId ||
        sameNumber(mediator.idNumber) ||
        (party.personId === null && same(party.name, mediator.name) && !otherNumber(mediator.idNumber))
      ) {
        add('same_person');
        continue;
      }
      const near = mediator.ties.find((one) => sameNumber(one.idNumber) || (same(one.name, party.name) && !otherNumber(one.idNumber)));
      if (near) add('family', near.relation);
    }
    const named = party.kind === 'organisation' ? party.name : party.organisation;
    const own = mediator.organisations.find((one) => (one.id !== null && one.id === party.organisationId) || same(one.name, named));
    if (own) add('same_organisation', own.name);
    const theirs = party.kind === 'organisation' ? mediator.ties.find((one) => same(one.organisation, named)) : undefined;
    if (theirs) add('family_organisation', `${theirs.name} ${theirs.relation}`.trim());
  }
  return found.sort((a, b) => CONFLICT_GROUNDS.indexOf(a.ground) - CONFLICT_GROUNDS.indexOf(b.ground));
}
