// The few types of libraries that the kit's declarations name. Apps import the kit, never these.
declare module "clsx" {
  export type ClassValue = ClassValue[] | Record<string, unknown> | string | number | bigint | boolean | null | undefined;
}

declare module "lucide-react" {
  import type { ComponentType, SVGProps } from "react";
  export type LucideIcon = ComponentType<SVGProps<SVGSVGElement> & { size?: number | string }>;
}
