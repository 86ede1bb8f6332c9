import { Readable } from 'node:stream';
import { checkFile, type CheckJudgement } from '../../src/commands/check/check';
import type { Io } from '../../src/commands/io';
import type { Report } from '../../src/model/report';
import { REPORTERS, type Format } from '../../src/report/formats';
import { catalogue, findTarget } from '../support/judge/judge-inventory';
import { NOW } from './estate';
import type { World } from './operation';

const now = Date.parse(NOW);

/** Judges a world as the command check does, from the bytes of its file on standard input to the report. */
export async function judgeWorld(world: World): Promise<Report> {
  const { choice, target, estate, rewrite, encode } = world;
  const judgement: CheckJudgement = {
    catalogue,
    config: {},
    configuration: null,
    choice,
    target: findTarget(target),
    now,
    gate: { failOn: 'fail', allowUnknown: false },
    baseline: undefined,
  };
  const stdin = Readable.from([encode(rewrite(JSON.stringify(estate)))]);
  return checkFile('-', judgement, false, { stdin } as unknown as Io);
}

/** A report in one format. @throws what the format throws */
export async function formatReport(report: Report, format: Format): Promise<string> {
  const make = await REPORTERS[format]();
  const { schemaVersion, tool, exitCode } = report;
  return make(
    { schemaVersion, tool, reports: [report], exitCode },
    { color: false, width: 80, verbose: false, hyperlinks: false, groupBy: 'rule' },
  );
}
