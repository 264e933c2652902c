import type { Handler, Known } from "./asking.ts";
import { caseRoutes } from "./caseRoutes.ts";
import { contactRoutes } from "./contactRoutes.ts";
import { messageRoutes } from "./messageRoutes.ts";
import { ownRoutes } from "./ownRoutes.ts";
import { wordRoutes } from "./wordRoutes.ts";

export const routes: Record<keyof Known, Handler> = { ...ownRoutes, ...caseRoutes, ...messageRoutes, ...contactRoutes, ...wordRoutes };
