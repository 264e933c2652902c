import { createContext } from "react";
import type { Attention } from "./attention";

export const AttentionContext = createContext<Attention | null>(null);
