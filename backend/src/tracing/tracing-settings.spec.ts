import { wantsTraces } from './tracing-settings';

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
