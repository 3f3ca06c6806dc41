import type { OrganisationKind } from '../../../../contract/people/organisations.ts';
import type { Db } from '../../../db/schema.ts';

/** Where somebody belongs: an organisation there is, or one that is to be made under another. */
export type Place = { id: number; name: string } | PlannedPlace;
export interface PlannedPlace {
  id: null;
  parent: Place | null;
  kind: OrganisationKind;
  name: string;
  path: string;
}

export type PlaceProblem = 'organisation_unknown' | 'organisation_ambiguous' | 'team_unknown' | 'team_ambiguous';

interface Node {
  id: number;
  parentId: number | null;
  name: string;
  kind: string;
}

const tidy = (name: string) => name.normalize('NFKC').replace(/\s+/g, ' ').trim();

/**
 * Finds the organisations and teams that rosters name. All organisations are read once; what does not exist is, if asked,
 * planned once and shared by all rows that name it.
 */
export class Places {
  private readonly byName = new Map<string, Node[]>();
  private readonly byId = new Map<number, Node>();
  private readonly plans = new Map<string, PlannedPlace>();
  private readonly make: boolean;

  private constructor(nodes: Node[], make: boolean) {
    this.make = make;
    for (const node of nodes) {
      this.byId.set(node.id, node);
      const key = tidy(node.name);
      this.byName.set(key, [...(this.byName.get(key) ?? []), node]);
    }
  }

  static async load(db: Db, make: boolean): Promise<Places> {
    const rows = await db.selectFrom('organisation').select(['id', 'parent_id', 'name', 'kind']).where('archived', '=', 0).execute();
    return new Places(
      rows.map((row) => ({ id: row.id, parentId: row.parent_id, name: row.name, kind: row.kind })),
      make
    );
  }

  /** What rows named that does not exist, in the order in which it must be made. */
  get planned(): PlannedPlace[] {
    return [...this.plans.values()];
  }

  /** The place of a row by its two cells (`organisation` may be a path `park/enterprise`); null if both are empty. */
  find(organisation: string, team: string): Place | null | PlaceProblem {
    let place: Place | null = null;
    if (organisation !== '') {
      const found = this.findOrganisation(
        organisation
          .split(/[/／>＞]/)
          .map(tidy)
          .filter((name) => name !== '')
      );
      if (found === null || typeof found === 'string') return found;
      place = found;
    }
    return team === '' ? place : this.findTeam(place, tidy(team));
  }

  private findOrganisation(path: string[]): Place | PlaceProblem | null {
    const last = path.at(-1);
    if (last === undefined) return null;
    let found = (this.byName.get(last) ?? []).filter((node) => this.endsWith(node, path));
    // A team that happens to have the organisation's name is not what is meant.
    if (found.length > 1) found = found.filter((node) => node.kind !== 'work_team');
    const [first] = found;
    if (first !== undefined) return found.length === 1 ? { id: first.id, name: first.name } : 'organisation_ambiguous';
    if (!this.make) return 'organisation_unknown';
    const parent = path.length === 1 ? null : this.findOrganisation(path.slice(0, -1));
    if (typeof parent === 'string') return parent;
    return this.plan(parent, path.length === 1 || parent?.id !== null ? 'project_site' : parent.kind, last);
  }

  private findTeam(place: Place | null, team: string): Place | PlaceProblem {
    const named = (this.byName.get(team) ?? []).filter((node) => (place === null ? node.kind === 'work_team' : this.lies(node, place)));
    const direct = place === null ? named : named.filter((node) => node.parentId === place.id);
    const [first] = direct.length > 0 ? direct : named;
    if (first !== undefined)
      return direct.length > 1 || (direct.length === 0 && named.length > 1) ? 'team_ambiguous' : { id: first.id, name: first.name };
    // Without its organisation a new team would hang in the air.
    if (!this.make || place === null) return 'team_unknown';
    return this.plan(place, 'work_team', team);
  }

  private plan(parent: Place | null, kind: OrganisationKind, name: string): PlannedPlace {
    const above = parent === null ? '' : parent.id === null ? `${parent.path}/` : `${this.pathOf(parent.id)}/`;
    const path = `${above}${name}`;
    const known = this.plans.get(path);
    if (known) return known;
    const place: PlannedPlace = { id: null, parent, kind, name: name.slice(0, 60), path };
    this.plans.set(path, place);
    return place;
  }

  private pathOf(id: number): string {
    const node = this.byId.get(id);
    if (!node) return '';
    return node.parentId === null ? node.name : `${this.pathOf(node.parentId)}/${node.name}`;
  }

  private endsWith(node: Node, path: string[]): boolean {
    let at: Node | undefined = node;
    for (const name of [...path].reverse()) {
      if (at === undefined || tidy(at.name) !== name) return false;
      at = at.parentId === null ? undefined : this.byId.get(at.parentId);
    }
    return true;
  }

  private lies(node: Node, place: Place): boolean {
    for (let at = node.parentId; at !== null; at = this.byId.get(at)?.parentId ?? null) if (at === place.id) return true;
    return false;
  }
}
