import { createContext } from "react";
import type { Outbox } from "./outgoing";

export const OutboxContext = createContext<Outbox | null>(null);
