import { readBounded } from '../read-file';
import { SourceError } from '../source';

const LARGEST_EXE = 256 * 2 ** 20;
const NEUTRAL_VERSION = '0.0.0.0';
const VERSION_RESOURCE = 16;
const FIXED_INFO = 40;
const FIXED_SIGNATURE = 0xfeef04bd;

/**
 * The product version, four parts, of the version resource of an executable.
 * @throws SourceError when the file cannot be read, is no executable or has no version
 */
export async function readProductVersion(file: string): Promise<string> {
  const { NtExecutable, NtExecutableResource } = await import('pe-library');
  const bytes = await readBounded(file, LARGEST_EXE);
  let versions: string[];
  try {
    const executable = NtExecutable.from(bytes, { ignoreCert: true });
    const { entries } = NtExecutableResource.from(executable, true);
    versions = entries
      .filter(({ type }) => type === VERSION_RESOURCE)
      .flatMap(({ bin }) => fixedVersions(bin));
  } catch (error) {
    throw new SourceError(`${file} is not a Windows executable with a readable version resource`, {
      cause: error,
    });
  }
  const version = mostExact(versions.filter((one) => one !== NEUTRAL_VERSION));
  if (version === undefined) throw new SourceError(`${file} has no version in its version resource`);
  return version;
}

/**
 * Product and file version of a VS_VERSIONINFO: its VS_FIXEDFILEINFO stands behind a head of 6 bytes and the key
 * "VS_VERSION_INFO" in UTF-16 (Win32 documentation, verrsrc.h). Only this fixed part is read: the strings behind it have
 * lengths that lie in a damaged file, over which resedit's own reader runs out of memory.
 */
function fixedVersions(resource: ArrayBuffer): string[] {
  if (resource.byteLength < FIXED_INFO + 24) return [];
  const view = new DataView(resource, FIXED_INFO);
  if (view.getUint32(0, true) !== FIXED_SIGNATURE) return [];
  const version = (at: number) => dotted(view.getUint32(at, true), view.getUint32(at + 4, true));
  return [version(16), version(8)];
}

/** Builds may be named in the file version only: 7.3.9.0 as product and 7.3.9.42 as file are 7.3.9.42. */
function mostExact([product, file]: string[]): string | undefined {
  if (product === undefined || file === undefined) return product ?? file;
  const line = product.slice(0, -1);
  return product.endsWith('.0') && file.startsWith(line) ? file : product;
}

function dotted(high: number, low: number): string {
  return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
}
