interface Node {
  $ref?: string;
  allOf?: { $ref?: string }[];
}

/** `allOf` of one reference is that reference: since OpenAPI 3.1 it may stand beside a description. */
export function unwrapReferences(node: unknown): void {
  if (typeof node !== 'object' || node === null) {
    return;
  }
  const { allOf } = node as Node;
  if (allOf?.length === 1 && allOf[0]?.$ref !== undefined) {
    (node as Node).$ref = allOf[0].$ref;
    delete (node as Node).allOf;
  }
  Object.values(node).forEach(unwrapReferences);
}
