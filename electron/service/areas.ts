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

/** What an area registers with lower areas. Two areas with the same name for a part stop the start. */
export interface Area {
  /** Handlers of its procedures. router.ts composes them and does not compile without one. */
  router: Readonly<Record<string, unknown>>;
  /** Jobs that run in a worker thread. */
  jobs?: Readonly<Partial<Jobs>>;
  /** Work that falls due by time alone, by the name that procedures declare in `settles`. */
  due?: Parts<DueWork>;
  /** What of it the clock changes, by the name of its table: how that is taken back. */
  clockOwners?: Parts<ClockOwner>;
  /** What of it points at people, by what is moved when two records become one. */
  personReferences?: Parts<PersonReference>;
  timeline?: Parts<TimelineSource>;
  /** Owners of scanned codes, by the kind of code. */
  codeOwners?: Parts<CodeOwner>;
  callSubjects?: Parts<CallSubject>;
  /** Its kinds of holders of allocations. */
  holderKinds?: Parts<HolderKind, keyof HolderKinds>;
  /** Sources of people's time taken without an allocation. */
  personTimes?: Parts<PersonTimeSource>;
  /** Its records that hold zones, which closures suspend. */
  zoneHolders?: Parts<ZoneHolder>;
  /** Its uses in the zone log. */
  useSources?: Parts<UseSource, UseKind>;
  documentTemplates?: Parts<DocumentTemplate>;
  setUp?: Parts<Part<typeof setUpParts>>;
  demo?: Parts<DemoPart>;
  demoStories?: Parts<Part<typeof demoStories>>;
}

/** Every area, lowest first. */
export const areas = { core, people, schedule, training, volunteering, mediation } satisfies Record<string, Area>;

// A name in the types that no area registers does not compile.
({ ...core.jobs, ...people.jobs, ...schedule.jobs, ...training.jobs, ...volunteering.jobs }) satisfies Record<JobName, unknown>;
({
  ...schedule.holderKinds,
  ...training.holderKinds,
  ...volunteering.holderKinds,
  ...mediation.holderKinds
}) satisfies Record<keyof HolderKinds, HolderKind>;
({ ...schedule.useSources, ...training.useSources, ...volunteering.useSources }) satisfies Record<UseKind, UseSource>;

/** Registers the parts of an area. @throws Error for a name that is registered already */
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

/** Demands that every name in `settles` is registered. @throws Error naming one that is not */
function demandDeclared(at: unknown): void {
  if (typeof at !== 'object' || at === null) return;
  const definition = (at as { '~orpc'?: { meta?: { settles?: readonly string[] | 'all' } } })['~orpc'];
  if (!definition) return Object.values(at).forEach(demandDeclared);
  const { settles } = definition.meta ?? {};
  if (Array.isArray(settles)) settles.forEach((name: string) => dueWorks.get(name));
}
