import type { Deadline } from '@contract/mediation/case-clocks.ts';
import type { ConflictGround } from '@contract/mediation/case-conflicts.ts';
import type { Article } from '@contract/mediation/case-law.ts';
import type { CaseRow } from '@contract/mediation/cases.ts';
import type { StepProblem } from '@contract/mediation/case-rules.ts';
import { explainCode, explainFields } from '@/ui/components/errors.ts';
import { hasText, translate, translateIn } from '@/ui/i18n/index.ts';
import { yuanOf } from './money.ts';

export const comma = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(translate('mediation.comma'));

/** An article as 《人民调解法》第17条; empty for the station's own rules. */
export function articleText({ law, article }: Article): string {
  const name = translate(`mediation.laws.${law}`);
  return article === '' ? name : translate('mediation.article', { law: name, n: article });
}
/** Articles as 《人民调解法》第21条、第22条, with the law named once for consecutive articles. */
export const articlesText = (articles: readonly Article[]): string =>
  comma(
    articles.map((one, i) =>
      articles[i - 1]?.law === one.law && one.article !== '' ? translate('mediation.articleMore', { n: one.article }) : articleText(one)
    )
  );

/** 12,345 元 of fen. */
export const moneyText = (fen: number): string => translate('mediation.yuan', { n: yuanOf(fen) });

/** 调解期限还剩 3 天 / 今天到期 / 已过 2 天. */
export function deadlineText(deadline: Pick<Deadline, 'kind' | 'left' | 'number'>): string {
  return leftText(translate(`mediation.deadlines.${deadline.kind}`, { n: deadline.number ?? '' }), deadline.left);
}

/** The days left of something. @param what its name */
export function leftText(what: string, left: number): string {
  if (left === 0) return translate('mediation.dueToday', { what });
  const n = Math.abs(left);
  const key = left > 0 ? 'mediation.daysLeft' : 'mediation.daysOver';
  return translate(n === 1 ? `${key}One` : key, { what, n });
}

/** 赵甲子等11人 of a side's first name and number. */
export const sideText = (name: string, count: number): string =>
  count > 1 ? translate('mediation.andOthers', { name, n: count }) : name || translate('mediation.nobody');

/** The name of a case: 赵甲子等11人 诉 某某公司. */
export const partiesText = (row: Pick<CaseRow, 'applicant' | 'applicants' | 'respondent' | 'respondents'>): string =>
  translate('mediation.versus', {
    applicant: sideText(row.applicant, row.applicants),
    respondent: sideText(row.respondent, row.respondents)
  });

export const problemText = (problem: StepProblem): string => translate(`mediation.problems.${problem}`);
export const groundText = (ground: ConflictGround): string => translate(`mediation.conflictGrounds.${ground}`);

interface NamedConflict {
  name: string;
  ground: ConflictGround;
  partyName: string;
  detail?: string;
}
/** 吴甲子与赵乙丑：近亲属（配偶）. */
export const conflictText = (one: NamedConflict): string =>
  translate(one.detail ? 'mediation.conflictDetail' : 'mediation.conflict', {
    name: one.name,
    party: one.partyName,
    ground: groundText(one.ground),
    detail: one.detail ?? ''
  });

/** The name of a sub-type: the program's own in the window's language, others as typed. */
export function subtypeName(row: { key: string | null; name: string } | null): string {
  if (row === null) return '';
  const key = `mediation.subtypes.${row.key ?? ''}`;
  return row.key !== null && hasText(key) && row.name === translateIn('zh-CN', key) ? translate(key) : row.name;
}

/** Registers sentences for errors of cases, which say what is missing and who is concerned. */
export function registerMediationSentences(): void {
  explainFields('mediation.invalid');
  explainCode('CASE_STEP_REFUSED', (data) => {
    const problems = (data['problems'] as StepProblem[] | undefined) ?? [];
    return translate('mediation.refusedStep', {
      step: translate(`mediation.${hasText(`mediation.steps.${String(data['step'])}`) ? 'steps' : 'sideSteps'}.${String(data['step'])}`),
      problems: problems.map(problemText).join(translate('mediation.semicolon'))
    });
  });
  explainCode('CASE_CONFLICT', (data) =>
    translate('mediation.conflictRefused', {
      conflicts: ((data['conflicts'] as NamedConflict[] | undefined) ?? []).map(conflictText).join(translate('mediation.semicolon'))
    })
  );
  explainCode('CASE_PAPER_INCOMPLETE', (data) =>
    translate('mediation.paperIncomplete', {
      paper: translate(`mediation.papers.${String(data['paper'])}`),
      n: ((data['fields'] as string[] | undefined) ?? []).length
    })
  );
}
