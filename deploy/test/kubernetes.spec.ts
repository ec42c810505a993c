import { manifestNames, manifests, kustomization, pods, readSettings } from './manifests.ts';
import { readStages } from '../../tools/image/dockerfile.ts';
import { readJson, readText } from './workspace.ts';

const OWNER_SECRET = 'taskward-owner';

const { deployment, ingress, service } = manifests;
const server = pods.server.spec?.containers[0];
const labels = pods.server.metadata?.labels ?? {};

const secretsOf = ({ spec }: (typeof pods)['server']) =>
  spec?.volumes?.flatMap(({ secret }) => secret?.secretName ?? []);

describe('The manifests for Kubernetes', () => {
  it.each(manifestNames)('%s is valid by the schema of its API', (name) => {
    expect(() => manifests[name].validate()).not.toThrow();
  });

  it.each(['server', 'migration', 'purge', 'backup'] as const)(
    'keep the %s pod within the restricted standard',
    (name) => {
      const { spec } = pods[name];
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(spec?.containers).toHaveLength(1);
      expect(spec?.containers[0]).toMatchObject({
        resources: { requests: expect.anything(), limits: { memory: expect.any(String) } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
      });
    },
  );

  it('wait for the migrations before a server starts, with what the server has', () => {
    const [waiting, ...others] = pods.server.spec?.initContainers ?? [];
    expect(others).toEqual([]);
    const { envFrom, env, volumeMounts, securityContext, image } = server ?? {};
    expect(waiting).toMatchObject({ envFrom, env, volumeMounts, securityContext, image });
    expect(waiting?.resources).toMatchObject({ limits: { memory: expect.any(String) } });
    const [, file, command] =
      /^until node dist\/server\/(\S+)\.js (.+) > \/dev\/null; do sleep \d+; done$/.exec(
        waiting?.command?.at(-1) ?? '',
      ) ?? [];
    expect(file).toBe('admin');
    expect(command).toBe('users list --limit 1');
  });

  it('purge by a command of the administrator', () => {
    const [, main = '', ...args] = pods.purge.spec?.containers[0]?.command ?? [];
    expect(main).toBe('dist/server/admin.js');
    expect(args).toEqual(['purge']);
  });

  it.each(['purge-cron-job', 'backup-cron-job'] as const)('%s runs once a day', (name) => {
    expect(manifests[name].spec).toMatchObject({
      schedule: expect.stringMatching(/^\d+ \d+ \* \* \*$/),
      concurrencyPolicy: 'Forbid',
    });
  });

  it('run as the user of the image', () => {
    const user = readStages(readText('Dockerfile'))
      .flatMap(({ steps }) => steps)
      .find((step) => step.kind === 'user')?.user;
    for (const { spec } of Object.values(pods)) {
      const { runAsUser, runAsGroup } = spec?.securityContext ?? {};
      expect(`${runAsUser}:${runAsGroup}`).toBe(user);
    }
  });

  it('show the password of the owner to migrations, purge and backup alone', () => {
    expect(secretsOf(pods.server)).toEqual(['taskward']);
    expect(secretsOf(pods.migration)).toEqual(['taskward', OWNER_SECRET]);
    expect(secretsOf(pods.purge)).toEqual(['taskward', OWNER_SECRET]);
    expect(secretsOf(pods.backup)).toEqual([OWNER_SECRET]);
  });

  it.each(['server', 'migration', 'purge'] as const)(
    'mount every secret that a setting of %s names',
    (name) => {
      const [container] = pods[name].spec?.containers ?? [];
      const mounts = container?.volumeMounts?.map(({ mountPath }) => mountPath) ?? [];
      const known = readText('backend/src/platform/config/environment.ts');
      for (const { name: setting, value = '' } of container?.env ?? []) {
        const secret = setting.replace(/_FILE$/, '');
        expect(known).toContain(`'${secret}'`);
        expect(mounts.map((mount) => `${mount}/${secret}`)).toContain(value);
      }
    },
  );

  it('ask for health where the server tells it', () => {
    const paths = [server?.startupProbe, server?.livenessProbe, server?.readinessProbe];
    expect(paths.map((probe) => probe?.httpGet?.path)).toEqual([
      '/health/live',
      '/health/live',
      '/health/ready',
    ]);
    expect(deployment.spec?.strategy?.rollingUpdate?.maxUnavailable).toBe(0);
  });

  it('serve on until the readiness probe has failed, and leave 10 s after that for the last requests', () => {
    const [, delay] = /^(\d+)s$/.exec(readSettings().SHUTDOWN_DELAY ?? '') ?? [];
    expect(Number(delay)).toBeGreaterThan(server?.readinessProbe?.periodSeconds ?? Infinity);
    const pause = server?.lifecycle?.preStop?.sleep?.seconds ?? 0;
    const grace = pods.server.spec?.terminationGracePeriodSeconds;
    expect(grace).toBeGreaterThanOrEqual(pause + Number(delay) + 10);
  });

  it('select the pods of the server', () => {
    const { 'pod-disruption-budget': budget, 'service-monitor': monitor } = manifests;
    expect(deployment.spec?.selector.matchLabels).toEqual(labels);
    expect(service.spec?.selector).toEqual(labels);
    expect(budget.spec?.selector?.matchLabels).toEqual(labels);
    expect(monitor.spec.selector.matchLabels).toEqual(service.metadata?.labels);
    expect(manifests['horizontal-pod-autoscaler'].spec?.scaleTargetRef.name).toBe(deployment.metadata?.name);
    for (const { metadata } of Object.values(pods)) {
      expect(metadata?.labels).toMatchObject(
        manifests['network-policy'].spec?.podSelector?.matchLabels ?? {},
      );
    }
  });

  it('name ports that the pods have', () => {
    const ports = server?.ports?.map(({ name }) => name);
    expect(service.spec?.ports?.map(({ targetPort }) => targetPort)).toEqual(ports);
    const allowed = manifests['network-policy'].spec?.ingress?.flatMap((rule) => rule.ports ?? []);
    expect(allowed?.map(({ port }) => port)).toEqual(ports);
    expect(manifests['service-monitor'].spec.endpoints.map(({ port }) => port)).toEqual(['metrics']);
    expect(readSettings()).toMatchObject({
      METRICS_PORT: String(server?.ports?.at(-1)?.containerPort),
      METRICS_HOST: '0.0.0.0',
    });
  });

  it('are of one version and one address', () => {
    expect(kustomization.images[0]?.newTag).toBe(readJson<{ version: string }>('package.json').version);
    const { host } = new URL(readSettings().PUBLIC_URL ?? '');
    expect(ingress.spec?.rules?.map((rule) => rule.host)).toEqual([host]);
    expect(ingress.spec?.tls?.[0]?.hosts).toEqual([host]);
  });
});
