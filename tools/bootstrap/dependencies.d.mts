/** Types of dependencies.mjs for its spec. */
export function ensureDependencies(): Promise<void>;
export function isInstalled(
  wanted: Readonly<Record<string, object>>,
  installed: Readonly<Record<string, object>> | null,
  machine: { readonly platform: string; readonly arch: string },
): boolean;
