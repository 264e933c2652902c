import { createContext } from "react";
import type { DraftSync } from "./draftSync";
import type { Outbox } from "./outgoing";
import type { Uploads } from "./uploads";

export const OutboxContext = createContext<Outbox | null>(null);
export const DraftsContext = createContext<DraftSync | null>(null);
export const UploadsContext = createContext<Uploads | null>(null);
