/** A pair of quotation marks, one for each side of a talk. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="5 7 22 18">
      <path fill="var(--color-accent)" d={MARK} />
      <path fill="var(--color-signal)" d={MARK} transform="translate(11)" />
    </svg>
  );
}

const MARK =
  "M6 13.5A4.5 4.5 0 0 1 10.5 9h.5a4.5 4.5 0 0 1 4.5 4.5V16a7.5 7.5 0 0 1-6.3 7.4c-.7.1-1-.8-.4-1.2 1.2-.8 1.9-1.9 2.1-3.2h-.4A4.5 4.5 0 0 1 6 14.5Z";
