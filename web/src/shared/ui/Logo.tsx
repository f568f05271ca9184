/** Two speech marks turned away from each other, one for each side of a talk. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="4.5 6.5 23 19">
      <path fill="var(--color-accent)" d={MARK} />
      <path fill="var(--color-signal)" d={MARK} transform="matrix(-1 0 0 1 32 0)" />
    </svg>
  );
}

const MARK =
  "M6 13.5A4.5 4.5 0 0 1 10.5 9h.5a4.5 4.5 0 0 1 4.5 4.5V16a7.5 7.5 0 0 1-6.3 7.4c-.7.1-1-.8-.4-1.2 1.2-.8 1.9-1.9 2.1-3.2h-.4A4.5 4.5 0 0 1 6 14.5Z";
