/** Whether a setting is given, as `NAME` or as the path of a file in `NAME_FILE`. */
export function isSet(variables: NodeJS.ProcessEnv, name: string): boolean {
  return Boolean(variables[name] || variables[`${name}_FILE`]);
}
