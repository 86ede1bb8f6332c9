import { UserError } from '../../../model/errors';
import type { CompiledRule, Rule } from '../../../model/rule';
import { builtInData, builtInValidator } from '../built-in';
import { compileRule, createRuleAjv, recompileRule } from '../compiler';
import { checkAbsences } from './absences';
import { checkFailures } from './estates/failures';
import { RuleFaults } from './faults';
import { checkReferences } from './rule';
import { scopeOf } from './scope';
import { checkShape } from './shape';
import { checkTexts } from './texts';

/** One for all rules: what it has compiled once need not be compiled again. */
const ajv = createRuleAjv();

/** A rule that was compiled, or what is wrong with it: lines with the file, the place, what is wrong and what is allowed. */
export interface Linted {
  compiled?: CompiledRule;
  faults: string[];
}

/**
 * Compiles a rule that has passed rule.schema.json, and refuses what in it would silently pass or be passed over (docs/custom-rules.md
 * says what that covers): names and values that nothing ever has first, then what no estate can be found to violate.
 */
export async function lintRule(rule: Rule, file: string): Promise<Linted> {
  const faults = new RuleFaults(file);
  const envelope = scopeOf(rule);
  checkShape(faults, rule);
  checkReferences({ faults, scope: envelope, ajv }, rule);
  checkTexts(faults, envelope, rule);
  const compiled = compileOrSay(faults, rule, file);
  if (!compiled) return { faults: faults.lines };
  checkAbsences(faults, rule);
  const laboratory = { data: builtInData(), envelope, isInventory: await builtInValidator('inventory') };
  if (faults.lines.length === 0)
    checkFailures(faults, rule, (of) => recompileRule(ajv, compiled, of), laboratory);
  return faults.lines.length === 0 ? { compiled, faults: [] } : { faults: faults.lines };
}

/** Undefined where there are faults, whatever they are. */
function compileOrSay(faults: RuleFaults, rule: Rule, file: string): CompiledRule | undefined {
  try {
    const compiled = compileRule(ajv, rule, file);
    return faults.lines.length === 0 ? compiled : undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (faults.lines.length === 0) faults.lines.push(error.message);
    return undefined;
  }
}
