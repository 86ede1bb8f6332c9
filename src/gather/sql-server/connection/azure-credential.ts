import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';

/**
 * The identity of the environment: variables, a managed identity, or whoever is signed in to the Azure tools. Its
 * requests end with the signal. That is seen to below the library, which does not pass a signal on to all of them.
 */
export function azureCredential(signal: AbortSignal): TokenCredential {
  const http = createDefaultHttpClient();
  const httpClient: HttpClient = {
    sendRequest: (request) => http.sendRequest(Object.assign(request, { abortSignal: signal })),
  };
  const credential = new DefaultAzureCredential({ httpClient });
  return {
    getToken: (scopes, options) => credential.getToken(scopes, { ...options, abortSignal: signal }),
  };
}
