import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findUnknownFields, type TypedManifest } from './manifest-fields.ts';
import { kustomization, type ManifestName, manifestNames, readManifest } from './manifests.ts';
import { WORKSPACE } from './workspace.ts';

const MODULES: Record<ManifestName, string> = {
  'backup-cron-job': 'kubernetes-models/batch/v1/CronJob',
  'backup-volume-claim': 'kubernetes-models/v1/PersistentVolumeClaim',
  deployment: 'kubernetes-models/apps/v1/Deployment',
  'horizontal-pod-autoscaler': 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler',
  ingress: 'kubernetes-models/networking.k8s.io/v1/Ingress',
  'migration-job': 'kubernetes-models/batch/v1/Job',
  'network-policy': 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy',
  'pod-disruption-budget': 'kubernetes-models/policy/v1/PodDisruptionBudget',
  'purge-cron-job': 'kubernetes-models/batch/v1/CronJob',
  service: 'kubernetes-models/v1/Service',
  'service-monitor': '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor',
};

const typed = (name: ManifestName): TypedManifest => {
  const content = readManifest<{ kind: string }>(name);
  return { type: `I${content.kind}`, module: MODULES[name], content };
};

describe('The manifests for Kubernetes', () => {
  it('have no field that its API does not know', () => {
    expect(findUnknownFields(manifestNames.map(typed))).toEqual([]);
  });

  it('would be found out if they had', () => {
    const service = typed('service');
    const misspelt = { ...(service.content as object), spec: { selektor: {} } };
    expect(findUnknownFields([{ ...service, content: misspelt }])).toEqual([
      expect.stringContaining('"selektor"'),
    ]);
  });

  it('are all named by the kustomization', () => {
    const files = readdirSync(join(WORKSPACE, 'deploy/kubernetes'));
    expect([...kustomization.resources, 'kustomization.yaml'].toSorted()).toEqual(files.toSorted());
    expect(kustomization.resources.toSorted()).toEqual(
      manifestNames.map((name) => `${name}.yaml`).toSorted(),
    );
  });
});
