import type { MissingEvidence, PolicyExport } from '../../../model/inventory';
import {
  FILE_TIMEOUT_MS,
  SourceError,
  type GatherContext,
  type Gathered,
  type SourceRequest,
} from '../../source';
import { quote } from '../quote';
import { digestFile, readHead, readText, type FileHead } from '../readers/file-text';
import { XmlFault, readXml } from '../readers/xml';
import { PolicyScanner, type PolicyScan } from './policy-scanner';
import { findXmlFiles, isFolder } from './xml-files';

export interface PolicyExportOptions {
  /** Files, or folders that are searched for *.xml. */
  paths: readonly string[];
}

/** An export may hold scripts and pictures, so its texts may be longer than those of a list. */
const LONGEST_TEXT = 2 ** 24;

interface Found {
  rows: PolicyExport[];
  missing: MissingEvidence[];
  remarks: string[];
}

/**
 * The policy exports of the console or of Export-SIPolicy (facts G1 and G2). A broken export is a row that says why; no
 * export at all is an empty list.
 */
export function policyExportSource({ paths }: PolicyExportOptions): SourceRequest {
  return {
    id: 'policy-export',
    kind: 'policy-export',
    target: paths.join(', '),
    sections: ['policyExports'],
    timeoutMs: FILE_TIMEOUT_MS,
    formatSteps: () =>
      paths.map((path) => `read the policy export ${quote(path, 300)}, or each *.xml of that folder`),
    gather: (context) => gatherExports(paths, context),
  };
}

async function gatherExports(paths: readonly string[], { signal }: GatherContext): Promise<Gathered> {
  const found: Found = { rows: [], missing: [], remarks: [] };
  const failures: SourceError[] = [];
  for (const path of paths) {
    try {
      await gatherPath(path, found, signal);
    } catch (error) {
      if (!(error instanceof SourceError) || signal.aborted) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first && found.rows.length === 0) throw first;
  const failed = failures.map(({ message }) => ({ path: '/policyExports', reason: message }));
  return {
    sections: { policyExports: found.rows },
    missing: [...found.missing, ...failed],
    remarks: found.remarks,
  };
}

async function gatherPath(path: string, found: Found, signal: AbortSignal): Promise<void> {
  if (!(await isFolder(path))) {
    found.rows.push((await readExport(path, signal)).row);
    return;
  }
  const { files, gaps, remarks } = await findXmlFiles(path, signal);
  found.missing.push(...gaps.map((reason) => ({ path: '/policyExports', reason })));
  found.remarks.push(...remarks);
  for (const file of files) await gatherFile(file, found, signal);
}

/** A folder may hold other XML too; what is sound XML and says nothing of policies is no export. */
async function gatherFile(file: string, found: Found, signal: AbortSignal): Promise<void> {
  try {
    const { row, scan } = await readExport(file, signal);
    if (scan && !scan.mentionsPolicies) {
      found.remarks.push(`${quote(file)}: left out, no element of it is named after policies`);
    } else found.rows.push(row);
  } catch (error) {
    if (!(error instanceof SourceError) || signal.aborted) throw error;
    found.rows.push({ path: file, reason: error.message });
    found.missing.push({ path: '/policyExports', reason: error.message });
  }
}

interface ReadExport {
  row: PolicyExport;
  /** Absent for XML that is broken. */
  scan?: PolicyScan;
}

/** @throws SourceError when the file cannot be read at all */
async function readExport(file: string, signal: AbortSignal): Promise<ReadExport> {
  const head = await readHead(file);
  const row: PolicyExport = {
    path: file,
    sizeBytes: head.sizeBytes,
    modifiedAt: head.modifiedAt.toISOString().replace('.000Z', 'Z'),
    sha256: await digestFile(file, signal),
  };
  try {
    const scan = await scanExport(file, head, signal);
    const { encrypted, count: policyCount, names: policyNames } = scan;
    const reason = formatEmptyReason(scan);
    return {
      row: { ...row, wellFormed: true, encrypted, policyCount, policyNames, ...(reason && { reason }) },
      scan,
    };
  } catch (error) {
    if (signal.aborted || !(error instanceof XmlFault || error instanceof SourceError)) throw error;
    return { row: { ...row, wellFormed: false, reason: formatFaultReason(error) } };
  }
}

async function scanExport(file: string, head: FileHead, signal: AbortSignal): Promise<PolicyScan> {
  const scanner = new PolicyScanner();
  const handlers = {
    open: scanner.open.bind(scanner),
    text: scanner.text.bind(scanner),
    close: scanner.close.bind(scanner),
  };
  await readXml(readText(file, head.encoding, signal), handlers, LONGEST_TEXT);
  const scan = scanner.finish();
  // Export-Clixml of Get-SIPolicy lists policies but cannot bring one back.
  return scan.root === 'Objs' ? { ...scan, names: [], count: 0 } : scan;
}

function formatEmptyReason({ root, count }: PolicyScan): string | undefined {
  if (root === 'Objs')
    return 'is a list of PowerShell objects (Export-Clixml), not an export of Export-SIPolicy';
  return count === 0 ? 'no element with a name and an id or GUID was found in it' : undefined;
}

function formatFaultReason(error: XmlFault | SourceError): string {
  if (error instanceof SourceError) return error.message;
  // `>>` appends: a second export in the same file makes it no XML at all.
  const appended = /only one root|outside of root|XML declaration must (be|appear) at/i.test(error.what);
  return appended ? `${error.message} (two exports in one file, appended with >>?)` : error.message;
}
