/**
 * The laws on which steps and clocks rest. The window names them in its language, papers name them in Chinese.
 * `station`: the station's own rule, not a statute.
 */
export const LAWS = [
  /** 人民调解法 (2010) */
  'mediation',
  /** 人民调解工作若干规定 (2002) */
  'provisions',
  /** 宁波市人民调解条例 */
  'ningbo',
  /** 劳动争议调解仲裁法 */
  'labour',
  /** 浙江省劳动人事争议调解仲裁条例 (2020) */
  'zhejiang_labour',
  /** 企业劳动争议协商调解规定 */
  'enterprise',
  /** 民事诉讼法 (2023) */
  'procedure',
  /** 民法典 */
  'civil_code',
  /** 法释〔2011〕5号 */
  'confirmation',
  /** 最高人民法院关于人民法院特邀调解的规定 */
  'invited',
  'station'
] as const;
export type Law = (typeof LAWS)[number];

export interface Article {
  law: Law;
  /** Number of the article; empty for the station's own rule. */
  article: string;
}

/** Names an article: `art('mediation', 17)`. */
export const art = (law: Law, article: number | '' = ''): Article => ({ law, article: String(article) });
