import type { Problem } from "@/shared/http";
import { useTexts } from "../texts";

/** What is wrong with the whole, when no field is to blame. */
export function FormError({ problem }: { problem: Problem | null }) {
  const t = useTexts();
  if (!problem || Object.keys(problem.errors).length > 0) return null;
  return (
    <p role="alert" className="notice notice-danger mb-0">
      {problem.detail || t.failed}
    </p>
  );
}
