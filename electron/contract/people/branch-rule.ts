/**
 * The branch rule (支部工作条例): three full members make a branch, fewer join with neighbours, seven elect a committee, and one
 * branch has at most fifty. Probationary members do not count. The rule only suggests; it refuses nothing.
 */
export const BRANCH_MEMBERS = 3;
export const BRANCH_COMMITTEE_MEMBERS = 7;
export const BRANCH_MOST = 50;

export type BranchKind = 'none' | 'joint' | 'own' | 'committee' | 'several';

export interface BranchSuggestion {
  kind: BranchKind;
  /** The comparison behind the suggestion, such as `3 ≤ 5 < 7`; the same in every language. */
  formula: string;
}

/** What the rule suggests for an organisation with this many full party members. */
export function suggestBranch(fullMembers: number): BranchSuggestion {
  if (fullMembers <= 0) return { kind: 'none', formula: '0 = 0' };
  if (fullMembers < BRANCH_MEMBERS) return { kind: 'joint', formula: `1 ≤ ${fullMembers} < ${BRANCH_MEMBERS}` };
  if (fullMembers < BRANCH_COMMITTEE_MEMBERS)
    return { kind: 'own', formula: `${BRANCH_MEMBERS} ≤ ${fullMembers} < ${BRANCH_COMMITTEE_MEMBERS}` };
  if (fullMembers <= BRANCH_MOST) return { kind: 'committee', formula: `${BRANCH_COMMITTEE_MEMBERS} ≤ ${fullMembers} ≤ ${BRANCH_MOST}` };
  return { kind: 'several', formula: `${fullMembers} > ${BRANCH_MOST}` };
}
