import { TOO_MANY_ROWS, type SqlFault } from '../connection/sql-fault';

/** Error numbers of a query by what they mean (sys.messages). */
const DENIED = new Set([229, 230, 297, 300, 371, 916, 15562, 18456]);
const ABSENT = new Set([207, 208, 195, 40515, 2812]);
const CLOSED = new Set([4060, 942, 4064]);
/** In recovery, restoring, suspect, without its files, on a replica that may not be read. */
const NOT_READY = new Set([904, 921, 922, 924, 926, 927, 945, 946, 954, 976, 978, 979, 983, 9001]);
/** Locked by others, deadlocked, short of memory, threads or, in Azure, of anything. */
const BUSY = new Set([
  701, 802, 1204, 1205, 1222, 8628, 8645, 8651, 10928, 10929, 40143, 40197, 40501, 40613, 49918, 49919, 49920,
]);

/** Why a query brought nothing, and what would help: a permission only where one was missing. */
export function formatQueryFault(
  fault: SqlFault,
  { reads, needs }: { reads: string; needs: string },
): string {
  const number = fault.numbers[0];
  return `${reads}: ${number === undefined ? formatNoAnswer(fault) : formatNumber(number, needs)}`;
}

function formatNumber(number: number, needs: string): string {
  if (DENIED.has(number)) return `permission denied (error ${number}); it needs ${needs}`;
  if (ABSENT.has(number))
    return `not on this server (error ${number}): Azure SQL, an older or a compatible engine; elsewhere it needs ${needs}`;
  if (CLOSED.has(number))
    return `the database cannot be opened (error ${number}); it needs an online database and ${needs}`;
  if (NOT_READY.has(number))
    return `the database is not ready (error ${number}), for example in recovery; gather again when it is online`;
  if (BUSY.has(number))
    return `the server is too busy, or a lock is in the way (error ${number}); gather again later`;
  return `failed with error ${number}; look it up in the error log of SQL Server`;
}

function formatNoAnswer(fault: SqlFault): string {
  if (fault.codes.includes(TOO_MANY_ROWS))
    return 'the answer has more rows than can be right, and was not read';
  if (fault.interrupted) return 'interrupted before it was answered';
  return fault.timeLimit?.message ?? 'the connection was lost before it was answered';
}
