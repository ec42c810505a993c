import { english } from './english';

export type Texts = typeof english;

/** Every word the portal shows. A second language is a second file of this shape. */
export const texts: Texts = english;
