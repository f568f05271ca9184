import { QueryClient } from "@tanstack/react-query";
import { problemOf } from "@/shared/http";

/** Reads are tried again only when that can help: not for what the server answered with a refusal. */
export function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => {
          const { status } = problemOf(error);
          return failures < 2 && (status === 0 || status >= 500 || status === 429);
        },
        retryDelay: (failure) => Math.min(400 * 2 ** failure, 4000),
      },
    },
  });
}
