import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";

const FloatingMenu = lazy(() => import("./FloatingMenu").then((file) => ({ default: file.FloatingMenu })));

/** What opens under a button. The trigger is any one button; the rest is fetched when it is first wanted. */
export function Menu({ trigger, align = "end", children }: Props) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(trigger as ReactElement<Record<string, unknown>>, {
    onClick: () => setWanted(true),
    onPointerEnter: () => void import("./FloatingMenu"),
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <FloatingMenu trigger={trigger} align={align}>
        {children}
      </FloatingMenu>
    </Suspense>
  );
}

interface Props {
  trigger: ReactElement;
  align?: "start" | "end";
  children: ReactNode;
}
