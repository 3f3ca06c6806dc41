import { contract } from '../contract/index.ts';
import { core } from './core/area.ts';
import { demoParts, type DemoPart } from './core/demo/part.ts';
import { dueWorks, type DueWork } from './core/due.ts';
import type { Extension } from './core/extension.ts';
import { jobs, type JobName, type Jobs } from './core/jobs/job.ts';
import { clockOwners, type ClockOwner } from './core/station/by-clock.ts';
import { setUpParts } from './core/station/set-up.ts';
import { documentTemplates, type DocumentTemplate } from './core/templates/documents.ts';
import { mediation } from './mediation/area.ts';
import { people } from './people/area.ts';
import { callSubjects, type CallSubject } from './people/calls/subjects.ts';
import { personReferences, type PersonReference } from './people/people/references.ts';
import { codeOwners, type CodeOwner } from './people/people/scanned.ts';
import { timelineSources, type TimelineSource } from './people/people/timeline.ts';
import { schedule } from './schedule/area.ts';
import { holderKinds, type HolderKind } from './schedule/allocation/holders.ts';
import { personTimeSources, type PersonTimeSource } from './schedule/allocation/person-times.ts';
import type { HolderKinds } from './schedule/allocation/request.ts';
import { zoneHolders, type ZoneHolder } from './schedule/closures/holders.ts';
import { demoStories } from './schedule/demo/stories.ts';
import { useSources, type UseKind, type UseSource } from './schedule/zone-log/sources.ts';
import { training } from './training/area.ts';
import { volunteering } from './volunteering/area.ts';

type Parts<T, N extends string = string> = Readonly<Partial<Record<N, T>>>;
type Part<E> = E extends Extension<infer T> ? T : never;

/** What an area registers with the areas below it. A name that two areas use is refused at start. */
export interface Area {
  /** The handlers of its procedures (router.ts composes them: one that is missing does not compile). */
  router: Readonly<Record<string, unknown>>;
  /** What runs in a worker thread. */
  jobs?: Readonly<Partial<Jobs>>;
  /** What falls due by time alone, by the name that procedures declare as `settles`. */
  due?: Parts<DueWork>;
  /** What of it the clock changes, by the name of its table: how that is taken back. */
  clockOwners?: Parts<ClockOwner>;
  /** What of it points at people, by what is moved when two records become one. */
  personReferences?: Parts<PersonReference>;
  timeline?: Parts<TimelineSource>;
  /** Whose a scanned code is, by the kind of the code. */
  codeOwners?: Parts<CodeOwner>;
  callSubjects?: Parts<CallSubject>;
  /** How its holders of allocations are called. */
  holderKinds?: Parts<HolderKind, keyof HolderKinds>;
  /** What takes people's time without an allocation. */
  personTimes?: Parts<PersonTimeSource>;
  /** What holds zones: closures set it aside. */
  zoneHolders?: Parts<ZoneHolder>;
  /** What the zone log counts. */
  useSources?: Parts<UseSource, UseKind>;
  documentTemplates?: Parts<DocumentTemplate>;
  setUp?: Parts<Part<typeof setUpParts>>;
  demo?: Parts<DemoPart>;
  demoStories?: Parts<Part<typeof demoStories>>;
}

/** Every area, lowest first. */
export const areas = { core, people, schedule, training, volunteering, mediation } satisfies Record<string, Area>;

// What the types know by name is complete: one that no area registers does not compile.
({ ...core.jobs, ...people.jobs, ...schedule.jobs, ...training.jobs, ...volunteering.jobs }) satisfies Record<JobName, unknown>;
({
  ...schedule.holderKinds,
  ...training.holderKinds,
  ...volunteering.holderKinds,
  ...mediation.holderKinds
}) satisfies Record<keyof HolderKinds, HolderKind>;
({ ...schedule.useSources, ...training.useSources, ...volunteering.useSources }) satisfies Record<UseKind, UseSource>;

/** Registers an area's parts. @throws Error for a name that is registered already */
export function registerArea(area: Area): void {
  const put = <T>(extension: Extension<T>, parts: Parts<T> = {}) => {
    for (const [name, part] of Object.entries(parts)) if (part !== undefined) extension.register(name, part);
  };
  put(jobs, area.jobs as Parts<Part<typeof jobs>>);
  put(dueWorks, area.due);
  put(clockOwners, area.clockOwners);
  put(personReferences, area.personReferences);
  put(timelineSources, area.timeline);
  put(codeOwners, area.codeOwners);
  put(callSubjects, area.callSubjects);
  put(holderKinds, area.holderKinds);
  put(personTimeSources, area.personTimes);
  put(zoneHolders, area.zoneHolders);
  put(useSources, area.useSources);
  put(documentTemplates, area.documentTemplates);
  put(setUpParts, area.setUp);
  put(demoParts, area.demo);
  put(demoStories, area.demoStories);
}

for (const area of Object.values<Area>(areas)) registerArea(area);
demandDeclared(contract);

/** Every name that a procedure settles is registered. @throws Error naming one that is not */
function demandDeclared(at: unknown): void {
  if (typeof at !== 'object' || at === null) return;
  const definition = (at as { '~orpc'?: { meta?: { settles?: readonly string[] | 'all' } } })['~orpc'];
  if (!definition) return Object.values(at).forEach(demandDeclared);
  const { settles } = definition.meta ?? {};
  if (Array.isArray(settles)) settles.forEach((name: string) => dueWorks.get(name));
}
