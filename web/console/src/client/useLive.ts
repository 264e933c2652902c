import { useContext } from "react";
import type { Live } from "./live";
import { LiveContext } from "./LiveContext";

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive outside a session");
  return live;
}
