import { CatchBoundary, type ErrorComponentProps } from "@tanstack/react-router";
import { type ReactNode, Suspense } from "react";
import { isMissing } from "./missing";

/** A part that is fetched when it is wanted. When it does not come, the page stays; the bar says that there is a newer desk. */
export function Apart({ name, children }: { name: string; children: ReactNode }) {
  return (
    <CatchBoundary getResetKey={() => name} errorComponent={Nothing}>
      <Suspense>{children}</Suspense>
    </CatchBoundary>
  );
}

function Nothing({ error }: ErrorComponentProps): ReactNode {
  if (!isMissing(error)) throw error;
  return null;
}
