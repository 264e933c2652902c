import { createRootRoute, createRoute, createRouter, Outlet, redirect } from "@tanstack/react-router";
import { lazy } from "react";
import type { FloorQuery } from "~/client/contract/floorEndpoints";
import type { TriageQuery } from "~/client/contract/triage";
import type { PlanSearch } from "~/desks/supervisor/usePlanSearch";
import type { DeskSearch } from "~/desks/agent/AgentDesk";
import { BrokenPage } from "./BrokenPage";
import { Loading } from "~/kit/Loading";
import { readFilters } from "~/rooms/cases/filters";
import { readReportSearch } from "~/rooms/reporting/reportSearch";
import { DeskRoute } from "./DeskRoute";

// Not the router's own way of fetching a page: where one is missing it reloads, under somebody's hands.
const AccountDesk = lazy(() => import("~/desks/account/AccountDesk").then((file) => ({ default: file.AccountDesk })));
const AdminDesk = lazy(() => import("~/desks/admin/AdminDesk").then((file) => ({ default: file.AdminDesk })));
const BeginningDesk = lazy(() => import("~/desks/beginning/BeginningDesk").then((file) => ({ default: file.BeginningDesk })));

const SupervisorDesk = lazy(() => import("~/desks/supervisor/SupervisorDesk").then((file) => ({ default: file.SupervisorDesk })));
const ReportsDesk = lazy(() => import("~/desks/analyst/ReportsDesk").then((file) => ({ default: file.ReportsDesk })));

const SORTS = new Set(["slack", "newest", "oldest"]);
const SIDES = new Set(["contact", "views", "off"]);

/** What is selected and filtered lives in the address, and is read with care: people edit it. */
function readSearch(raw: Record<string, unknown>): DeskSearch {
  const search: DeskSearch = readFilters(raw);
  if (typeof raw.sort === "string" && SORTS.has(raw.sort)) search.sort = raw.sort as NonNullable<DeskSearch["sort"]>;
  if (typeof raw.q === "string" && raw.q) search.q = raw.q;
  if (typeof raw.find === "string" && raw.find) search.find = raw.find;
  if (typeof raw.side === "string" && SIDES.has(raw.side)) search.side = raw.side as NonNullable<DeskSearch["side"]>;
  if (typeof raw.message === "string" && raw.message) search.message = raw.message;
  if (raw.silent) search.silent = true;
  return search;
}

/** Which part of the floor is looked at: ids parted by commas; of plans, which week, day and channel; how a table is sorted. */
type FloorSearch = FloorQuery & PlanSearch & TriageQuery & { order?: string };
const FLOOR_WORDS = ["brand", "queue", "team", "week", "day", "channel", "order", "from", "to", "zone", "reason", "by", "surface", "country"] as const;

function readPart(raw: Record<string, unknown>): FloorSearch {
  const part: FloorSearch = {};
  for (const name of FLOOR_WORDS) if (typeof raw[name] === "string" && raw[name]) part[name] = raw[name];
  if (raw.today === true) part.today = true;
  return part;
}

const root = createRootRoute({ component: Outlet });
const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/cases/$view", params: { view: "mine" } });
  },
});
const cases = createRoute({
  getParentRoute: () => root,
  path: "/cases",
  validateSearch: readSearch,
  component: DeskRoute,
});
const view = createRoute({ getParentRoute: () => cases, path: "$view" });
const one = createRoute({ getParentRoute: () => cases, path: "$view/$caseId" });
const mine = createRoute({
  getParentRoute: () => root,
  path: "/me",
  component: AccountDesk,
});
const mySection = createRoute({ getParentRoute: () => mine, path: "$section" });
const myItem = createRoute({ getParentRoute: () => mine, path: "$section/$item" });
const admin = createRoute({
  getParentRoute: () => root,
  path: "/admin",
  component: AdminDesk,
});
const adminSection = createRoute({ getParentRoute: () => admin, path: "$section" });
const adminItem = createRoute({ getParentRoute: () => admin, path: "$section/$item" });
const floor = createRoute({
  getParentRoute: () => root,
  path: "/floor",
  validateSearch: readPart,
  component: SupervisorDesk,
});
const floorSection = createRoute({ getParentRoute: () => floor, path: "$section" });
const floorItem = createRoute({ getParentRoute: () => floor, path: "$section/$item" });
const reports = createRoute({
  getParentRoute: () => root,
  path: "/reports",
  validateSearch: readReportSearch,
  component: ReportsDesk,
});
const reportsSection = createRoute({ getParentRoute: () => reports, path: "$section" });
const start = createRoute({
  getParentRoute: () => root,
  path: "/start",
  component: BeginningDesk,
});
const startStep = createRoute({ getParentRoute: () => start, path: "$step" });

export const router = createRouter({
  routeTree: root.addChildren([home, cases.addChildren([view, one]), admin.addChildren([adminSection, adminItem]), floor.addChildren([floorSection, floorItem]), reports.addChildren([reportsSection]), mine.addChildren([mySection, myItem]), start.addChildren([startStep])]),
  defaultPreload: false,
  notFoundMode: "root",
  defaultNotFoundComponent: DeskRoute,
  defaultErrorComponent: BrokenPage,
  defaultPendingComponent: Loading,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
