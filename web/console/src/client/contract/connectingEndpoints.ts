import type { Configuration, ConfigurationPlan } from "./configuration";
import type { Id, Instant } from "./basics";
import type {
  AccountState, AdminAccount, ChannelKind, FieldValue, Finding, Hook, HookAttempt, HookDelivery, MadeSecret, NeedsAttention,
} from "./connecting";

type Values = Record<string, FieldValue>;

export interface ConnectingEndpoints {
  "GET /configuration": { answer: Configuration };
  /** 422 configuration_unreadable {line, reason, what}. */
  "POST /configuration/diff": { body: { yaml: string; removing: boolean }; answer: ConfigurationPlan };
  /** 409 configuration_stale, configuration_refused {part, key, reason, line}, last_administrator; 403 more_than_you_may. */
  "POST /configuration/apply": { body: { yaml: string; state: string; removing: boolean }; answer: ConfigurationPlan };

  "GET /channels/kinds": { answer: ChannelKind[] };
  "GET /channels/accounts": { answer: AdminAccount[] };
  /** 409 account_taken; 422 invalid {field, reason}. */
  "POST /channels/accounts": {
    body: { channel: string; name: string; brand_id: Id; values: Values };
    answer: { account: AdminAccount; made: MadeSecret[] };
  };
  "PATCH /channels/accounts/{id}": {
    body: { name?: string; purpose?: string; owner_id?: Id | null; values?: Values; state?: AccountState; country?: string };
    answer: AdminAccount;
  };
  "PUT /channels/accounts/{id}/secrets": { body: { values?: Values; made?: string[] }; answer: { made: MadeSecret[] } };
  /** 409 agreement_refused {reason}. */
  "POST /channels/accounts/{id}/authorise": { body: Record<string, never>; answer: { url: string } };
  "GET /channels/accounts/{id}/trial": {
    query: { since: Instant };
    answer: { case_id: Id | null; conversation_id: Id; text: string; at: Instant } | null;
  };
  /** Asks the provider, within five seconds. */
  "POST /channels/examine": { body: { channel?: string; values?: Values; id?: Id }; answer: { good: boolean; findings: Finding[] } };

  "GET /webhooks": { answer: Hook[] };
  /** 422 endpoint_refused {reason}; 409 too_many_endpoints. */
  "POST /webhooks": { body: { url: string; description: string; kinds: string[] }; answer: { endpoint: Hook; secret: string } };
  "PATCH /webhooks/{id}": { body: { url?: string; description?: string; kinds?: string[]; paused?: boolean }; answer: Hook };
  "DELETE /webhooks/{id}": { answer: null };
  "POST /webhooks/{id}/secret": { body: Record<string, never>; answer: { secret: string } };
  "POST /webhooks/{id}/test": { body: Record<string, never>; answer: null };
  "GET /webhooks/{id}/deliveries": { query: { before?: number; state?: string; limit?: number }; answer: HookDelivery[] };
  "GET /webhooks/{id}/deliveries/{seq}/attempts": { answer: HookAttempt[] };
  "POST /webhooks/{id}/replay": { body: { first: number; last?: number }; answer: { facts: number } };

  "GET /needs-attention": { answer: NeedsAttention };
  "POST /needs-attention/{id}/replay": { body: Record<string, never>; answer: null };
  "POST /needs-attention/reactions/{id}/{reaction}/retry": { body: Record<string, never>; answer: null };
}
