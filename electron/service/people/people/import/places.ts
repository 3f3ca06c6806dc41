import { cleanCell, joinPath, splitPath, type WrittenPath } from '../../../../contract/core/cell-text.ts';
import { ORGANISATION_NAME_MAX, placeProblem, type OrganisationKind } from '../../../../contract/people/organisations.ts';
import type { Db } from '../../../db/schema.ts';

/** Where somebody belongs: an organisation there is, or one that is to be made under another. */
export type Place = { id: number; name: string; kind: OrganisationKind; archived: boolean } | PlannedPlace;
export interface PlannedPlace {
  id: null;
  parent: Place | null;
  kind: OrganisationKind;
  name: string;
  path: string;
}

export type PlaceProblem =
  | 'organisation_unknown'
  | 'organisation_ambiguous'
  | 'organisation_archived'
  | 'organisation_long'
  | 'organisation_deep'
  | 'team_unknown'
  | 'team_ambiguous'
  | 'team_alone';

interface Node {
  id: number;
  parentId: number | null;
  name: string;
  kind: OrganisationKind;
  archived: boolean;
}

const tidy = (name: string) => cleanCell(name).normalize('NFKC').replace(/\s+/g, ' ').trim();
/** A cell that holds one name: its separators belong to it. */
const oneName = ({ names, between }: WrittenPath) => names.map((name, at) => (between[at - 1] ?? '') + name).join('');
/** Ways to read a path with many separators are not all tried. */
const MOST_SEPARATORS = 7;

/**
 * Finds the organisations and teams that rosters name, and says how an export names them. All organisations are read once;
 * what does not exist is, if asked, planned once and shared by all rows that name it.
 */
export class Places {
  private readonly byName = new Map<string, Node[]>();
  private readonly byId = new Map<number, Node>();
  private readonly plans = new Map<string, PlannedPlace>();
  private readonly make: boolean;
  /** Where rows belong that name no organisation. */
  private readonly home: Place | null;

  private constructor(nodes: Node[], make: boolean, home: number | null) {
    this.make = make;
    for (const node of nodes) {
      this.byId.set(node.id, node);
      const key = tidy(node.name);
      this.byName.set(key, [...(this.byName.get(key) ?? []), node]);
    }
    const chosen = home === null ? undefined : this.byId.get(home);
    this.home = chosen === undefined ? null : placeOf(chosen);
  }

  /** @param home where rows belong that name no organisation */
  static async load(db: Db, make: boolean, home: number | null = null): Promise<Places> {
    const rows = await db.selectFrom('organisation').select(['id', 'parent_id', 'name', 'kind', 'archived']).execute();
    return new Places(
      rows.map((row) => ({
        id: row.id,
        parentId: row.parent_id,
        name: row.name,
        kind: row.kind as OrganisationKind,
        archived: row.archived === 1
      })),
      make,
      home
    );
  }

  /** What rows named that does not exist, in the order in which it must be made. */
  get planned(): PlannedPlace[] {
    return [...this.plans.values()];
  }

  /** The place of a row by its two cells (`organisation` may be a path `park/enterprise`); null if both are empty and nothing else is chosen. */
  find(organisation: string, team: string): Place | null | PlaceProblem {
    let place = this.home;
    const path = splitPath(organisation);
    if (path.names.length > 0) {
      const found = this.findOrganisation(path);
      if (typeof found === 'string') return found;
      place = found;
    }
    return team === '' ? place : this.findTeam(place, tidy(oneName(splitPath(team))));
  }

  /** The two cells that name an organisation, so that reading them finds this one again. */
  cellsOf(id: number): { organisation: string; team: string } {
    const names = this.namesOf(id);
    const isTeam = this.byId.get(id)?.kind === 'work_team';
    const ways = [
      ...(isTeam ? [{ organisation: joinPath(names.slice(0, -1)), team: joinPath(names.slice(-1)) }] : []),
      ...(isTeam && names.length > 1 ? [{ organisation: joinPath(names.slice(0, -1), true), team: joinPath(names.slice(-1)) }] : []),
      { organisation: joinPath(names), team: '' }
    ];
    const leads = (way: { organisation: string; team: string }) => {
      const found = this.find(way.organisation, way.team);
      return found !== null && typeof found !== 'string' && found.id === id;
    };
    return ways.find(leads) ?? { organisation: joinPath(names, true), team: '' };
  }

  /** The name of an organisation, without what it lies in; empty for none there is. */
  nameOf(id: number): string {
    return this.byId.get(id)?.name ?? '';
  }

  /** Names from the top down to an organisation, as one text. */
  pathOf(id: number): string {
    return joinPath(this.namesOf(id));
  }

  /** One cell that names an organisation, so that reading it finds this one again. */
  cellOf(id: number): string {
    const path = this.pathOf(id);
    const found = this.find(path, '');
    return found !== null && typeof found !== 'string' && found.id === id ? path : joinPath(this.namesOf(id), true);
  }

  private namesOf(id: number): string[] {
    const node = this.byId.get(id);
    if (!node) return [];
    return [...(node.parentId === null ? [] : this.namesOf(node.parentId)), node.name];
  }

  private findOrganisation(path: WrittenPath): Place | PlaceProblem {
    for (const names of readings(path)) {
      const found = this.existing(names, path.fromTop);
      if (found.length === 1) return placeOf(found[0] as Node);
      if (found.length > 1) return 'organisation_ambiguous';
    }
    if (!this.make) return 'organisation_unknown';
    return this.planPath(newNames(path), path.fromTop);
  }

  /** Organisations of these names from the top down; the path may begin anywhere unless it says that it begins at the top. */
  private existing(names: readonly string[], fromTop: boolean): Node[] {
    const last = tidy(names.at(-1) ?? '');
    const all = (this.byName.get(last) ?? []).filter((node) => this.endsWith(node, names.map(tidy), tidy, fromTop));
    // Those in use come first, then what is no team: a team that happens to have the organisation's name is not what is meant.
    const inUse = all.some((node) => !node.archived) ? all.filter((node) => !node.archived) : all;
    const meant =
      inUse.length > 1 && inUse.some((node) => node.kind !== 'work_team') ? inUse.filter((node) => node.kind !== 'work_team') : inUse;
    if (meant.length < 2) return meant;
    const exact = meant.filter((node) => this.endsWith(node, names, (name) => name, fromTop));
    return exact.length === 1 ? exact : meant;
  }

  private planPath(names: readonly string[], fromTop: boolean): Place | PlaceProblem {
    const last = names.at(-1) as string;
    const above = names.slice(0, -1);
    let parent: Place | null = null;
    if (above.length > 0) {
      const found = this.existing(above, fromTop);
      if (found.length > 1) return 'organisation_ambiguous';
      const place = found[0] === undefined ? this.planPath(above, fromTop) : placeOf(found[0]);
      if (typeof place === 'string') return place;
      parent = place;
    }
    return this.plan(parent, parent !== null && parent.kind === 'work_team' ? 'work_team' : 'project_site', tidy(last));
  }

  private findTeam(place: Place | null, team: string): Place | PlaceProblem {
    const named = (this.byName.get(team) ?? []).filter((node) => (place === null ? node.kind === 'work_team' : this.lies(node, place)));
    const inUse = named.some((node) => !node.archived) ? named.filter((node) => !node.archived) : named;
    const direct = place === null ? inUse : inUse.filter((node) => node.parentId === place.id);
    const [first] = direct.length > 0 ? direct : inUse;
    if (first !== undefined) return direct.length > 1 || (direct.length === 0 && inUse.length > 1) ? 'team_ambiguous' : placeOf(first);
    // Without its organisation a new team would hang in the air.
    if (place === null) return this.make ? 'team_alone' : 'team_unknown';
    return this.make ? this.plan(place, 'work_team', team) : 'team_unknown';
  }

  private plan(parent: Place | null, kind: OrganisationKind, name: string): Place | PlaceProblem {
    if (name.length > ORGANISATION_NAME_MAX) return 'organisation_long';
    if (parent !== null && parent.id !== null && parent.archived) return 'organisation_archived';
    const problem = placeProblem(parent === null ? null : { kind: parent.kind, depth: this.depthOf(parent) }, kind, 1);
    if (problem !== null) return 'organisation_deep';
    const path = joinPath([...this.pathNames(parent), name]);
    const known = this.plans.get(path);
    if (known) return known;
    const place: PlannedPlace = { id: null, parent, kind, name, path };
    this.plans.set(path, place);
    return place;
  }

  private pathNames(place: Place | null): string[] {
    if (place === null) return [];
    return place.id === null ? [...this.pathNames(place.parent), place.name] : this.namesOf(place.id);
  }

  private depthOf(place: Place): number {
    return this.pathNames(place).length;
  }

  private endsWith(node: Node, names: readonly string[], shape: (name: string) => string, fromTop: boolean): boolean {
    let at: Node | undefined = node;
    for (const name of [...names].reverse()) {
      if (at === undefined || shape(at.name) !== name) return false;
      at = at.parentId === null ? undefined : this.byId.get(at.parentId);
    }
    return !fromTop || at === undefined;
  }

  private lies(node: Node, place: Place): boolean {
    for (let at = node.parentId; at !== null; at = this.byId.get(at)?.parentId ?? null) if (at === place.id) return true;
    return false;
  }
}

const placeOf = ({ id, name, kind, archived }: Node): Place => ({ id, name, kind, archived });

/** Ways to read a path: a separator may be part of a name that nobody wrote a backslash into. All separate first, then fewer. */
function readings({ names, between }: WrittenPath): string[][] {
  if (between.length === 0 || between.length > MOST_SEPARATORS) return [[...names]];
  const ways = Array.from({ length: 2 ** between.length }, (_, joined) => ({
    joined: [...between.keys()].filter((at) => (joined & (1 << at)) !== 0).length,
    names: names.reduce<string[]>((read, name, at) => {
      if (at > 0 && (joined & (1 << (at - 1))) !== 0) read.push(`${read.pop() ?? ''}${between[at - 1]}${name}`);
      else read.push(name);
      return read;
    }, [])
  }));
  return ways.sort((a, b) => a.joined - b.joined).map((way) => way.names);
}

/** The names of what does not exist yet: a stroke between two digits belongs to the name (3/4号线, 1/2班). */
function newNames({ names, between }: WrittenPath): string[] {
  return names.reduce<string[]>((read, name, at) => {
    const before = read.at(-1) ?? '';
    if (at > 0 && /[/／]/.test(between[at - 1] ?? '') && /\d$/.test(before) && /^\d/.test(name))
      read[read.length - 1] = `${before}${between[at - 1]}${name}`;
    else read.push(name);
    return read;
  }, []);
}
