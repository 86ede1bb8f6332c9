import { readBounded } from './read-file';
import { SourceError } from './source';

const LARGEST_EXE = 256 * 2 ** 20;
const NEUTRAL_VERSIONS = new Set(['0.0.0.0']);

/**
 * The product version, four parts, of the version resource of an executable.
 * @throws SourceError when the file cannot be read, is no executable or has no version
 */
export async function readProductVersion(file: string): Promise<string> {
  const { NtExecutable, NtExecutableResource, Resource } = await import('resedit');
  const bytes = await readBounded(file, LARGEST_EXE);
  let versions: string[];
  try {
    const executable = NtExecutable.from(bytes, { ignoreCert: true });
    const resources = NtExecutableResource.from(executable, true);
    versions = Resource.VersionInfo.fromEntries(resources.entries).flatMap(({ fixedInfo: fixed }) => [
      dotted(fixed.productVersionMS, fixed.productVersionLS),
      dotted(fixed.fileVersionMS, fixed.fileVersionLS),
    ]);
  } catch (error) {
    throw new SourceError(`${file} is not a Windows executable with a readable version resource`, {
      cause: error,
    });
  }
  const version = mostExact(versions.filter((one) => !NEUTRAL_VERSIONS.has(one)));
  if (version === undefined) throw new SourceError(`${file} has no version in its version resource`);
  return version;
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
