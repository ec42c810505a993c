/**
 * Whether the standard variables name a trace exporter
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables). Without any of them OpenTelemetry
 * would try a collector on this machine.
 */
export function wantsTraces(variables: NodeJS.ProcessEnv): boolean {
  const exporter = variables.OTEL_TRACES_EXPORTER?.trim();
  return (
    variables.OTEL_SDK_DISABLED?.trim().toLowerCase() !== 'true' &&
    exporter !== 'none' &&
    [exporter, variables.OTEL_EXPORTER_OTLP_ENDPOINT, variables.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT].some(
      Boolean,
    )
  );
}

/** The server's name in traces, unless the environment sets one. */
export function serviceNameOf({
  OTEL_SERVICE_NAME: name,
  OTEL_RESOURCE_ATTRIBUTES: attributes = '',
}: NodeJS.ProcessEnv): string | undefined {
  return name || (/(^|,)\s*service\.name=/.test(attributes) ? undefined : 'taskward');
}
