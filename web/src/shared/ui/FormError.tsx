import { NETWORK_ERROR, type Problem } from "../http";
import { useCatalogue } from "../i18n";

interface Props {
  problem: Problem | null;
  /** The fields that show their own errors; what the server says of others is told here. All of them, when left out. */
  fields?: readonly string[];
}

/** What is wrong with the whole, when no field is to blame. */
export function FormError({ problem, fields }: Props) {
  const m = useCatalogue();
  if (!problem) return null;
  const errors = Object.entries(problem.errors);
  const elsewhere = fields ? errors.filter(([name]) => !fields.includes(name)).flatMap(([, texts]) => texts) : [];
  if (errors.length > 0 && elsewhere.length === 0) return null;
  const text = elsewhere.join(" ") || problem.detail || (problem.code === NETWORK_ERROR ? m.app.unreachable : m.app.failed);
  return (
    <p role="alert" className="notice notice-danger">
      {text}
    </p>
  );
}
