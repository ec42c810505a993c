/** A series that an expression asks for, with the label values that must match. */
export interface Selector {
  readonly name: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

const WORDS = new Set(
  `by without on ignoring group_left group_right and or unless bool offset sum min max avg count topk bottomk
   rate irate increase histogram_quantile min_over_time max_over_time avg_over_time absent`.split(/\s+/),
);
const TEXT = /"(?:[^"\\]|\\.)*"/g;
const MATCHER = /(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g;

/**
 * The series that a PromQL expression names: every word that is no function, keyword, label, number or variable. A
 * misspelt function is taken for a series that does not exist, so it is found as well.
 */
export function selectorsOf(expression: string): Selector[] {
  const bare = expression.replaceAll(/\[[^\]]*\]/g, '').replaceAll(/\b(by|without|on)\s*\([^)]*\)/g, '');
  const found = bare.matchAll(/(?<![\w$.])([a-zA-Z_:][\w:]*)\s*(?:\{([^}]*)\})?/g);
  return [...found]
    .filter(([, name = '']) => !WORDS.has(name))
    .map(([, name = '', matchers = '']) => ({
      name,
      matchers: [...matchers.matchAll(MATCHER)].map(([, label = '', operator = '', value = '']) => ({
        label,
        operator,
        value,
      })),
    }));
}

/** The labels that an expression groups by. */
export function groupingsOf(expression: string): string[] {
  const lists = expression.replaceAll(TEXT, '').matchAll(/\b(?:by|without|on)\s*\(([^)]*)\)/g);
  return [...lists].flatMap(([, list = '']) => list.split(',').map((label) => label.trim()));
}
