import type { Routes } from '@angular/router';
import { texts } from '../texts/texts';
import { AccountLayout } from './account-layout';

export const accountRoutes: Routes = [
  {
    path: '',
    component: AccountLayout,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'profile' },
      {
        path: 'profile',
        title: texts.titles.profile,
        loadComponent: () => import('./profile-page').then((file) => file.ProfilePage),
      },
      {
        path: 'password',
        title: texts.titles.password,
        loadComponent: () => import('./password-page').then((file) => file.PasswordPage),
      },
      {
        path: 'sessions',
        title: texts.titles.sessions,
        loadComponent: () => import('./sessions-page').then((file) => file.SessionsPage),
      },
      {
        path: 'access-tokens',
        title: texts.titles.personalTokens,
        loadComponent: () => import('./personal-tokens-page').then((file) => file.PersonalTokensPage),
      },
      {
        path: 'data',
        title: texts.titles.data,
        loadComponent: () => import('./data-page').then((file) => file.DataPage),
      },
      {
        path: 'security-events',
        title: texts.titles.securityEvents,
        loadComponent: () => import('./security-events-page').then((file) => file.SecurityEventsPage),
      },
      {
        path: 'delete',
        title: texts.titles.deleteAccount,
        loadComponent: () => import('./delete-account-page').then((file) => file.DeleteAccountPage),
      },
    ],
  },
];
