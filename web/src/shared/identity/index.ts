export { type AuthConfig, fetchConfig, useAuthConfig } from "./config";
export { type Identity, IdentityContext, type Me, type Right, rights, type Role, roles, type Tier, tiers, useIdentity, useMay } from "./identity";
