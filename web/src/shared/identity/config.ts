import { useQuery } from "@tanstack/react-query";
import { sendJson } from "../http";

/** What the server says before anybody is signed in. */
export interface AuthConfig {
  mode: "single-user" | "accounts";
  setup_needed: boolean;
  password: { enabled: boolean; min_length: number };
  /** The provider of single sign-on; null without one. */
  oidc: { name: string } | null;
}

export const fetchConfig = () => sendJson<AuthConfig>("/auth/config", { anonymous: true });

/** The same, for who is signed in already and has to know the rules for a new password. */
export const useAuthConfig = () => useQuery({ queryKey: ["auth-config"], queryFn: fetchConfig, staleTime: Number.POSITIVE_INFINITY });
