import { english } from './english';

export type Texts = typeof english;

/** All texts of the portal. Another language is another file of the same shape. */
export const texts: Texts = english;
