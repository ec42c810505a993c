import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { settle } from './portal';

type Control = HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement;

/** The control a person knows by this label. */
export function field(page: ParentNode, label: string): Control {
  const controls = [...page.querySelectorAll<Control>('input, select, textarea')];
  return found(controls, label);
}

/** The button or link a person knows by this name. */
export function button(page: ParentNode, name: string): HTMLElement {
  return found([...page.querySelectorAll<HTMLElement>('button, a')], name);
}

export function buttons(page: ParentNode, name: string): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>('button, a')].filter((element) => nameOf(element) === name);
}

export async function click(element: HTMLElement): Promise<void> {
  element.click();
  await settle();
}

export async function fill(control: Control, value: string): Promise<void> {
  control.focus();
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

export async function leave(control: HTMLElement): Promise<void> {
  control.dispatchEvent(new FocusEvent('blur'));
  await settle();
}

export async function press(key: string, options: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));
  await settle();
}

/** The overlays listen to the page, and to the number of the key. */
export async function pressEscape(): Promise<void> {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { keyCode: 27, key: 'Escape', bubbles: true }));
  await settle();
}

/** As Enter in a field or a click on the button does it. */
export async function submit(page: ParentNode): Promise<void> {
  page.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settle();
}

/** The address, once every navigation under way has arrived. */
export async function address(): Promise<string> {
  await settle();
  await TestBed.inject(ApplicationRef).whenStable();
  return TestBed.inject(Router).url;
}

function found<T extends HTMLElement>(elements: readonly T[], name: string): T {
  const [element, ...others] = elements.filter((one) => nameOf(one) === name);
  if (!element || others.length) {
    const names = elements.map(nameOf).join(' | ');
    throw new Error(`${others.length ? 'More than one' : 'Nothing'} is called "${name}" among: ${names}`);
  }
  return element;
}

function nameOf(element: HTMLElement): string {
  const label = (element as Partial<HTMLInputElement>).labels?.[0];
  const name = element.getAttribute('aria-label') ?? (label ?? element).textContent;
  return name.replace(/\s+/g, ' ').trim();
}
