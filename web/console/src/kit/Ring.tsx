import css from "./Ring.module.css";

const AROUND = 2 * Math.PI * 5;

/** How much of something is used, 0 to 1. Only a picture: the words stand beside it. */
export function Ring({ share }: { share: number }) {
  const arc = AROUND * Math.min(1, Math.max(0, share));
  return (
    <svg className={css.ring} viewBox="0 0 12 12" aria-hidden>
      <circle cx="6" cy="6" r="5" />
      <circle cx="6" cy="6" r="5" strokeDasharray={`${arc.toFixed(1)} ${AROUND.toFixed(1)}`} />
    </svg>
  );
}
