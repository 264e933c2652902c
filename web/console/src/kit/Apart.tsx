import { CatchBoundary, type ErrorComponentProps } from "@tanstack/react-router";
import { type ReactNode, Suspense } from "react";
import { isMissing } from "./missing";

/** A part that is fetched when it is wanted. When it does not come, `onGone` puts it away and the page stays; the bar says why. */
export function Apart({ name, onGone, children }: { name: string; onGone: () => void; children: ReactNode }) {
  return (
    <CatchBoundary getResetKey={() => name} errorComponent={Nothing} onCatch={onGone}>
      <Suspense>{children}</Suspense>
    </CatchBoundary>
  );
}

function Nothing({ error }: ErrorComponentProps): ReactNode {
  if (!isMissing(error)) throw error;
  return null;
}
