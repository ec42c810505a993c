import { type Config, isLoopbackName } from './config';
import { findMisspelledSettings } from './misspelled-settings';

/** Settings that are valid but probably not intended: one line each, for the startup log and `admin doctor`. */
export function findStartWarnings(config: Config, variables: NodeJS.ProcessEnv): string[] {
  return [
    !variables.PUBLIC_URL &&
      !isLoopbackName(config.host) &&
      `PUBLIC_URL is not set, and HOST lets others in: whoever comes by another name than ${config.publicUrl.origin} ` +
        'is shown that address alone.',
    config.production &&
      !config.secure &&
      !config.loopback &&
      'ALLOW_INSECURE_HTTP is on: passwords and cookies go over the network in the clear.',
    ...findMisspelledSettings(variables).map(
      ({ given, meant }) => `${given} is no setting and has no effect.${meant ? ` Is ${meant} meant?` : ''}`,
    ),
  ].filter((warning) => warning !== false);
}
