import { Building2, Globe, Lock, type LucideIcon, UsersRound } from "lucide-react";
import type { Sharing } from "../api";

export const sharingIcons: Record<Sharing, LucideIcon> = { private: Lock, groups: UsersRound, tenant: Building2, public: Globe };
