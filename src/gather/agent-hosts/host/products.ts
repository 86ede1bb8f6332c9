import { numberOf, textOf, type RegistryKey } from '../../windows/parse-registry';

/** Programs and Features: each view has its own. */
export const UNINSTALL_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
/** A part of Windows, which Programs and Features does not list. */
export const DEFENDER_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status';

/** The names of the products in the Uninstall keys, sorted. Updates of a product are none. */
export function listProducts(keys: readonly RegistryKey[], defender: RegistryKey | undefined): string[] {
  const names = keys
    .filter((key) => textOf(key, 'ParentKeyName') === undefined)
    .flatMap((key) => textOf(key, 'DisplayName')?.trim() ?? []);
  if (numberOf(defender, 'OnboardingState') === 1) names.push('Microsoft Defender for Endpoint');
  return [...new Set(names)].sort();
}
