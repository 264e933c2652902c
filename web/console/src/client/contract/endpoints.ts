/** Every address, with what it takes and answers: the desk's own here, each other matter's in a file of its own. */

import type { Id, Instant, Locale, Page } from "./basics";
import type { Capabilities, CaseDetail, Disposition } from "./cases";
import type { ActivationEndpoints } from "./activationEndpoints";
import type { AutomationEndpoints } from "./automationEndpoints";
import type { BulkEndpoints } from "./bulkEndpoints";
import type { CallsEndpoints } from "./callsEndpoints";
import type { CannedReply, ChannelAccount, Template } from "./choices";
import type { CoachingEndpoints } from "./coachingEndpoints";
import type { ConsentEndpoints } from "./consentEndpoints";
import type { ChatsEndpoints } from "./chatsEndpoints";
import type { AttributeValue, ContactPanel, ContactRow } from "./contacts";
import type { DiscoveryEndpoints } from "./discoveryEndpoints";
import type { ExpectationsEndpoints } from "./expectations";
import type { FirmEndpoints } from "./firmEndpoints";
import type { HelpEndpoints } from "./helpEndpoints";
import type { LearningEndpoints } from "./learningEndpoints";
import type { StarterEndpoints } from "./starterEndpoints";
import type { LibraryEndpoints } from "./libraryEndpoints";
import type { LlmEndpoints } from "./llmEndpoints";
import type { ProfileEndpoints } from "./profileEndpoints";
import type { FloorEndpoints } from "./floorEndpoints";
import type { CaseFilter, CaseRow, CaseSort, Priority, SetAsideReason, Tag, View, WaitingOn } from "./lists";
import type { DraftsEndpoints } from "./draftsEndpoints";
import type { Attachment, Message, Note, ThreadPage, TimelineEntry } from "./messages";
import type { OidcEndpoints } from "./oidcEndpoints";
import type { PanelsEndpoints } from "./panelsEndpoints";
import type { ModerationEndpoints } from "./moderationEndpoints";
import type { ThreadEndpoints } from "./threadEndpoints";
import type { TriageEndpoints } from "./triage";
import type { PreviewEndpoints } from "./previewEndpoints";
import type { PrivateEndpoints } from "./privateEndpoints";
import type { NewConversation, NewMessage, NewNote, Segment, SignIn } from "./posted";
import type { PeopleEndpoints } from "./peopleEndpoints";
import type { PreferencesEndpoints } from "./preferencesEndpoints";
import type { PresenceEndpoints } from "./presenceEndpoints";
import type { PracticeEndpoints } from "./practiceEndpoints";
import type { PointsEndpoints } from "./pointsEndpoints";
import type { PlaceEndpoints } from "./placeEndpoints";
import type { PledgesEndpoints } from "./pledgesEndpoints";
import type { ReportsEndpoints } from "./reportsEndpoints";
import type { SchedulesEndpoints } from "./schedulesEndpoints";
import type { RoutingEndpoints } from "./routingEndpoints";
import type { SecurityEndpoints } from "./securityEndpoints";
import type { SearchEndpoints } from "./searchEndpoints";
import type { SetupEndpoints } from "./setupEndpoints";
import type { SpendingEndpoints } from "./spendingEndpoints";
import type { StandingEndpoints } from "./standingEndpoints";
import type { SuggestionsEndpoints } from "./suggestionsEndpoints";
import type { SummaryEndpoints } from "./summaryEndpoints";
import type { ViewsEndpoints } from "./viewsEndpoints";
import type { VoiceEndpoints } from "./voiceEndpoints";
import type { WeightsEndpoints } from "./weightsEndpoints";
import type { WhatIfEndpoints } from "./whatIfEndpoints";
import type { WhyEndpoints } from "./whyEndpoints";
import type { Assignee, Me, PresenceState, Queue, Team } from "./who";

/**
 * Method and path under `/api/v1` -> query, body, answer. Codes that the console explains in words of its own
 * stand beside the endpoint; any other code shows the generic sentence with the code.
 *
 * Every deed on a case answers the `CaseDetail` after it, and is a no-op when it already holds. Undo is the
 * inverse deed with `undo: true`, which restores the row as it was (a resolution undone is no reopening).
 */
export interface DeskEndpoints {
  /**
   * Sets the cookie; who it is stands at `/me`. 401 wrong_credentials, code_needed, wrong_code;
   * 409 workspace_needed {workspaces: {slug, name}[]}; 429 slow_down {retry_after}.
   */
  "POST /session": { body: SignIn; answer: null };
  "DELETE /session": { answer: null };
  "GET /me": { answer: Me };
  "PATCH /me": { body: { alias?: string; locale?: Locale; time_zone?: string }; answer: Me };
  "PUT /me/presence": { body: { state: PresenceState; reason: string | null }; answer: Me };

  "GET /views": { answer: View[] };
  /** `view=all`: every case in reach, any state. What narrows it: values of one field parted by commas. */
  "GET /cases": {
    query: { view: string; sort?: CaseSort; cursor?: string; limit?: number } & Partial<Record<keyof CaseFilter, string>>;
    answer: Page<CaseRow>;
  };
  "GET /cases/{id}": { answer: CaseDetail };
  /** When the brand opens on each of the next days. */
  "GET /cases/{id}/openings": { answer: Instant[] };
  /** The newest page, that before `cursor`, that after `later`, or the one around a message. 404: it is of another case. */
  "GET /cases/{id}/thread": { query: { cursor?: string; later?: string; around?: Id; limit?: number }; answer: ThreadPage };
  /** Newest first. */
  "GET /cases/{id}/timeline": { query: { cursor?: string; limit?: number }; answer: Page<TimelineEntry> };
  /** Everything up to this message is read by this user. */
  "POST /cases/{id}/read": { body: { message_id: Id }; answer: null };

  /** Null and null: back to the queue. 409 case_closed, already_held {by}. */
  /** 409 already_held {by}: not who was expected; holder_gone. */
  "POST /cases/{id}/assign": {
    body: { user_id: Id | null; team_id: Id | null; queue_id?: Id; expected_holder_id?: Id | null; undo?: boolean; note?: string };
    answer: CaseDetail;
  };
  "PATCH /cases/{id}": { body: { subject?: string; priority?: Priority }; answer: CaseDetail };
  /** `on: null` ends the wait. `until` goes with `on: "until"` alone, `team_id` with `on: "team"`. */
  "POST /cases/{id}/wait": {
    body: { on: WaitingOn | null; until: Instant | null; team_id: Id | null };
    answer: CaseDetail;
  };
  /** `values` are kept of the contact with it. 422 disposition_needed, data_needed {names, attributes}; 409 already_resolved {by, at}. */
  "POST /cases/{id}/resolve": { body: { disposition_id: Id | null; values?: Record<string, AttributeValue> }; answer: CaseDetail };
  "POST /cases/{id}/reopen": { body: { undo?: boolean }; answer: CaseDetail };
  "POST /cases/{id}/set-aside": { body: { reason: SetAsideReason }; answer: CaseDetail };
  "POST /cases/{id}/restore": { body: Record<string, never>; answer: CaseDetail };
  /** A tag is made when it does not exist. */
  "POST /cases/{id}/tags": { body: { name: string }; answer: CaseDetail };
  "DELETE /cases/{id}/tags/{tag_id}": { answer: CaseDetail };
  /** This case is absorbed; the answer is the survivor, whose `merges` name it. */
  "POST /cases/{id}/merge": { body: { into: Id }; answer: CaseDetail };
  /** The answer is the absorbed case, back as it was. */
  "POST /merges/{id}/undo": { body: Record<string, never>; answer: CaseDetail };
  /** A second case from a message; `following` takes those after it in its conversation. The answer is the new case. */
  "POST /cases/{id}/split": {
    body: { case_id: Id; message_id: Id; following: boolean; subject: string };
    answer: CaseDetail;
  };
  /** Of the second case; the answer is the first, with all messages. 409 undo_too_late. */
  "POST /cases/{id}/split/undo": { body: Record<string, never>; answer: CaseDetail };
  "POST /cases/{id}/notes": { body: NewNote; answer: Note };

  /** 409 case_closed, window_closed, key_reused; 422 text_too_long {limit}, media_refused; 403 contact_blocked. */
  "POST /conversations/{id}/messages": { body: NewMessage; answer: Message };
  /** 409 consent_needed {purpose}, contact_blocked; 422 address_invalid, template_needed. */
  "POST /conversations": {
    body: NewConversation;
    answer: { case: CaseDetail; conversation_id: Id; message: Message };
  };
  /** Ask the provider what became of an uncertain delivery. */
  "POST /messages/{id}/verify": { body: Record<string, never>; answer: Message };
  /** Of a failed or uncertain one: a new message with the new id; audited. */
  "POST /messages/{id}/resend": { body: { id: Id }; answer: Message };
  /** 409 already_left. */
  "POST /messages/{id}/cancel": { body: Record<string, never>; answer: Message };
  /** It was no courtesy: clocks start as if it had never been judged so. */
  "DELETE /messages/{id}/courtesy": { answer: CaseDetail };
  /** It belongs to another case of the same contact. */
  "POST /messages/{id}/move": { body: { case_id: Id }; answer: CaseDetail };

  /** Raw bytes, `Content-Type` as the browser knows it. Client-minted id. 413 file_too_big {limit}; 415 file_refused. */
  "PUT /attachments/{id}": { query: { name: string }; body: Blob; answer: Attachment };

  /** `except` leaves the case on screen out of `previous_cases`. */
  "GET /contacts/{id}": { query: { except?: Id }; answer: ContactPanel };
  "GET /contacts": { query: { q: string; limit?: number }; answer: Page<ContactRow> };
  "POST /contacts/{id}/block": { body: { reason: string }; answer: ContactPanel };
  "POST /contacts/{id}/unblock": { body: Record<string, never>; answer: ContactPanel };

  "GET /assignees": { answer: Assignee[] };
  /** Those whose cases are within reach, by name. */
  "GET /queues": { answer: Queue[] };
  "GET /teams": { answer: Team[] };
  "GET /tags": { answer: Tag[] };
  "GET /dispositions": { query: { case_id?: Id }; answer: Disposition[] };
  /** With a channel, what this person uses most there comes first. */
  "GET /canned-replies": { query: { brand_id?: Id; channel?: string }; answer: CannedReply[] };
  "GET /templates": { query: { account_id: Id }; answer: Template[] };
  "GET /channel-accounts": { answer: ChannelAccount[] };
  /** What may be written first there to a contact, or to somebody who never wrote. */
  "GET /channel-accounts/{id}/capabilities": { query: { contact_id?: Id }; answer: Capabilities };

  /** 202; a segment seen before is dropped. `navigator.sendBeacon` posts it as text/plain when the page goes. */
  "POST /segments": { body: { segments: Segment[] }; answer: null };
}

export interface Endpoints
  extends DeskEndpoints,
    ActivationEndpoints,
    AutomationEndpoints,
    BulkEndpoints,
    CallsEndpoints,
    CoachingEndpoints,
    DiscoveryEndpoints,
    ChatsEndpoints,
    ConsentEndpoints,
    DraftsEndpoints,
    ExpectationsEndpoints,
    FirmEndpoints,
    HelpEndpoints,
    ModerationEndpoints,
    ThreadEndpoints,
    TriageEndpoints,
    LibraryEndpoints,
    ProfileEndpoints,
    FloorEndpoints,
    OidcEndpoints,
    PanelsEndpoints,
    PreviewEndpoints,
    PrivateEndpoints,
    VoiceEndpoints,
    PeopleEndpoints,
    PlaceEndpoints,
    PledgesEndpoints,
    PresenceEndpoints,
    PracticeEndpoints,
    PreferencesEndpoints,
    ReportsEndpoints,
    SchedulesEndpoints,
    LearningEndpoints,
    LlmEndpoints,
    StarterEndpoints,
    PointsEndpoints,
    RoutingEndpoints,
    SearchEndpoints,
    SecurityEndpoints,
    SetupEndpoints,
    StandingEndpoints,
    SuggestionsEndpoints,
    SummaryEndpoints,
    SpendingEndpoints,
    ViewsEndpoints,
    WeightsEndpoints,
    WhatIfEndpoints,
    WhyEndpoints {}
