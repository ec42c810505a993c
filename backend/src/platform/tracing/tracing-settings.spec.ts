import { serviceNameOf, wantsTraces } from './tracing-settings';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('wantsTraces', () => {
  it.each<[string, NodeJS.ProcessEnv]>([
    ['an address for everything', ENDPOINT],
    ['an address for traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }],
    ['an exporter', { OTEL_TRACES_EXPORTER: 'console' }],
    ['an address, and that it is not disabled', { ...ENDPOINT, OTEL_SDK_DISABLED: 'false' }],
  ])('is true of %s', (_name, variables) => {
    expect(wantsTraces(variables)).toBe(true);
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['nothing', {}],
    ['empty settings', { OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_TRACES_EXPORTER: '' }],
    ['a name alone', { OTEL_SERVICE_NAME: 'taskward' }],
    ['no exporter', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }],
    ['an address that is disabled', { ...ENDPOINT, OTEL_SDK_DISABLED: 'True' }],
  ])('is false of %s', (_name, variables) => {
    expect(wantsTraces(variables)).toBe(false);
  });
});

describe('serviceNameOf', () => {
  it.each<[string | undefined, NodeJS.ProcessEnv]>([
    ['taskward', {}],
    ['taskward', { OTEL_SERVICE_NAME: '', OTEL_RESOURCE_ATTRIBUTES: 'my.service.name=no' }],
    ['tasks', { OTEL_SERVICE_NAME: 'tasks', OTEL_RESOURCE_ATTRIBUTES: 'service.name=no' }],
    // The SDK reads it there itself.
    [undefined, { OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,service.name=tasks' }],
  ])('is %s of %j', (name, variables) => {
    expect(serviceNameOf(variables)).toBe(name);
  });
});
