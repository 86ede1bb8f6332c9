import { chmodSync, mkdirSync } from 'node:fs';
import { packAlone } from './package';
import { Project } from '../cli/project';

/** npm, but what it has installed once is there: to find that out again would take it a second. */
const NPM = `#!/usr/bin/env bash
PATH="\${PATH#*:}"
mark="$0-$(cksum <<<"$*" | cut -d ' ' -f 1)"
[ -f "$mark" ] || { npm "$@" && touch "$mark"; }
`;

/** A project and the package that its pipeline installs, for the tests of one file. */
export function pipelineProject(): { project: Project; packed: () => string } {
  const project = new Project();
  let packed = '';
  beforeAll(() => {
    chmodSync(project.write('bin/npm', NPM), 0o755);
    mkdirSync(project.path('package'));
    packed = packAlone(project.path('package'));
  });
  afterAll(() => {
    project.remove();
  });
  return { project, packed: () => packed };
}
