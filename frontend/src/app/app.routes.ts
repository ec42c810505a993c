import type { Routes } from '@angular/router';
import { signedIn, signedOut } from './session/guards';
import { texts } from './texts';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: texts.titles.signIn,
    canActivate: [signedOut],
    loadComponent: () => import('./session/sign-in-page').then((file) => file.SignInPage),
  },
  {
    path: 'sign-up',
    title: texts.titles.signUp,
    canActivate: [signedOut],
    loadComponent: () => import('./session/sign-up-page').then((file) => file.SignUpPage),
  },
  { path: '', pathMatch: 'full', redirectTo: 'tasks' },
  {
    path: 'tasks',
    title: texts.titles.tasks,
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell').then((file) => file.Shell),
    children: [
      { path: '', loadComponent: () => import('./tasks/board-page').then((file) => file.BoardPage) },
    ],
  },
  {
    path: '**',
    title: texts.titles.notFound,
    loadComponent: () => import('./shell/not-found-page').then((file) => file.NotFoundPage),
  },
];
