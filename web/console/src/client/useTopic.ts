import { useEffect, useRef } from "react";
import type { Topic } from "./contract/live";
import type { Listener } from "./live";
import { useLive } from "./useLive";

/** Listen to a topic while this component is on screen; null listens to nothing. */
export function useTopic(topic: Topic | null, listener: Listener) {
  const live = useLive();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    if (topic === null) return;
    return live.subscribe(topic, {
      changed: (resources) => latest.current.changed(resources),
      missed: () => latest.current.missed(),
    });
  }, [live, topic]);
}
