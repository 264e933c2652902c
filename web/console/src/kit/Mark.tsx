export function Mark({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="var(--accent)" strokeWidth="2.5" aria-hidden>
      <path d="M1 3.25h2.75A2.75 2.75 0 0 1 6.5 6v9" />
      <path d="M15 3.25h-2.75A2.75 2.75 0 0 0 9.75 6v4.5" />
    </svg>
  );
}
