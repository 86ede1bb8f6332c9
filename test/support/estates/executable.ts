import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** A real PE file without code, with a version resource whose numbers are `product` and `file`. */
export function makeExecutable(product: string, file: string): Buffer {
  const executable = NtExecutable.createEmpty(false, true);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setProductVersion(product, 1033);
  version.setFileVersion(file, 1033);
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Threat Prevention Server' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  return Buffer.from(executable.generate());
}
