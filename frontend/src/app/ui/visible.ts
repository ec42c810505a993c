import { DestroyRef, Directive, ElementRef, inject, output } from '@angular/core';

/** Emits when its element is about to scroll into view. */
@Directive({ selector: '[appVisible]' })
export class Visible {
  readonly appVisible = output();

  constructor() {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          this.appVisible.emit();
        }
      },
      { rootMargin: '400px' },
    );
    observer.observe(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }
}
