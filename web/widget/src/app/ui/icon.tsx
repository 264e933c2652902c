import { h } from "preact";
const SHAPES = {
  back: "m12 19-7-7 7-7M19 12H5",
  next: "M5 12h14m-7-7 7 7-7 7",
  right: "m9 18 6-6-6-6",
  x: "M18 6 6 18M6 6l12 12",
  clip: "m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551",
  send: "m3 3 3 9-3 9 19-9zM6 12h16",
  file: "M4 2h10l6 6v14H4zM14 2v6h6M16 13H8M16 17H8M10 9H8",
  bot: "M12 8V4H8M4 8h16v12H4zM2 14h2M20 14h2M15 13v2M9 13v2",
  more: "M11 12h2M18 12h2M4 12h2",
  clock: "M12 6v6l4 2M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0",
};
const OWN = {
  chat: "M13.75 9.5a1.5 1.5 0 0 1-1.5 1.5H6l-3.25 2.75V4a1.5 1.5 0 0 1 1.5-1.5h8a1.5 1.5 0 0 1 1.5 1.5zM5.5 6.8h5",
  mark: "M1 3.25h2.75A2.75 2.75 0 0 1 6.5 6v9M15 3.25h-2.75A2.75 2.75 0 0 0 9.75 6v4.5",
};

export type Shape = keyof typeof SHAPES | keyof typeof OWN;

/** A line drawing; its meaning is always said by the text or the name beside it. */
export function Icon({ is, small }: { is: Shape; small?: boolean }) {
  const own = is in OWN;
  const path = own ? OWN[is as keyof typeof OWN] : SHAPES[is as keyof typeof SHAPES];
  return (
    <svg class={`i ${own ? "own" : ""} ${small ? "s" : ""} ${is}`} viewBox={own ? "0 0 16 16" : "0 0 24 24"} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
