const AGAIN = 20_000;
const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Tell, at most every 20 s, that somebody touches this desk; returns how to stop. */
export function onTouch(tell: () => void): () => void {
  let last = -AGAIN;
  const touched = (event: Event) => {
    if (event.timeStamp - last < AGAIN) return;
    last = event.timeStamp;
    tell();
  };
  for (const kind of TOUCHES) window.addEventListener(kind, touched, { capture: true, passive: true });
  return () => {
    for (const kind of TOUCHES) window.removeEventListener(kind, touched, { capture: true });
  };
}
