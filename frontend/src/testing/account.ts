import type { Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideTestServer, settle, signIn } from './portal';

/** An account page of somebody signed in, as a test sees it. */
export async function openAccountPage<T>(component: Type<T>): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [provideTestServer(), provideRouter([])] });
  await signIn();
  const fixture: ComponentFixture<T> = TestBed.createComponent(component);
  const page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await settle();
  return page;
}
