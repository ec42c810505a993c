import { Component, computed, input } from '@angular/core';

interface Part {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"]+/gi;
/** Punctuation that ends a sentence. */
const END = /[.,;:!?'’”]$/;
/** Closing brackets with their partners. */
const PARTNERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Renders text with its URLs as links. */
@Component({
  selector: 'app-linked-text',
  template: `
    @for (part of parts(); track $index) {
      @if (part.href) {
        <a [href]="part.href" target="_blank" rel="noopener noreferrer">{{ part.text }}</a>
      } @else {
        <span>{{ part.text }}</span>
      }
    }
  `,
})
export class LinkedText {
  readonly text = input.required<string>();

  protected readonly parts = computed(() => partsOf(this.text()));
}

export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    if (URL.canParse(address)) {
      parts.push({ text: text.slice(end, index) }, { text: address, href: address });
      end = index + address.length;
    }
  }
  return [...parts, { text: text.slice(end) }].filter((part) => part.text);
}

function withoutEnd(address: string): string {
  let found = address;
  while (END.test(found) || endsWithForeignBracket(found)) {
    found = found.slice(0, -1);
  }
  return found;
}

/** Whether it ends with a bracket that was opened before the URL. */
function endsWithForeignBracket(address: string): boolean {
  const bracket = address.slice(-1);
  const partner = PARTNERS[bracket];
  return partner !== undefined && address.split(bracket).length > address.split(partner).length;
}
