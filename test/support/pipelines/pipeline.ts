import { mkdirSync } from 'node:fs';
import { packAlone } from './package';
import { Project } from '../cli/project';

/** A project and the package that its pipeline installs, for the tests of one file. */
export function pipelineProject(): { project: Project; packed: () => string } {
  const project = new Project();
  let packed = '';
  beforeAll(() => {
    mkdirSync(project.path('package'));
    packed = packAlone(project.path('package'));
  });
  afterAll(() => {
    project.remove();
  });
  return { project, packed: () => packed };
}
