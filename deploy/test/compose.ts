import { readYaml } from './workspace.ts';

/** What the specs look at in a service of Compose. */
export interface Service {
  user?: string;
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  networks?: string[] | Record<string, { ipv4_address?: string }>;
  deploy?: { replicas?: number };
}

export interface ComposeFile {
  services: Record<string, Service>;
  networks?: Record<string, { ipam?: { config: { subnet: string }[] } } | null>;
  secrets?: Record<string, { file: string }>;
}

export const COMPOSE_FILES = ['docker-compose.yml', 'docker-compose.replicas.yml'];

export const readCompose = (path: string): ComposeFile => readYaml<ComposeFile>(path);

export function serviceOf(file: ComposeFile, name: string): Service {
  const service = file.services[name];
  if (!service) {
    throw new Error(`There is no service "${name}"`);
  }
  return service;
}
