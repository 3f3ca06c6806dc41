import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import type { OrganisationNode } from '@contract/people/organisations.ts';
import { api } from '@/app/station.ts';

export interface TreeNode extends OrganisationNode {
  children: TreeNode[];
}

/** Turns the service's flat list into a tree of nodes with children. */
export function toTree(nodes: readonly OrganisationNode[]): TreeNode[] {
  const byId = new Map(nodes.map((node) => [node.id, { ...node, children: [] as TreeNode[] }]));
  const roots: TreeNode[] = [];
  for (const node of byId.values()) {
    const parent = node.parentId === null ? undefined : byId.get(node.parentId);
    (parent ? parent.children : roots).push(node);
  }
  return roots;
}

/** All organisations, live. @param archived whether to include archived ones */
export function useOrganisations(archived: () => boolean = () => false) {
  const query = useQuery({
    key: () => ['organisations', 'tree', String(archived())],
    query: () => api.organisations.tree({ archived: archived() })
  });
  const nodes = computed(() => query.data.value ?? []);
  const byId = computed(() => new Map(nodes.value.map((node) => [node.id, node])));
  return { ...query, nodes, byId, tree: computed(() => toTree(nodes.value)) };
}
