import type { Route } from '../http-types.ts';
import { contactRoutes } from './contacts.ts';
import { fundAccountRoutes } from './fund-accounts.ts';
import { payoutRoutes } from './payouts.ts';
import { transactionRoutes } from './transactions.ts';
import { validationRoutes } from './validations.ts';

export const xRoutes: Route[] = [...contactRoutes, ...validationRoutes, ...fundAccountRoutes, ...payoutRoutes, ...transactionRoutes];
