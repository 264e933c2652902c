import { CatchBoundary } from "@tanstack/react-router";
import { type ReactNode, Suspense } from "react";
import { isMissing } from "./missing";

/** A part of a page that is fetched while the rest stands. If it is of a desk that is no more, the page goes on without it; the bar says why. */
export function Part({ waiting = null, children }: { waiting?: ReactNode; children: ReactNode }) {
  return (
    <CatchBoundary
      getResetKey={() => "part"}
      errorComponent={({ error }) => {
        if (!isMissing(error)) throw error;
        return waiting;
      }}
    >
      <Suspense fallback={waiting}>{children}</Suspense>
    </CatchBoundary>
  );
}
