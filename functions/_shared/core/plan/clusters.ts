/** Sorts items into clusters: two items that touch the same thing are in one cluster. */
interface Touching {
  readonly touches: ReadonlySet<string>;
}

/** The clusters in the order of their first items; items keep their order. Takes nearly linear time. */
export function clustersOf<Item extends Touching>(items: readonly Item[]): Item[][] {
  const parent = items.map((_, n) => n);
  const rootOf = (n: number): number => {
    let root = n;
    while (parent[root] !== root) {
      // Every second item of the way skips one: the next walk is half as long.
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  const firstBy = new Map<string, number>();
  for (const [n, { touches }] of items.entries()) {
    for (const thing of touches) {
      const first = firstBy.get(thing);
      if (first === undefined) firstBy.set(thing, n);
      else parent[rootOf(n)] = rootOf(first);
    }
  }
  const clusters = new Map<number, Item[]>();
  for (const [n, item] of items.entries()) {
    const root = rootOf(n);
    const others = clusters.get(root);
    if (others) others.push(item);
    else clusters.set(root, [item]);
  }
  return [...clusters.values()];
}
