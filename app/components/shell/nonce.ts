import { createContext, useContext } from 'react';

/** The request's CSP nonce. Empty in the browser, which hides nonces from scripts anyway. */
const NonceContext = createContext('');

export const NonceProvider = NonceContext.Provider;

export function useNonce(): string | undefined {
  return useContext(NonceContext) || undefined;
}
