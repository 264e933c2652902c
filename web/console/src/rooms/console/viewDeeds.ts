import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { CaseFilter, CaseSort, View } from "~/client/contract/lists";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import type { Deed } from "~/kit/deed";
import { viewsQuery } from "./queries";

export interface Kept {
  base: string;
  filter: CaseFilter;
  sort: CaseSort;
}

/** What is done to saved views; each says its way back. */
export class ViewDeeds {
  private readonly cache: QueryClient;

  constructor(cache: QueryClient) {
    this.cache = cache;
  }

  save(name: string, teamId: string | null, kept: Kept, open: (id: string) => void): Deed<unknown> {
    const id = uuid7();
    return {
      said: t`Vista guardada: ${name}`,
      run: () => call("POST /views", { body: { id, name, team_id: teamId, ...kept } }),
      undo: () => call("DELETE /views/{id}", { path: { id } }),
      then: () => void this.again().then(() => this.has(id) && open(id)),
    };
  }

  rename(view: View, name: string): Deed<unknown> {
    const path = { id: view.id };
    const before = view.name ?? "";
    return this.deed(
      t`La vista se llama ${name}`,
      () => call("PATCH /views/{id}", { path, body: { name } }),
      () => call("PATCH /views/{id}", { path, body: { name: before } }),
    );
  }

  /** Let it show what is on screen. */
  update(view: View, kept: Kept): Deed<unknown> {
    const path = { id: view.id };
    const before = { base: view.base ?? "all", filter: view.filter ?? {}, sort: view.sort ?? "slack" };
    return this.deed(
      t`Cambios guardados en ${view.name ?? ""}`,
      () => call("PATCH /views/{id}", { path, body: kept }),
      () => call("PATCH /views/{id}", { path, body: before }),
    );
  }

  delete(view: View): Deed<unknown> {
    const path = { id: view.id };
    return this.deed(
      t`Vista eliminada: ${view.name ?? ""}`,
      () => call("DELETE /views/{id}", { path }),
      () => call("POST /views/{id}/restore", { path, body: {} }),
    );
  }

  /** One place up or down among those of the same person or team. */
  move(view: View, by: -1 | 1): Deed<unknown> | null {
    const all = (this.cache.getQueryData(viewsQuery.queryKey) ?? []).filter((one) => one.kind === "saved" && one.team_id === view.team_id);
    const before = all.map((one) => one.id);
    const at = before.indexOf(view.id);
    const to = at + by;
    if (at < 0 || to < 0 || to >= before.length) return null;
    const after = before.toSpliced(at, 1).toSpliced(to, 0, view.id);
    return this.deed(
      t`Orden de las vistas cambiado`,
      () => call("PUT /views/order", { body: { ids: after } }),
      () => call("PUT /views/order", { body: { ids: before } }),
    );
  }

  private has(id: string) {
    return (this.cache.getQueryData(viewsQuery.queryKey) ?? []).some((one) => one.id === id);
  }

  private again() {
    return this.cache.invalidateQueries({ queryKey: viewsQuery.queryKey });
  }

  private deed(said: string, run: () => Promise<unknown>, undo: () => Promise<unknown>): Deed<unknown> {
    return { said, run, undo, then: () => void this.again() };
  }
}
