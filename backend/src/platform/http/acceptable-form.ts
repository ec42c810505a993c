import type { FastifyInstance } from 'fastify';
import { Problem } from '../errors/problem';
import { addHookTo, kindOf } from './route-kind';

/** Every form that some answer of the API has. */
const FORMS = [
  'application/json',
  'application/problem+json',
  'text/csv',
  'text/calendar',
  'text/event-stream',
];

const RANGE = /^([\w!#$&^.+-]+|\*)\/([\w!#$&^.+-]+|\*)$/;

/**
 * Refuses a request to the API that accepts none of its forms (406). Who accepts one of them gets what the route has, as
 * RFC 9110 section 12.5.1 allows, and so does who says nothing that can be understood.
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

/** Of the ranges that a form is in, the most specific one counts. */
function qualityOf(form: string, qualities: Map<string, number>): number {
  const [type = ''] = form.split('/', 1);
  return qualities.get(form) ?? qualities.get(`${type}/*`) ?? qualities.get('*/*') ?? 0;
}

/** A media range with its quality, from 0 to 1; nothing when it is none. Other parameters do not count. */
function readRange(element: string): [range: string, quality: number][] {
  const [range = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return RANGE.test(range) ? [[range, quality]] : [];
}
