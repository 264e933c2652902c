import type { Id, Page } from "./basics";
import type {
  Action, AutomationChoices, AutoReplies, AutoReply, DryRun, Macro, MacroUsed, Rule, RuleBody, RuleFinding, RuleState, RuleVersion, RunView,
} from "./automation";
import type { CaseDetail } from "./cases";

type None = Record<string, never>;
type MacroBody = { name: string; then: Action[]; own: boolean; team_id: Id | null };

/** What happens by itself. */
export interface AutomationEndpoints {
  "GET /automation/rules": { answer: Rule[] };
  /** 422 condition_too_large, rule_triggers_itself, template_invalid {what}, reference_gone {what}. */
  "POST /automation/rules": { body: { name: string; body: RuleBody }; answer: Rule };
  /** As adding; 409 rule_changed, rules_contradict {name, other}. */
  "PUT /automation/rules/{id}": { body: { version: number; name: string; body: RuleBody }; answer: Rule };
  "POST /automation/rules/{id}/state": { body: { state: RuleState }; answer: Rule };
  "DELETE /automation/rules/{id}": { answer: null };
  "POST /automation/rules/{id}/restore": { body: None; answer: Rule };
  "GET /automation/rules/{id}/versions": { answer: RuleVersion[] };
  "PUT /automation/order": { body: { order: Id[] }; answer: Rule[] };
  "POST /automation/findings": { body: { id: Id | null; body: RuleBody }; answer: RuleFinding[] };
  "POST /automation/dry-run": { body: { body: RuleBody; last: number | null }; answer: DryRun };
  "GET /automation/runs": { query: { source_id?: Id; cursor?: string }; answer: Page<RunView> };
  /** `left`: the actions that stay. 409 cannot_undo. */
  "POST /automation/runs/{id}/undo": { body: None; answer: { left: Action["do"][] } };
  "GET /automation/choices": { answer: AutomationChoices };

  "GET /automation/replies": { answer: AutoReplies };
  /** New, or the next version of the one of that kind, brand and channel. 422 template_invalid {what}. */
  "PUT /automation/replies": { body: Omit<AutoReply, "id" | "version" | "changed_at">; answer: AutoReply };
  "DELETE /automation/replies/{id}": { answer: null };

  "GET /macros": { query: { retired?: boolean }; answer: Macro[] };
  "POST /macros": { body: MacroBody; answer: Macro };
  /** 409 macro_changed. */
  "PUT /macros/{id}": { body: MacroBody & { version: number }; answer: Macro };
  "DELETE /macros/{id}": { answer: null };
  "POST /macros/{id}/restore": { body: None; answer: Macro };
  /** All its steps or none. `run_id` is minted here: the same again does no more. */
  "POST /cases/{id}/macro": { body: { macro_id: Id; run_id: Id; undo_seconds: number }; answer: MacroUsed };
  "POST /macro-runs/{id}/undo": { body: None; answer: { left: Action["do"][]; case: CaseDetail } };
}
