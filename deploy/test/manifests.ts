import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { Service } from 'kubernetes-models/v1/Service';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { readYaml } from './workspace.ts';

const FOLDER = 'deploy/kubernetes';

interface Kustomization {
  resources: string[];
  images: { name: string; newTag: string }[];
  configMapGenerator: { name: string; literals: string[] }[];
}

export const readManifest = <T>(name: string): T => readYaml<T>(`${FOLDER}/${name}.yaml`);

export const kustomization = readManifest<Kustomization>('kustomization');

/** Each with the type that its manifest must have. */
export const manifests = {
  'backup-cron-job': new CronJob(readManifest('backup-cron-job')),
  'backup-volume-claim': new PersistentVolumeClaim(readManifest('backup-volume-claim')),
  deployment: new Deployment(readManifest('deployment')),
  'horizontal-pod-autoscaler': new HorizontalPodAutoscaler(readManifest('horizontal-pod-autoscaler')),
  ingress: new Ingress(readManifest('ingress')),
  'migration-job': new Job(readManifest('migration-job')),
  'network-policy': new NetworkPolicy(readManifest('network-policy')),
  'pod-disruption-budget': new PodDisruptionBudget(readManifest('pod-disruption-budget')),
  'purge-cron-job': new CronJob(readManifest('purge-cron-job')),
  service: new Service(readManifest('service')),
  'service-monitor': new ServiceMonitor(readManifest('service-monitor')),
};

export type ManifestName = keyof typeof manifests;
export const manifestNames = Object.keys(manifests) as ManifestName[];

/** The pods of the server, of the migrations, of the purge and of the backup. */
export const pods: Record<'server' | 'migration' | 'purge' | 'backup', IPodTemplateSpec> = {
  server: manifests.deployment.spec?.template ?? {},
  migration: manifests['migration-job'].spec?.template ?? {},
  purge: manifests['purge-cron-job'].spec?.jobTemplate.spec?.template ?? {},
  backup: manifests['backup-cron-job'].spec?.jobTemplate.spec?.template ?? {},
};

/** The settings that every pod gets. */
export function readSettings(): Record<string, string> {
  const literals = kustomization.configMapGenerator.flatMap((generator) => generator.literals);
  return Object.fromEntries(literals.map((literal) => literal.split(/=(.*)/, 2) as [string, string]));
}
