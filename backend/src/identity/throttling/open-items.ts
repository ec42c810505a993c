/** Items of one kind that people have open in this server process. */
export class OpenItems<Item> {
  private readonly items = new Map<string, Set<Item>>();

  get count(): number {
    return this.all().length;
  }

  of(personId: string): Item[] {
    return [...(this.items.get(personId) ?? [])];
  }

  all(): Item[] {
    return [...this.items.values()].flatMap((items) => [...items]);
  }

  add(personId: string, item: Item): void {
    this.items.set(personId, new Set([...this.of(personId), item]));
  }

  remove(personId: string, item: Item): void {
    const rest = this.items.get(personId);
    rest?.delete(item);
    if (rest?.size === 0) {
      this.items.delete(personId);
    }
  }
}
