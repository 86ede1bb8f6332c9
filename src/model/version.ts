/** The version of tp-doctor; a test holds it against package.json. */
export const VERSION = '1.0.0';
export const TOOL = { name: 'tp-doctor', version: VERSION } as const;
