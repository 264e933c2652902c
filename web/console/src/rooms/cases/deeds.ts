import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { CaseDetail, Disposition } from "~/client/contract/cases";
import type { AttributeValue } from "~/client/contract/contacts";
import type { Priority, SetAsideReason, WaitingOn } from "~/client/contract/lists";
import { call } from "~/client/http";
import type { Deed } from "~/kit/deed";
import { caseQuery } from "./queries";
import { setAsideWords } from "./setAsideWords";

/** The deeds on a case: what each asks of the server, what it says after, and how it is undone. */
export class CaseDeeds {
  private readonly cache: QueryClient;
  private readonly one: CaseDetail;

  constructor(cache: QueryClient, one: CaseDetail) {
    this.cache = cache;
    this.one = one;
  }

  /** `note` is for whoever receives the case; undoing the assignment leaves it. */
  assign(userId: Id | null, teamId: Id | null, said: string, note = ""): Deed<CaseDetail> {
    const before = this.one;
    const path = { id: before.id };
    const holder = before.holder?.kind === "user" ? before.holder.id : null;
    return this.deed(
      said,
      () => call("POST /cases/{id}/assign", { path, body: { user_id: userId, team_id: teamId, expected_holder_id: holder, ...(note ? { note } : {}) } }),
      () => call("POST /cases/{id}/assign", { path, body: { user_id: holder, team_id: before.team_id, undo: true } }),
    );
  }

  /** Back to who held it before: the inverse is to take it again. */
  giveBack(): Deed<CaseDetail> {
    const path = { id: this.one.id };
    const holder = this.one.holder?.id ?? null;
    return this.deed(
      t`De vuelta a quien lo tenía`,
      () => call("POST /cases/{id}/assign", { path, body: { user_id: null, team_id: null, undo: true } }),
      () => call("POST /cases/{id}/assign", { path, body: { user_id: holder, team_id: null } }),
    );
  }

  /** To wait in another queue. */
  toQueue(queueId: Id, said: string, note = ""): Deed<CaseDetail> {
    const path = { id: this.one.id };
    const holder = this.one.holder?.kind === "user" ? this.one.holder.id : null;
    return this.deed(
      said,
      () => call("POST /cases/{id}/assign", { path, body: { user_id: null, team_id: null, queue_id: queueId, expected_holder_id: holder, ...(note ? { note } : {}) } }),
      () => call("POST /cases/{id}/assign", { path, body: { user_id: holder, team_id: this.one.team_id, undo: true } }),
    );
  }

  /** `values` is what is told of the contact with it; its undo leaves that as told. */
  resolve(disposition: Disposition | null, values: Record<string, AttributeValue> = {}): Deed<CaseDetail> {
    const path = { id: this.one.id };
    return this.deed(
      disposition ? t`Resuelto: ${disposition.name}` : t`Caso resuelto`,
      () => call("POST /cases/{id}/resolve", { path, body: { disposition_id: disposition?.id ?? null, values } }),
      () => call("POST /cases/{id}/reopen", { path, body: { undo: true } }),
    );
  }

  reopen(): Deed<CaseDetail> {
    const path = { id: this.one.id };
    const disposition_id = this.one.resolution?.disposition_id ?? null;
    return this.deed(
      t`Caso reabierto`,
      () => call("POST /cases/{id}/reopen", { path, body: {} }),
      () => call("POST /cases/{id}/resolve", { path, body: { disposition_id } }),
    );
  }

  setAside(reason: SetAsideReason): Deed<CaseDetail> {
    const path = { id: this.one.id };
    return this.deed(
      t`Apartado: ${setAsideWords(reason)}`,
      () => call("POST /cases/{id}/set-aside", { path, body: { reason } }),
      () => call("POST /cases/{id}/restore", { path, body: {} }),
    );
  }

  restore(): Deed<CaseDetail> {
    const path = { id: this.one.id };
    const reason = this.one.set_aside ?? "no_engage";
    return this.deed(
      t`El caso vuelve a la cola, con sus promesas`,
      () => call("POST /cases/{id}/restore", { path, body: {} }),
      () => call("POST /cases/{id}/set-aside", { path, body: { reason } }),
    );
  }

  wait(on: WaitingOn | null, until: string | null, teamId: Id | null, said: string): Deed<CaseDetail> {
    const path = { id: this.one.id };
    const before = this.one.waiting;
    const back = { on: before?.on ?? null, until: before?.until ?? null, team_id: before?.team_id ?? null };
    return this.deed(
      said,
      () => call("POST /cases/{id}/wait", { path, body: { on, until, team_id: teamId } }),
      () => call("POST /cases/{id}/wait", { path, body: back }),
    );
  }

  tag(name: string): Deed<CaseDetail> {
    const path = { id: this.one.id };
    return this.deed(
      t`Etiqueta puesta: ${name}`,
      () => call("POST /cases/{id}/tags", { path, body: { name } }),
      async () => {
        const now = await call("GET /cases/{id}", { path });
        const tag = now.tags.find((each) => each.name === name);
        return tag ? call("DELETE /cases/{id}/tags/{tag_id}", { path: { ...path, tag_id: tag.id } }) : now;
      },
    );
  }

  untag(tagId: Id, name: string): Deed<CaseDetail> {
    const path = { id: this.one.id };
    return this.deed(
      t`Etiqueta quitada: ${name}`,
      () => call("DELETE /cases/{id}/tags/{tag_id}", { path: { ...path, tag_id: tagId } }),
      () => call("POST /cases/{id}/tags", { path, body: { name } }),
    );
  }

  prioritise(priority: Priority, said: string): Deed<CaseDetail> {
    const path = { id: this.one.id };
    const before = this.one.priority;
    return this.deed(
      said,
      () => call("PATCH /cases/{id}", { path, body: { priority } }),
      () => call("PATCH /cases/{id}", { path, body: { priority: before } }),
    );
  }

  /** The answer is the survivor; undo gives the absorbed case back. */
  merge(into: { id: Id; number: number }): Deed<CaseDetail> {
    const absorbed = this.one.id;
    return {
      said: t`Unido al caso #${into.number}`,
      run: () => call("POST /cases/{id}/merge", { path: { id: absorbed }, body: { into: into.id } }),
      undo: async () => {
        const survivor = await call("GET /cases/{id}", { path: { id: into.id } });
        const merge = survivor.merges.find((each) => each.number === this.one.number) ?? survivor.merges.at(-1);
        return call("POST /merges/{id}/undo", { path: { id: merge?.id ?? absorbed }, body: {} });
      },
      then: (after) => {
        this.keep(after);
        this.refresh(absorbed);
        this.refresh(into.id);
      },
    };
  }

  /** Take an absorbed case out again; the answer is that case. */
  unmerge(merge: { id: Id; number: number }): Deed<CaseDetail> {
    const survivor = this.one.id;
    return {
      said: t`El caso #${merge.number} vuelve a estar aparte`,
      run: () => call("POST /merges/{id}/undo", { path: { id: merge.id }, body: {} }),
      undo: null,
      then: (after) => {
        this.keep(after);
        this.refresh(survivor);
      },
    };
  }

  /** A second case from a message; the answer is the new case, and undone it is as if it had never been apart. */
  split(caseId: Id, messageId: Id, following: boolean, subject: string): Deed<CaseDetail> {
    const from = this.one.id;
    return {
      said: t`Segundo caso abierto`,
      run: () =>
        call("POST /cases/{id}/split", {
          path: { id: from },
          body: { case_id: caseId, message_id: messageId, following, subject },
        }),
      undo: () => call("POST /cases/{id}/split/undo", { path: { id: caseId }, body: {} }),
      then: (after) => {
        this.keep(after);
        this.refresh(from);
        this.refresh(caseId);
      },
    };
  }

  /** A message belongs to another case of the contact; the answer is that case. */
  moveMessage(messageId: Id, into: { id: Id; number: number }): Deed<CaseDetail> {
    const from = this.one.id;
    return {
      said: t`Mensaje movido al caso #${into.number}`,
      run: () => call("POST /messages/{id}/move", { path: { id: messageId }, body: { case_id: into.id } }),
      undo: () => call("POST /messages/{id}/move", { path: { id: messageId }, body: { case_id: from } }),
      then: (after) => {
        this.keep(after);
        this.refresh(from);
        this.refresh(into.id);
      },
    };
  }

  /** It was no courtesy after all. */
  answerable(messageId: Id): Deed<CaseDetail> {
    return {
      said: t`El mensaje pide respuesta: su promesa corre`,
      run: () => call("DELETE /messages/{id}/courtesy", { path: { id: messageId } }),
      undo: null,
      then: (after) => {
        this.keep(after);
        this.refresh(after.id);
      },
    };
  }

  private deed(said: string, run: () => Promise<CaseDetail>, undo: () => Promise<CaseDetail>): Deed<CaseDetail> {
    return { said, run, undo, then: (after) => this.keep(after) };
  }

  private keep(after: CaseDetail) {
    this.cache.setQueryData(caseQuery(after.id).queryKey, after);
  }

  private refresh(caseId: Id) {
    void this.cache.invalidateQueries({ queryKey: ["case", caseId] });
    void this.cache.invalidateQueries({ queryKey: ["thread", caseId] });
  }
}
