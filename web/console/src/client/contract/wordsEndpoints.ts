import type { Id } from "./basics";
import type { AttributeValue, ContactAttribute } from "./contacts";
import type { BrandSettings, ConsentText, Controller, Readability } from "./firm";
import type {
  AttributeDefinition, DispositionNode, DispositionTree, Filled, ImportedLine, SavedPage, SavedPlaces, SavedText, TagRow,
} from "./words";
import type { Page } from "./basics";

type None = Record<string, never>;

/** What a firm is called, asks and says. */
export interface WordsEndpoints {
  "GET /brands": { query: { retired?: boolean }; answer: BrandSettings[] };
  /** 409 name_taken; 422 pale_colour {ratio, least}, unknown_timezone. */
  "POST /brands": { body: Omit<BrandSettings, "id" | "code" | "contrast" | "created_at" | "retired_at">; answer: BrandSettings };
  "PUT /brands/{id}": { body: Omit<BrandSettings, "id" | "code" | "contrast" | "created_at" | "retired_at">; answer: BrandSettings };
  /** 409 brand_in_use {accounts}. */
  "POST /brands/{id}/retire": { body: None; answer: null };
  "POST /brands/{id}/restore": { body: None; answer: BrandSettings };
  "GET /controllers": { answer: Controller[] };
  "POST /controllers": { body: Omit<Controller, "id" | "code" | "retired_at">; answer: Controller };
  "PUT /controllers/{id}": { body: Omit<Controller, "id" | "code" | "retired_at">; answer: Controller };
  "POST /controllers/{id}/retire": { body: None; answer: Controller };
  "POST /controllers/{id}/restore": { body: None; answer: Controller };

  "GET /consent-texts": { answer: ConsentText[] };
  "POST /consent-texts": { body: { controller_id: Id; purpose: string; locale: string; body: string }; answer: ConsentText };
  "GET /consent-texts/versions": { query: { controller_id: Id; purpose: string; locale: string }; answer: ConsentText[] };
  /** One score, or none in a language of which nothing is known. */
  "POST /consent-texts/readability": { body: { locale: string; body: string }; answer: Readability[] };

  "GET /tags/all": { query: { q?: string; retired?: boolean; cursor?: string; limit?: number }; answer: Page<TagRow> };
  "POST /tags": { body: { name: string }; answer: TagRow };
  /** 409 tag_taken. */
  "PUT /tags/{id}": { body: { name: string }; answer: TagRow };
  "POST /tags/{id}/retire": { body: None; answer: TagRow };
  "POST /tags/{id}/restore": { body: None; answer: TagRow };
  "POST /tags/{id}/merge": { body: { into: Id }; answer: TagRow };
  "POST /tags/{id}/unmerge": { body: None; answer: TagRow };

  /** Whether the case needs a reason to be resolved, and what must be known of its contact and is not. */
  "GET /cases/{id}/needs-reason": { answer: { required: boolean; data: ContactAttribute[] } };
  "GET /dispositions/tree": { answer: DispositionTree };
  "POST /dispositions": { body: { name: Record<string, string>; parent_id: Id | null }; answer: DispositionNode };
  "PUT /dispositions/required": { body: { brand_id: Id; required: boolean }; answer: { brand_id: Id; name: string; required: boolean } };
  "PUT /dispositions/{id}": { body: { name: Record<string, string> }; answer: DispositionNode };
  "POST /dispositions/{id}/place": { body: { parent_id: Id | null; place: number }; answer: DispositionNode };
  "POST /dispositions/{id}/retire": { body: None; answer: DispositionNode };
  "POST /dispositions/{id}/restore": { body: None; answer: DispositionNode };
  "POST /dispositions/{id}/merge": { body: { into: Id }; answer: DispositionNode };

  "GET /canned-replies/all": { query: { q?: string; folder?: string; retired?: boolean; cursor?: string; limit?: number }; answer: SavedPage };
  "GET /canned-replies/places": { answer: SavedPlaces };
  "GET /canned-replies/csv": { answer: { csv: string } };
  "POST /canned-replies/csv": { body: { csv: string; apply: boolean }; answer: ImportedLine[] };
  "POST /canned-replies/try": { body: { text: string; language: string; values: Record<string, string> }; answer: Filled };
  "POST /canned-replies": {
    body: { unit_id: Id; team_id: Id | null; shortcut: string; title: string; folder: string; texts: Record<string, string> };
    answer: { id: Id };
  };
  /** 409 canned_changed {version}. */
  "PUT /canned-replies/{id}": {
    body: { version: number; title: string; folder: string; texts: Record<string, string> };
    answer: { id: Id; version: number };
  };
  "PUT /canned-replies/{id}/place": { body: { unit_id: Id; team_id: Id | null }; answer: SavedText };
  "DELETE /canned-replies/{id}": { answer: null };
  "POST /canned-replies/{id}/restore": { body: None; answer: SavedText };

  "GET /contact-attributes": { query: { retired?: boolean }; answer: AttributeDefinition[] };
  "POST /contact-attributes": { body: Omit<AttributeDefinition, "id" | "kept" | "retired_at">; answer: AttributeDefinition };
  "PUT /contact-attributes/{id}": { body: Omit<AttributeDefinition, "id" | "kept" | "retired_at" | "key" | "kind">; answer: AttributeDefinition };
  "POST /contact-attributes/{id}/retire": { body: None; answer: AttributeDefinition };
  "POST /contact-attributes/{id}/restore": { body: None; answer: AttributeDefinition };
  /** 409 purpose_not_allowed {key, purpose, why}; 422 attribute_value_invalid {key}. */
  "PATCH /contacts/{id}/attributes": { body: { values: Record<string, AttributeValue | null>; source: "agent" | "contact" }; answer: ContactAttribute[] };
}
