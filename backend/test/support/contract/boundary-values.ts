import type { Schema } from './json-schema';

/** Values on, just within and just beyond every limit that a schema names, and some of other types. */
export function boundaryValues({ type, enum: choices, format, ...limits }: Schema): unknown[] {
  const types = [type].flat();
  return [
    ...[null, true, 7.5, {}, [{}]],
    ...(choices ? [...choices, `${String(choices[0])} `, 'unknown', ''] : []),
    ...(types.includes('integer') ? around(limits.minimum, limits.maximum) : []),
    ...(types.includes('array') ? lists(limits) : []),
    ...(types.includes('string') && !choices && format !== 'date' ? texts(limits) : []),
    ...(format === 'date'
      ? [
          '0001-01-01',
          '1899-12-31',
          '1900-01-01',
          '9999-12-31',
          '0000-12-31',
          '10000-01-01',
          '2026-02-29',
          '',
        ]
      : []),
  ];
}

function around(...limits: (number | undefined)[]): number[] {
  return limits.flatMap((limit) => (limit === undefined ? [] : [limit - 1, limit, limit + 1]));
}

function texts({ minLength, maxLength }: Schema): string[] {
  const lengths = around(minLength, maxLength).filter((length) => length >= 0);
  return [...lengths.flatMap((length) => ['x'.repeat(length), '🥐'.repeat(length)]), ' '];
}

function lists({ items = {}, minItems, maxItems }: Schema): unknown[][] {
  const lengths = around(minItems, maxItems).filter((length) => length >= 0);
  const item = (index: number) => items.enum?.[index % items.enum.length] ?? `item ${index}`;
  return [
    ...lengths.map((length) => Array.from({ length }, (_, index) => item(index))),
    ...boundaryValues(items).map((value) => [value]),
  ];
}
