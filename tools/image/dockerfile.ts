import { type Copy, DockerfileParser, type Env, type From, type Instruction } from 'dockerfile-ast';

/** A stage of a Dockerfile, with its instructions in order. */
export interface Stage {
  readonly name: string;
  /** Another stage, or an image of a registry. */
  readonly base: string;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: 'copy'; readonly from?: string; readonly sources: string[]; readonly target: string }
  | { readonly kind: 'run'; readonly command: string }
  | { readonly kind: 'set'; readonly variables: Record<string, string> }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'start' | 'check'; readonly command: string[] };

const FLAGS = /^(--\S+\s+)*/;

export function readStages(dockerfile: string): Stage[] {
  const stages: { name: string; base: string; steps: Step[] }[] = [];
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const from = instruction as From;
      stages.push({ name: from.getBuildStage() ?? '', base: from.getImage() ?? '', steps: [] });
    } else {
      stages.at(-1)?.steps.push(...readStep(instruction));
    }
  }
  return stages;
}

function readStep(instruction: Instruction): Step[] {
  const words = instruction.getArguments().map((argument) => argument.getValue());
  switch (instruction.getKeyword()) {
    case 'COPY': {
      const flags = (instruction as Copy).getFlags();
      const from = flags.find((flag) => flag.getName() === 'from')?.getValue() ?? undefined;
      return [{ kind: 'copy', from, sources: words.slice(0, -1), target: words.at(-1) ?? '.' }];
    }
    case 'RUN':
      return [{ kind: 'run', command: textOf(instruction).replace(FLAGS, '') }];
    case 'ENV':
      return [{ kind: 'set', variables: readVariables(instruction as Env) }];
    case 'USER':
      return [{ kind: 'user', user: words[0] ?? '' }];
    case 'CMD':
      return [{ kind: 'start', command: readJson(instruction) }];
    case 'HEALTHCHECK':
      return [{ kind: 'check', command: readJson(instruction) }];
    default:
      return [];
  }
}

function readVariables(instruction: Env): Record<string, string> {
  return Object.fromEntries(
    instruction.getProperties().map((property) => [property.getName(), property.getValue() ?? '']),
  );
}

/** The arguments of a command in exec form, from its JSON list. */
function readJson(instruction: Instruction): string[] {
  const text = textOf(instruction);
  return JSON.parse(text.slice(text.indexOf('['))) as string[];
}

function textOf(instruction: Instruction): string {
  return instruction.getArgumentsContent() ?? '';
}
