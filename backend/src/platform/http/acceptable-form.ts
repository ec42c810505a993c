import type { FastifyInstance } from 'fastify';
import { Problem } from '../errors/problem';
import { addHookTo, kindOf } from './route-kind';

/** Every media type that the API produces. */
const FORMS = [
  'application/json',
  'application/problem+json',
  'text/csv',
  'text/calendar',
  'text/event-stream',
];

const RANGE = /^([\w!#$&^.+-]+|\*)\/([\w!#$&^.+-]+|\*)$/;

/**
 * Refuses an API request that accepts none of its media types (406). A client that accepts any of them gets what the
 * route produces, as RFC 9110 section 12.5.1 allows, and so does one whose `Accept` is missing or unintelligible.
 */
export function requireAcceptableForms(server: FastifyInstance): void {
  addHookTo(
    server,
    (route) => kindOf(route) === 'api',
    ({ headers: { accept } }, _reply, done) => {
      if (accept !== undefined && accept !== '*/*' && !acceptsAny(accept)) {
        throw new Problem('NOT_ACCEPTABLE', { detail: 'The answer is application/json. Accept that.' });
      }
      done();
    },
  );
}

function acceptsAny(accept: string): boolean {
  const qualities = new Map(accept.split(',').flatMap(readRange));
  return qualities.size === 0 || FORMS.some((form) => qualityOf(form, qualities) > 0);
}

/** The most specific matching range determines the quality. */
function qualityOf(form: string, qualities: Map<string, number>): number {
  const [type = ''] = form.split('/', 1);
  return qualities.get(form) ?? qualities.get(`${type}/*`) ?? qualities.get('*/*') ?? 0;
}

/** A media range with its quality, from 0 to 1; empty if invalid. Other parameters are ignored. */
function readRange(element: string): [range: string, quality: number][] {
  const [range = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return RANGE.test(range) ? [[range, quality]] : [];
}
