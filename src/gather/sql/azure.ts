import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';

/**
 * The identity of the environment: variables, a managed identity, or whoever is signed in to the Azure tools. Its
 * requests end with the signal, which the driver would not see to.
 */
export function azureCredential(signal: AbortSignal): TokenCredential {
  const credential = new DefaultAzureCredential();
  return {
    getToken: (scopes, options) => credential.getToken(scopes, { ...options, abortSignal: signal }),
  };
}
