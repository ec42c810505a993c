import type { Routes } from '@angular/router';
import { signedIn, signedOut } from './session/guards';
import { texts } from './texts/texts';

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
  {
    path: 'account-deleted',
    title: texts.titles.farewell,
    canActivate: [signedOut],
    loadComponent: () => import('./account/farewell-page').then((file) => file.FarewellPage),
  },
  { path: '', pathMatch: 'full', redirectTo: 'tasks' },
  {
    path: '',
    canActivateChild: [signedIn],
    loadComponent: () => import('./shell/shell').then((file) => file.Shell),
    children: [
      {
        path: 'tasks',
        title: texts.titles.tasks,
        loadComponent: () => import('./tasks/board-page').then((file) => file.BoardPage),
      },
      {
        path: 'account',
        loadChildren: () => import('./account/account.routes').then((file) => file.accountRoutes),
      },
    ],
  },
  {
    path: '**',
    title: texts.titles.notFound,
    loadComponent: () => import('./shell/not-found-page').then((file) => file.NotFoundPage),
  },
];
